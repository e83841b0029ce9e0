import pytest

from hearth.evidence.returns.cin_census.example import Given, child
from hearth.evidence.returns.cin_census.rules.conftest import Found

TOLD = [
    ("ChildIdentifiers", "Sex", 0),
    ("ChildIdentifiers", "PersonBirthDate", 0),
    ("ChildIdentifiers", "ExpectedPersonBirthDate", 0),
]


def unborn(year: int, sex: str | None, **given: str | None) -> Given:
    asked = {"Sex": sex} if year >= 2025 else {"Sex": None, "GenderCurrent": sex}
    return child(**{"PersonBirthDate": None, "ExpectedPersonBirthDate": f"{year}-06-01"} | asked | given)


@pytest.mark.parametrize(
    ("year", "sex"),
    [
        (2023, "1"),
        (2024, "2"),
        (2024, "9"),
        (2024, "U"),
        (2025, "M"),
        (2026, "F"),
        (2026, "0"),
        (2024, None),
        (2026, None),
    ],
)
def test_not_born_yet_and_not_of_unknown_sex(found: Found, year: int, sex: str | None) -> None:
    assert found("8750", unborn(year, sex), year=year) == TOLD


@pytest.mark.parametrize(("year", "sex"), [(2023, "0"), (2024, "0"), (2025, "U"), (2026, "U")])
def test_of_unknown_sex(found: Found, year: int, sex: str) -> None:
    assert found("8750", unborn(year, sex), year=year) == []


def test_the_item_of_the_other_years_stands_for_nothing(found: Found) -> None:
    assert found("8750", unborn(2026, None, GenderCurrent="0"), year=2026) == TOLD
    assert found("8750", unborn(2024, None, Sex="U"), year=2024) == TOLD


def test_is_born(found: Found) -> None:
    assert found("8750", unborn(2026, "M", PersonBirthDate="2026-03-01")) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("8750", unborn(2026, "M", ExpectedPersonBirthDate=None)) == []
