import pytest

from hearth.evidence.returns.cin_census.example import child
from hearth.evidence.returns.cin_census.rules.conftest import Found

# H801200001001 and the temporary G80120000101A are the examples of the Department's guide to unique pupil numbers.


def test_another_letter(found: Found) -> None:
    assert found("1510", child(UPN="H801200001001"), child(UPN="Z801200001001")) == [("ChildIdentifiers", "UPN", 1)]


@pytest.mark.parametrize("changed", ["H811200001001", "H801200001010", "H801200001002", "H081200001001"])
def test_another_digit(found: Found, changed: str) -> None:
    assert found("1510", child(UPN=changed)) == [("ChildIdentifiers", "UPN", 0)]


def test_a_temporary_number(found: Found) -> None:
    good, wrong = child(UPN="G80120000101A"), child(UPN="G80120000101B")
    assert found("1510", good, wrong) == [("ChildIdentifiers", "UPN", 1)]


def test_every_letter(found: Found) -> None:
    """The last character has the weight 13, so the temporary numbers in order go through the whole alphabet."""
    letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
    good = [child(UPN=f"{letters[(6 + 13 * place) % 23]}80120000101{last}") for place, last in enumerate(letters)]
    assert found("1510", *good) == []


@pytest.mark.parametrize("first", ["h", "8", "I", "O", "S"])
def test_the_first_is_no_letter_of_the_alphabet(found: Found, first: str) -> None:
    assert found("1510", child(UPN=f"{first}801200001001")) == [("ChildIdentifiers", "UPN", 0)]


@pytest.mark.parametrize("number", [None, "", "Z80120000100", "Z8012000010011", "Z80120000100S", "Z801200X01001"])
def test_nothing_to_compare(found: Found, number: str | None) -> None:
    assert found("1510", child(UPN=number)) == []
