from hearth.evidence.returns.cin_census.example import Given, child
from hearth.evidence.returns.cin_census.rules.conftest import Found


def died(birth: str | None, death: str | None) -> Given:
    return child(PersonBirthDate=birth, PersonDeathDate=death)


AT_FAULT = [("ChildIdentifiers", "PersonDeathDate", 1), ("ChildIdentifiers", "PersonBirthDate", 1)]


def test_died_before_birth(found: Found) -> None:
    assert found("8535Q", child(), died("2025-08-02", "2025-08-01")) == AT_FAULT


def test_died_without_a_birth_date(found: Found) -> None:
    assert found("8535Q", child(), died(None, "2025-08-01")) == AT_FAULT


def test_an_expected_birth_date_does_not_stand_for_a_birth_date(found: Found) -> None:
    given = child(PersonBirthDate=None, ExpectedPersonBirthDate="2025-07-01", PersonDeathDate="2025-08-01")
    assert found("8535Q", child(), given) == AT_FAULT


def test_died_on_the_day_of_birth_or_later(found: Found) -> None:
    assert found("8535Q", died("2025-08-01", "2025-08-01"), died("2025-08-01", "2025-08-02")) == []


def test_nothing_is_said_of_a_child_without_a_date_of_death(found: Found) -> None:
    assert found("8535Q", died("2025-08-01", None), died(None, None)) == []
