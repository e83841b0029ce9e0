from hearth.evidence.returns.cin_census.example import child
from hearth.evidence.returns.cin_census.rules.conftest import Found


def test_no_number(found: Found) -> None:
    for blank in (None, "", " "):
        assert found("8500", child(), child(LAchildID=blank)) == [("ChildIdentifiers", "LAchildID", 1)]


def test_a_number(found: Found) -> None:
    assert found("8500", child(), child(LAchildID="0")) == []
