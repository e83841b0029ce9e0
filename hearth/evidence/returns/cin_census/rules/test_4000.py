import pytest

from hearth.evidence.returns.cin_census.example import child, cin_plan, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found

PLANS = [cin_plan(), cin_plan()]


@pytest.mark.parametrize("flag", ["1", "true"])
def test_no_further_action_and_plans(found: Found, flag: str) -> None:
    assert found(
        "4000", child(episode(CINPlanDates=[cin_plan()])), child(episode(ReferralNFA=flag, CINPlanDates=PLANS))
    ) == [
        ("CINplanDates", "LAchildID", 1),
        ("CINplanDates", "LAchildID", 2),
        ("CINdetails", "ReferralNFA", 1),
    ]


@pytest.mark.parametrize("flag", ["0", "false", None, "", "TRUE"])
def test_taken_forward_or_not_said(found: Found, flag: str | None) -> None:
    """TRUE is none of the census's spellings: rule 8568 asks for the flag, and it says nothing until then."""
    assert found("4000", child(episode(ReferralNFA=flag, CINPlanDates=PLANS))) == []


def test_no_further_action_and_no_plan(found: Found) -> None:
    assert found("4000", child(episode(ReferralNFA="1"), episode(CINPlanDates=PLANS))) == []
