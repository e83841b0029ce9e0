from hearth.evidence.returns.cin_census.example import child, cin_plan, episode, protection_plan
from hearth.evidence.returns.cin_census.rules.conftest import Found

ENDED = {"CPPendDate": "2025-12-01"}


def test_both_open(found: Found) -> None:
    both = episode(
        ChildProtectionPlans=[protection_plan(**ENDED), protection_plan()],
        CINPlanDates=[cin_plan(CINPlanEndDate="2025-07-20"), cin_plan()],
    )
    assert found("4001", child(), child(both)) == [
        ("ChildProtectionPlans", "CPPendDate", 1),
        ("CINplanDates", "CINPlanEndDate", 1),
    ]


def test_one_of_them_ended(found: Found) -> None:
    protected = episode(ChildProtectionPlans=[protection_plan()], CINPlanDates=[cin_plan(CINPlanEndDate="2025-07-20")])
    in_need = episode(ChildProtectionPlans=[protection_plan(**ENDED)], CINPlanDates=[cin_plan()])
    assert found("4001", child(protected), child(in_need)) == []


def test_in_two_episodes(found: Found) -> None:
    protected = episode(ChildProtectionPlans=[protection_plan()])
    assert found("4001", child(protected, episode(CINPlanDates=[cin_plan()]))) == []


def test_each_is_told_once(found: Found) -> None:
    both = episode(ChildProtectionPlans=[protection_plan()], CINPlanDates=[cin_plan(), cin_plan()])
    assert found("4001", child(both)) == [
        ("ChildProtectionPlans", "CPPendDate", 0),
        ("CINplanDates", "CINPlanEndDate", 0),
        ("CINplanDates", "CINPlanEndDate", 1),
    ]


def test_an_episode_without_either(found: Found) -> None:
    assert found("4001", child(), child(episode(CINPlanDates=[cin_plan(CINPlanStartDate=None)]))) == []
