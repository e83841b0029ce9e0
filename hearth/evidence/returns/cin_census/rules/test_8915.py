from hearth.evidence.returns.cin_census.example import Given, child, episode, protection_plan
from hearth.evidence.returns.cin_census.rules.conftest import Found


def starts(day: str | None, died: str | None = "2025-09-10") -> Given:
    plan = protection_plan(CPPstartDate=day)
    return child(episode(ChildProtectionPlans=[plan]), PersonDeathDate=died)


def test_starts_after_the_death(found: Found) -> None:
    assert found("8915", starts("2025-09-09"), starts("2025-09-11")) == [
        ("ChildProtectionPlans", "CPPstartDate", 1),
        ("ChildIdentifiers", "PersonDeathDate", 1),
    ]


def test_starts_that_day_or_before(found: Found) -> None:
    assert found("8915", starts("2025-09-10"), starts("2025-09-09")) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("8915", starts(None), starts("2025-09-11", died=None)) == []
