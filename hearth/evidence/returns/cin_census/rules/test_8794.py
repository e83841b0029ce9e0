from hearth.evidence.returns.cin_census.example import child
from hearth.evidence.returns.cin_census.rules.conftest import Found


def test_stands_twice(found: Found) -> None:
    assert found("8794", child(Disabilities=["MOB", "LD", "MOB"]), child(Disabilities=["NONE", "NONE"])) == [
        ("Disabilities", "Disability", 0),
        ("Disabilities", "Disability", 2),
        ("Disabilities", "Disability", 3),
        ("Disabilities", "Disability", 4),
    ]


def test_stands_once_for_each_child(found: Found) -> None:
    assert found("8794", child(Disabilities=["MOB", "LD"]), child(Disabilities=["MOB"])) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("8794", child(Disabilities=["", "", "MOB"]), child(Disabilities=None)) == []
