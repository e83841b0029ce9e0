import pytest

from hearth.evidence.returns.cin_census.example import Given, child, episode, protection_plan
from hearth.evidence.returns.cin_census.rules.conftest import Found


def planned(*days: tuple[str | None, str | None]) -> Given:
    return episode(ChildProtectionPlans=[protection_plan(CPPstartDate=a, CPPendDate=b) for a, b in days])


FIRST = ("2025-06-03", "2025-07-10")
BOTH = [
    ("ChildProtectionPlans", "CPPstartDate", 0),
    ("ChildProtectionPlans", "CPPstartDate", 1),
    ("ChildProtectionPlans", "CPPendDate", 0),
    ("ChildProtectionPlans", "CPPendDate", 1),
]


@pytest.mark.parametrize("start", ["2025-06-03", "2025-06-20", "2025-07-10"])
def test_starts_while_another_runs(found: Found, start: str) -> None:
    assert found("8940", child(planned(FIRST, (start, "2025-09-01")))) == BOTH
    assert found("8940", child(planned((start, "2025-09-01"), FIRST))) == BOTH


@pytest.mark.parametrize("days", [("2025-07-11", "2025-09-01"), ("2025-05-01", "2025-06-02")])
def test_starts_after_another_ends(found: Found, days: tuple[str, str]) -> None:
    assert found("8940", child(planned(FIRST, days))) == []


def test_one_that_is_open_runs_to_the_reference_date(found: Found) -> None:
    assert found("8940", child(planned((FIRST[0], None), ("2026-03-31", None)))) == BOTH
    assert found("8940", child(planned((FIRST[0], None), ("2026-04-01", None)))) == []


def test_each_of_three_is_told_once(found: Found) -> None:
    assert found("8940", child(planned(FIRST, FIRST, FIRST, ("2025-08-01", "2025-09-01")))) == [
        ("ChildProtectionPlans", field, row) for field in ("CPPstartDate", "CPPendDate") for row in (0, 1, 2)
    ]


def test_plans_in_different_episodes_are_compared(found: Found) -> None:
    assert found("8940", child(planned(FIRST), planned(FIRST))) == BOTH


def test_plans_of_two_children_are_not_compared(found: Found) -> None:
    assert found("8940", child(planned(FIRST)), child(planned(FIRST))) == []


def test_nothing_is_said_of_what_has_no_start(found: Found) -> None:
    assert found("8940", child(planned(FIRST, (None, FIRST[1]), (None, None)))) == []
