import pytest

from hearth.evidence.returns.cin_census.example import child
from hearth.evidence.returns.cin_census.rules.conftest import Found

AT_FAULT = [("ChildIdentifiers", "Sex", 1)]


@pytest.mark.parametrize("year", [2025, 2026])
def test_sex_from_2024_25(found: Found, year: int) -> None:
    good = [child(Sex=each) for each in "MFU"]
    for wrong in (None, "", "1", "m", "X"):
        assert found("4180", good[0], child(Sex=wrong), *good[1:], year=year) == AT_FAULT


@pytest.mark.parametrize("year", [2023, 2024])
def test_gender_until_2023_24(found: Found, year: int) -> None:
    good = [child(Sex=None, GenderCurrent=each) for each in "0129"]
    for wrong in (None, "", "3", "M"):
        assert found("4180", good[0], child(Sex=None, GenderCurrent=wrong), *good[1:], year=year) == AT_FAULT


def test_the_item_of_the_other_years_stands_for_nothing(found: Found) -> None:
    sex, gender = child(Sex="M"), child(Sex=None, GenderCurrent="1")
    assert found("4180", gender, sex, year=2024) == AT_FAULT
    assert found("4180", sex, gender, year=2025) == AT_FAULT
