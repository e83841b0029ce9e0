from hearth.evidence.returns.cin_census.example import Given, child, episode, protection_plan
from hearth.evidence.returns.cin_census.rules.conftest import Found


def reviewed(*days: str | None) -> Given:
    return child(episode(ChildProtectionPlans=[protection_plan(*days)]))


def test_a_review_group_without_a_date(found: Found) -> None:
    assert found("8842Q", reviewed("2025-09-01"), reviewed(None)) == [("Reviews", "CPPreviewDate", 1)]


def test_a_date_that_is_no_date(found: Found) -> None:
    assert found("8842Q", reviewed("2025-09-31", "2025-09-30", "")) == [
        ("Reviews", "CPPreviewDate", 0),
        ("Reviews", "CPPreviewDate", 2),
    ]


def test_nothing_is_said_of_a_plan_without_reviews(found: Found) -> None:
    assert found("8842Q", reviewed()) == []
