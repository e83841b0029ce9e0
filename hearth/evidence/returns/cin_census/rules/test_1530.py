import pytest

from hearth.evidence.returns.cin_census.example import child
from hearth.evidence.returns.cin_census.rules.conftest import Found

FAULT = [("ChildIdentifiers", "UPN", 0)]


@pytest.mark.parametrize("number", ["201", "330", "420", "938", "820", "875", "909", "001", "005", "660", "681", "708"])
def test_known_numbers(found: Found, number: str) -> None:
    """Of authorities, of those that are no more, and of pseudo-authorities."""
    assert found("1530", child(UPN=f"H{number}200001001")) == []


@pytest.mark.parametrize("number", ["000", "006", "200", "214", "659", "682", "700", "709", "804", "944", "970", "2O1"])
def test_unknown_numbers(found: Found, number: str) -> None:
    assert found("1530", child(UPN=f"H{number}200001001")) == FAULT


@pytest.mark.parametrize("number", ["942", "943"])
def test_two_began_with_2023_24(found: Found, number: str) -> None:
    children = (child(UPN=f"H{number}200001001"),)
    assert [found("1530", *children, year=year) for year in (2023, 2024, 2025, 2026)] == [FAULT, [], [], []]


def test_too_short_to_tell(found: Found) -> None:
    assert found("1530", child(UPN="H80")) == FAULT


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("1530", child(UPN=None), child(UPN="")) == []
