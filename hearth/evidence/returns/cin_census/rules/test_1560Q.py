import pytest

from hearth.evidence.returns.cin_census.example import child
from hearth.evidence.returns.cin_census.rules.conftest import Found


@pytest.mark.parametrize(
    "number", ["H80120000100", "H8012000010011", "8801200001001", "HH01200001001", "G80120000101A", "UN1"]
)
def test_another_shape(found: Found, number: str) -> None:
    good, wrong = child(FormerUPN="H801200001001"), child(FormerUPN=number)
    assert found("1560Q", good, wrong) == [("ChildIdentifiers", "FormerUPN", 1)]


@pytest.mark.parametrize("number", ["H801200001001", "h801200001001", " H801200001001 "])
def test_one_letter_and_twelve_digits(found: Found, number: str) -> None:
    assert found("1560Q", child(FormerUPN=number)) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("1560Q", child(FormerUPN=None), child(FormerUPN="")) == []
