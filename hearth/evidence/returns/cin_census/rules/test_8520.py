from hearth.evidence.returns.cin_census.example import child
from hearth.evidence.returns.cin_census.rules.conftest import Found


def test_born_after_the_reference_date(found: Found) -> None:
    assert found("8520", child(PersonBirthDate="2026-03-31"), child(PersonBirthDate="2026-04-01")) == [
        ("ChildIdentifiers", "PersonBirthDate", 1)
    ]


def test_the_reference_date_is_that_of_the_return(found: Found) -> None:
    assert found("8520", child(PersonBirthDate="2025-03-31"), child(PersonBirthDate="2025-04-01"), year=2025) == [
        ("ChildIdentifiers", "PersonBirthDate", 1)
    ]


def test_nothing_is_said_of_a_child_without_a_birth_date(found: Found) -> None:
    assert found("8520", child(PersonBirthDate=None, ExpectedPersonBirthDate="2026-06-01")) == []
