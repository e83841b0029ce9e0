"""What an assessment may decide: the published outcomes, and the one that most assessments have, which is none of them."""

from __future__ import annotations

from django.db.models import TextChoices

from hearth.foundation.codes import AssessmentOutcome


class Outcome(TextChoices):
    """The value is the published code (SSD `assessment_outcome`), but for help under a plan: see `published`."""

    CHILD_IN_NEED_PLAN = "Child in need plan", "Help goes on under a child in need plan"
    EARLY_HELP = AssessmentOutcome.EARLY_HELP.value, AssessmentOutcome.EARLY_HELP.label
    STRATEGY_DISCUSSION = AssessmentOutcome.STRATEGY_DISCUSSION.value, AssessmentOutcome.STRATEGY_DISCUSSION.label
    NO_FURTHER_ACTION = AssessmentOutcome.NO_FURTHER_ACTION.value, AssessmentOutcome.NO_FURTHER_ACTION.label
    OTHER = AssessmentOutcome.OTHER.value, AssessmentOutcome.OTHER.label

    @property
    def published(self) -> AssessmentOutcome:
        """The code a return gives: a child in need plan has none of its own, and goes under "Other"."""
        return AssessmentOutcome.OTHER if self is Outcome.CHILD_IN_NEED_PLAN else AssessmentOutcome(self.value)

    @property
    def is_an_end(self) -> bool:
        """No further action of ours: as with census rule 8873Q, which lets factor 21 stand with closures RC8 and RC9."""
        return self in {Outcome.NO_FURTHER_ACTION, Outcome.EARLY_HELP}


def outcome_of(decision: str) -> Outcome | None:
    """None for nothing decided, and for words that were brought in and are no outcome of ours."""
    return Outcome(decision) if decision in Outcome.values else None
