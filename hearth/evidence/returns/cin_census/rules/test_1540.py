import pytest

from hearth.evidence.returns.cin_census.example import child
from hearth.evidence.returns.cin_census.rules.conftest import Found


@pytest.mark.parametrize("number", ["H801X00001001", "H8012000010X1", "H801 00001001", "H801-0000100A"])
def test_another_character_among_the_digits(found: Found, number: str) -> None:
    assert found("1540", child(UPN="H801200001001"), child(UPN=number)) == [("ChildIdentifiers", "UPN", 1)]


@pytest.mark.parametrize("number", ["H80120000100", "H801200001001", "HXXX200001001", "G80120000101A", "G80120000101-"])
def test_only_characters_5_to_12_are_looked_at(found: Found, number: str) -> None:
    assert found("1540", child(UPN=number)) == []


@pytest.mark.parametrize("number", ["H8012000010", "H8012", "H801", "H"])
def test_too_short_to_have_them(found: Found, number: str) -> None:
    assert found("1540", child(UPN=number)) == [("ChildIdentifiers", "UPN", 0)]


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("1540", child(UPN=None), child(UPN="")) == []
