import pytest

from hearth.evidence.returns.cin_census.example import child, episode, protection_plan
from hearth.evidence.returns.cin_census.rules.conftest import Found


@pytest.mark.parametrize("number", [None, "", "-1", "one", "1.5"])
def test_is_not_a_number(found: Found, number: str | None) -> None:
    plans = [protection_plan(), protection_plan(NumberOfPreviousCPP=number)]
    told = [("ChildProtectionPlans", "NumberOfPreviousCPP", 1)]
    assert found("8730", child(episode(ChildProtectionPlans=plans))) == told


@pytest.mark.parametrize("number", ["0", "1", "12"])
def test_is_a_number(found: Found, number: str) -> None:
    assert found("8730", child(episode(ChildProtectionPlans=[protection_plan(NumberOfPreviousCPP=number)]))) == []


def test_an_episode_without_a_plan_needs_no_number(found: Found) -> None:
    assert found("8730", child(episode(ChildProtectionPlans=[]))) == []
