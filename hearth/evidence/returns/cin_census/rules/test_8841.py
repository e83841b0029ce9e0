from hearth.evidence.returns.cin_census.example import Given, child, episode, protection_plan
from hearth.evidence.returns.cin_census.rules.conftest import Found


def reviewed(*days: str | None, start: str | None = "2025-06-30") -> Given:
    return child(episode(ChildProtectionPlans=[protection_plan(), protection_plan(*days, CPPstartDate=start)]))


def test_is_reviewed_before_it_starts(found: Found) -> None:
    assert found("8841", reviewed("2025-09-01", "2025-06-29")) == [
        ("ChildProtectionPlans", "CPPstartDate", 1),
        ("Reviews", "CPPreviewDate", 1),
    ]


def test_is_reviewed_on_the_day_it_starts_or_the_next(found: Found) -> None:
    assert found("8841", reviewed("2025-06-30", "2025-07-01")) == [
        ("ChildProtectionPlans", "CPPstartDate", 1),
        ("Reviews", "CPPreviewDate", 0),
    ]


def test_each_review_at_fault_is_told_and_its_plan_once(found: Found) -> None:
    assert found("8841", reviewed("2025-06-01", "2025-06-02")) == [
        ("ChildProtectionPlans", "CPPstartDate", 1),
        ("Reviews", "CPPreviewDate", 0),
        ("Reviews", "CPPreviewDate", 1),
    ]


def test_a_review_is_measured_by_its_own_plan(found: Found) -> None:
    later = protection_plan(CPPstartDate="2025-12-01")
    assert found("8841", child(episode(ChildProtectionPlans=[protection_plan("2025-09-01"), later]))) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("8841", reviewed(None), reviewed("2025-06-01", start=None)) == []
