from hearth.evidence.returns.cin_census.example import Given, child, episode, protection_plan
from hearth.evidence.returns.cin_census.rules.conftest import Found


def plans(*days: tuple[str | None, str | None]) -> Given:
    return child(episode(ChildProtectionPlans=[protection_plan(CPPstartDate=a, CPPendDate=b) for a, b in days]))


def test_ends_before_it_starts(found: Found) -> None:
    assert found("8925", plans(("2025-06-30", "2025-07-01"), ("2025-07-02", "2025-07-01"))) == [
        ("ChildProtectionPlans", "CPPstartDate", 1),
        ("ChildProtectionPlans", "CPPendDate", 1),
    ]


def test_ends_that_day_or_later(found: Found) -> None:
    assert found("8925", plans(("2025-07-02", "2025-07-02"), ("2025-07-02", "2025-07-03"))) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("8925", plans(("2025-07-02", None), (None, "2025-07-01"), (None, None))) == []
