from hearth.evidence.returns.cin_census.example import child
from hearth.evidence.returns.cin_census.rules.conftest import Found


def test_two_children_with_one_number(found: Found) -> None:
    first, second, third = (child(UPN=number) for number in ("H801200001001", "G80120000101A", "H801200001001"))
    assert found("1520", first, second, third) == [("ChildIdentifiers", "UPN", 0), ("ChildIdentifiers", "UPN", 2)]


def test_each_has_their_own(found: Found) -> None:
    assert found("1520", child(UPN="H801200001001"), child(UPN="G80120000101A")) == []


def test_two_without_a_number(found: Found) -> None:
    assert found("1520", child(UPN=None), child(UPN=None), child(UPN=""), child(UPN=" ")) == []
