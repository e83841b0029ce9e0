import pytest

from hearth.evidence.returns.cin_census.example import child
from hearth.evidence.returns.cin_census.rules.conftest import Found

FAULT = [("ChildIdentifiers", "LAchildID", 1)]


@pytest.mark.parametrize("number", ["A-1", "A 1", "A/1", "A1.", "_A1", "É1"])
def test_other_signs(found: Found, number: str) -> None:
    assert found("1580", child(), child(LAchildID=number)) == FAULT


@pytest.mark.parametrize("number", ["A1", "a1", "1", "Zz", " A1 "])
def test_letters_and_digits(found: Found, number: str) -> None:
    assert found("1580", child(LAchildID=number)) == []


def test_from_2024_25(found: Found) -> None:
    years = (2023, 2024, 2025)
    assert [found("1580", child(), child(LAchildID="A-1"), year=year) for year in years] == [[], [], FAULT]


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("1580", child(LAchildID=None), child()) == []
