from hearth.evidence.returns.cin_census.example import child
from hearth.evidence.returns.cin_census.rules.conftest import Found


def test_two_children_with_one_number(found: Found) -> None:
    assert found("8510", child(LAchildID="A1"), child(LAchildID="A2"), child(LAchildID=" A1 ")) == [
        ("ChildIdentifiers", "LAchildID", 0),
        ("ChildIdentifiers", "LAchildID", 2),
    ]


def test_each_with_a_number_of_their_own(found: Found) -> None:
    assert found("8510", child(LAchildID="A1"), child(LAchildID="A2"), child(LAchildID="A11")) == []


def test_nothing_is_said_of_children_without_a_number(found: Found) -> None:
    assert found("8510", child(LAchildID="A1"), child(LAchildID=None), child(LAchildID=None), child(LAchildID="")) == []
