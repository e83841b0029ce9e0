import pytest

from hearth.evidence.returns.cin_census.example import child, episode, protection_plan, section_47
from hearth.evidence.returns.cin_census.rules.conftest import Found

DAY, OTHER = "2025-06-30", "2025-07-01"
PLAN = protection_plan(CPPstartDate=DAY)
OF_PLAN = ("ChildProtectionPlans", "CPPstartDate", 0)
OF_ENQUIRY = ("Section47", "DateOfInitialCPC", 0)
OF_EPISODE = ("CINdetails", "DateOfInitialCPC", 0)


def test_on_the_conference_of_an_enquiry(found: Found) -> None:
    enquiries = [section_47(DateOfInitialCPC=OTHER), section_47(DateOfInitialCPC=DAY)]
    assert found("2885", child(episode(Section47=enquiries, ChildProtectionPlans=[PLAN]))) == []


@pytest.mark.parametrize("day", [OTHER, "2025-06-29", None])
def test_on_another_day_than_that_of_the_enquiry(found: Found, day: str | None) -> None:
    started = episode(Section47=[section_47(DateOfInitialCPC=day)], ChildProtectionPlans=[PLAN])
    assert found("2885", child(started)) == [OF_PLAN, OF_ENQUIRY]


def test_on_the_conference_of_the_episode(found: Found) -> None:
    assert found("2885", child(episode(DateOfInitialCPC=DAY, ChildProtectionPlans=[PLAN]))) == []


@pytest.mark.parametrize("day", [OTHER, None])
def test_on_another_day_than_that_of_the_episode(found: Found, day: str | None) -> None:
    assert found("2885", child(episode(DateOfInitialCPC=day, ChildProtectionPlans=[PLAN]))) == [OF_PLAN, OF_EPISODE]


def test_the_conference_of_the_episode_is_not_asked_where_there_is_an_enquiry(found: Found) -> None:
    started = episode(DateOfInitialCPC=DAY, Section47=[section_47(DateOfInitialCPC=OTHER)], ChildProtectionPlans=[PLAN])
    assert found("2885", child(started)) == [OF_PLAN, OF_ENQUIRY]


@pytest.mark.parametrize("flag", ["1", "true"])
def test_an_enquiry_that_asked_for_no_conference_is_not_counted(found: Found, flag: str) -> None:
    enquiry = section_47(DateOfInitialCPC=None, ICPCnotRequired=flag)
    good = episode(DateOfInitialCPC=DAY, Section47=[enquiry], ChildProtectionPlans=[PLAN])
    wrong = episode(DateOfInitialCPC=OTHER, Section47=[enquiry], ChildProtectionPlans=[PLAN])
    assert found("2885", child(good)) == []
    assert found("2885", child(wrong)) == [OF_PLAN, OF_EPISODE]


@pytest.mark.parametrize("flag", ["0", "false", None])
def test_an_enquiry_that_asked_for_one_is(found: Found, flag: str | None) -> None:
    enquiry = section_47(DateOfInitialCPC=None, ICPCnotRequired=flag)
    started = episode(DateOfInitialCPC=DAY, Section47=[enquiry], ChildProtectionPlans=[PLAN])
    assert found("2885", child(started)) == [OF_PLAN, OF_ENQUIRY]


def test_on_a_conference_said_not_to_be_required(found: Found) -> None:
    """That the enquiry says both is told by rule 8868."""
    enquiry = section_47(DateOfInitialCPC=DAY, ICPCnotRequired="1")
    assert found("2885", child(episode(Section47=[enquiry], ChildProtectionPlans=[PLAN]))) == []


def test_an_enquiry_that_led_to_another_plan_is_not_told(found: Found) -> None:
    later = protection_plan(CPPstartDate="2025-12-01")
    both = episode(Section47=[section_47(DateOfInitialCPC=DAY)], ChildProtectionPlans=[PLAN, later])
    assert found("2885", child(both)) == [("ChildProtectionPlans", "CPPstartDate", 1)]


def test_a_conference_of_another_episode(found: Found) -> None:
    enquiry = episode(DateOfInitialCPC=DAY, Section47=[section_47(DateOfInitialCPC=DAY)])
    assert found("2885", child(episode(ChildProtectionPlans=[PLAN]), enquiry)) == [OF_PLAN, OF_EPISODE]


@pytest.mark.parametrize(
    ("day", "faults"),
    [
        ("2025-03-31", []),
        ("2025-04-01", [OF_PLAN, OF_EPISODE]),
        ("2026-03-31", [OF_PLAN, OF_EPISODE]),
        ("2026-04-01", []),
        (None, []),
    ],
)
def test_only_of_plans_that_start_in_the_year(found: Found, day: str | None, faults: list[object]) -> None:
    assert found("2885", child(episode(ChildProtectionPlans=[protection_plan(CPPstartDate=day)]))) == faults
