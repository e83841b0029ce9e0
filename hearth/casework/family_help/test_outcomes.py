from __future__ import annotations

import pytest

from hearth.casework.family_help.outcomes import Outcome, outcome_of
from hearth.foundation.codes import AssessmentOutcome


def test_every_published_outcome_is_offered_and_help_under_a_plan_goes_under_other() -> None:
    assert {each.published for each in Outcome} == set(AssessmentOutcome)
    assert [each for each in Outcome if each.published.value != each.value] == [Outcome.CHILD_IN_NEED_PLAN]
    assert Outcome.CHILD_IN_NEED_PLAN.published is AssessmentOutcome.OTHER


@pytest.mark.parametrize(
    ("kept", "outcome"),
    [("Child in need plan", Outcome.CHILD_IN_NEED_PLAN), ("Other", Outcome.OTHER), ("", None), ("As before", None)],
)
def test_what_is_kept_is_read_back(kept: str, outcome: Outcome | None) -> None:
    assert outcome_of(kept) is outcome
