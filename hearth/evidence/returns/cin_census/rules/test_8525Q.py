from hearth.evidence.returns.cin_census.example import child
from hearth.evidence.returns.cin_census.rules.conftest import Found


def test_both_or_neither(found: Found) -> None:
    born, expected = child(), child(PersonBirthDate=None, ExpectedPersonBirthDate="2026-06-01")
    both, neither = child(ExpectedPersonBirthDate="2026-06-01"), child(PersonBirthDate=None)
    assert found("8525Q", born, both, expected, neither) == [
        ("ChildIdentifiers", "PersonBirthDate", 1),
        ("ChildIdentifiers", "PersonBirthDate", 3),
        ("ChildIdentifiers", "ExpectedPersonBirthDate", 1),
        ("ChildIdentifiers", "ExpectedPersonBirthDate", 3),
    ]


def test_one_of_them(found: Found) -> None:
    assert found("8525Q", child(), child(PersonBirthDate=None, ExpectedPersonBirthDate="2026-06-01")) == []
