import pytest

from hearth.evidence.returns.cin_census.example import child, episode, protection_plan
from hearth.evidence.returns.cin_census.rules.conftest import Found


@pytest.mark.parametrize("start", ["2026-04-01", None, "", "unknown"])
def test_has_no_start_in_time(found: Found, start: str | None) -> None:
    plans = [protection_plan(), protection_plan(CPPstartDate=start)]
    assert found("8720", child(episode(ChildProtectionPlans=plans))) == [("ChildProtectionPlans", "CPPstartDate", 1)]


@pytest.mark.parametrize("start", ["2026-03-31", "2019-01-01"])
def test_starts_by_the_reference_date(found: Found, start: str) -> None:
    assert found("8720", child(episode(ChildProtectionPlans=[protection_plan(CPPstartDate=start)]))) == []


def test_an_episode_without_a_plan_needs_no_start(found: Found) -> None:
    assert found("8720", child(episode(ChildProtectionPlans=[]))) == []
