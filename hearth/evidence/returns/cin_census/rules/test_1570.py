from hearth.evidence.returns.cin_census.example import child
from hearth.evidence.returns.cin_census.rules.conftest import Found

FAULT = [("ChildIdentifiers", "LAchildID", 1)]
LONG = child(LAchildID="A" * 21)


def test_21_characters(found: Found) -> None:
    assert found("1570", child(), LONG) == FAULT


def test_20_characters(found: Found) -> None:
    assert found("1570", child(), child(LAchildID="A" * 20)) == []


def test_space_around_it_is_not_counted(found: Found) -> None:
    assert found("1570", child(LAchildID=" " + "A" * 20 + " ")) == []


def test_from_2024_25(found: Found) -> None:
    assert [found("1570", child(), LONG, year=year) for year in (2023, 2024, 2025)] == [[], [], FAULT]


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("1570", child(LAchildID=None), child()) == []
