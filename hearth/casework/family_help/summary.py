"""What a family's page and a person's page need to know of help: in a few statements, however many children."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hearth.casework.family_help.models import Assessment, Episode
from hearth.casework.family_help.queries import (
    assessments_of,
    chosen_factors,
    clock_from,
    clock_of,
    in_order,
    open_episodes,
    unanswered_among,
    visiting_of,
)
from hearth.casework.family_help.rules import Running
from hearth.casework.people.models import Family, Person
from hearth.foundation.codes import AssessmentFactor


@dataclass(frozen=True)
class ChildHelp:
    """One child: the open episode, the factors of the family's latest assessment, when last seen, when due again."""

    child: Person
    episode: Episode | None
    factors: tuple[AssessmentFactor, ...]
    last_seen_on: date | None
    visit: Running | None


@dataclass(frozen=True)
class HelpSummary:
    """`clock` runs for the latest assessment; when a referral is open that none has answered, for the one to begin."""

    children: tuple[ChildHelp, ...]
    assessment: Assessment | None
    is_to_begin: bool
    clock: Running | None

    @property
    def is_with_manager(self) -> bool:
        return bool(self.assessment and self.assessment.state == Assessment.State.SENT and not self.is_to_begin)

    @property
    def next_visit(self) -> Running | None:
        """The clock of the child who must be seen soonest."""
        return min((one.visit for one in self.children if one.visit), key=lambda one: one.due_on, default=None)


def help_of(family: Family, children: Sequence[Person], *, on: date) -> HelpSummary:
    """Of the family and its `children` as they are that day. Five statements."""
    episodes = list(open_episodes(family))
    of_child = {episode.person_id: episode for episode in episodes}
    assessments = list(assessments_of(family, children))
    assessment = next((one for one in assessments if one.family_id == family.pk), None)
    codes = chosen_factors(assessment) if assessment else set()
    is_written = assessment is not None and assessment.authorised_on is None
    waiting_from = None if is_written else unanswered_among(assessments, episodes)
    clock = clock_from(waiting_from, on=on) if waiting_from else clock_of(assessment, on=on) if assessment else None
    return HelpSummary(
        children=tuple(
            ChildHelp(
                seen.child,
                of_child.get(seen.child.pk),
                in_order(code for number, code in codes if number == seen.child.pk),
                seen.last_seen_on,
                seen.clock,
            )
            for seen in visiting_of(children, episodes, on=on)
        ),
        assessment=assessment,
        is_to_begin=waiting_from is not None,
        clock=clock,
    )
