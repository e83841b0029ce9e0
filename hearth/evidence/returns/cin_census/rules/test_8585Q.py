from hearth.evidence.returns.cin_census.example import Given, child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found


def closed(reason: str | None, died: str | None = None) -> Given:
    return child(episode(), episode(ReasonForClosure=reason), PersonDeathDate=died)


def test_died_without_a_date_of_death(found: Found) -> None:
    assert found("8585Q", child(), closed("RC2")) == [
        ("ChildIdentifiers", "PersonDeathDate", 1),
        ("CINdetails", "ReasonForClosure", 2),
    ]


def test_died_with_a_date_of_death(found: Found) -> None:
    assert found("8585Q", closed("RC2", died="2025-08-01")) == []


def test_another_reason_or_none(found: Found) -> None:
    assert found("8585Q", closed("RC7"), closed(None)) == []
