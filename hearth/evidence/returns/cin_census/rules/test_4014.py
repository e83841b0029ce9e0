from hearth.evidence.returns.cin_census.example import Given, child, cin_plan, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found

Dates = tuple[str | None, str | None]

BOTH = [
    ("CINplanDates", "CINPlanStartDate", 0),
    ("CINplanDates", "CINPlanStartDate", 1),
    ("CINplanDates", "CINPlanEndDate", 0),
    ("CINplanDates", "CINPlanEndDate", 1),
]


def planned(*plans: Dates) -> Given:
    return episode(CINPlanDates=[cin_plan(CINPlanStartDate=start, CINPlanEndDate=end) for start, end in plans])


def test_both_of_two_that_overlap_are_told_and_a_third_is_not(found: Found) -> None:
    three = planned(("2025-05-01", "2025-06-01"), ("2025-07-01", "2025-08-01"), ("2025-07-31", "2025-09-01"))
    assert found("4014", child(), child(three)) == [
        ("CINplanDates", "CINPlanStartDate", 1),
        ("CINplanDates", "CINPlanStartDate", 2),
        ("CINplanDates", "CINPlanEndDate", 1),
        ("CINplanDates", "CINPlanEndDate", 2),
    ]


def test_one_may_start_on_the_day_another_ends(found: Found) -> None:
    assert found("4014", child(planned(("2025-07-01", "2025-08-01"), ("2025-08-01", "2025-09-01")))) == []
    assert found("4014", child(planned(("2025-08-01", "2025-09-01"), ("2025-07-01", "2025-08-01")))) == []


def test_the_order_in_the_file_does_not_matter(found: Found) -> None:
    assert found("4014", child(planned(("2025-07-31", "2025-09-01"), ("2025-07-01", "2025-08-01")))) == BOTH


def test_one_within_another(found: Found) -> None:
    assert found("4014", child(planned(("2025-07-01", "2025-12-01"), ("2025-08-01", "2025-08-02")))) == BOTH


def test_the_same_plan_twice(found: Found) -> None:
    assert found("4014", child(planned(("2025-07-01", None), ("2025-07-01", None)))) == BOTH


def test_one_told_of_two_others_is_told_once(found: Found) -> None:
    three = planned(("2025-07-01", "2025-12-01"), ("2025-08-01", "2025-09-01"), ("2025-10-01", "2025-11-01"))
    assert found("4014", child(three)) == [
        ("CINplanDates", field, row) for field in ("CINPlanStartDate", "CINPlanEndDate") for row in (0, 1, 2)
    ]


def test_an_open_plan_runs_to_the_reference_date(found: Found) -> None:
    assert found("4014", child(planned(("2025-07-01", None), ("2026-03-31", None)))) == BOTH
    assert found("4014", child(planned(("2025-07-01", None), ("2026-04-01", None)))) == []


def test_plans_of_one_child_in_two_episodes(found: Found) -> None:
    first, second = planned(("2025-07-01", "2025-08-01")), planned(("2025-07-31", None))
    assert found("4014", child(first, second)) == BOTH
    assert found("4014", child(first), child(second)) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("4014", child(planned((None, None), (None, None)))) == []
    assert found("4014", child(planned((None, "2025-08-01"), ("2025-07-01", "2025-09-01")))) == []
    assert found("4014", child(planned(("2025-07-01", None)))) == []
