import pytest

from hearth.evidence.returns.cin_census.example import child
from hearth.evidence.returns.cin_census.rules.conftest import Found


@pytest.mark.parametrize("last", ["I", "O", "S", "a", "-", "é"])
def test_ends_with_another_character(found: Found, last: str) -> None:
    good, wrong = child(UPN="G80120000101A"), child(UPN=f"G80120000101{last}")
    assert found("1550", good, wrong) == [("ChildIdentifiers", "UPN", 1)]


@pytest.mark.parametrize("last", "0189AHJNPRTZ")
def test_ends_with_a_digit_or_letter_of_the_alphabet(found: Found, last: str) -> None:
    assert found("1550", child(UPN=f"G80120000101{last}")) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("1550", child(UPN=None), child(UPN="")) == []
