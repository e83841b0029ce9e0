from hearth.evidence.returns.cin_census.example import child
from hearth.evidence.returns.cin_census.rules.conftest import Found

SEVEN = ["MOB", "HAND", "PC", "INC", "COMM", "LD", "HEAR"]


def told(kinds: int) -> list[tuple[str, str, int]]:
    message = (
        f"Kinds of disability recorded for all children together: {kinds}, and more than seven are expected. "
        "Record each that a child has, or explain why so few."
    )
    return [("return", message, 0)]


def test_seven_kinds(found: Found) -> None:
    assert found("2887Q", child(Disabilities=SEVEN)) == told(7)


def test_eight_kinds(found: Found) -> None:
    assert found("2887Q", child(Disabilities=SEVEN), child(Disabilities=["VIS"])) == []


def test_none_is_no_kind_nor_is_a_code_twice_nor_an_unknown_one(found: Found) -> None:
    others = child(), child(Disabilities=["MOB"]), child(Disabilities=["XYZ"])
    assert found("2887Q", child(Disabilities=SEVEN), *others) == told(7)


def test_no_disability_is_recorded(found: Found) -> None:
    assert found("2887Q", child(), child(Disabilities=None), child(Disabilities=[""])) == told(0)
