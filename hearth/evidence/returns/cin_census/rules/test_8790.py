from hearth.evidence.returns.cin_census.example import child
from hearth.evidence.returns.cin_census.rules.conftest import Found


def test_none_and_another(found: Found) -> None:
    assert found("8790", child(), child(Disabilities=["NONE", "MOB"])) == [
        ("Disabilities", "Disability", 1),
        ("Disabilities", "Disability", 2),
    ]


def test_another_that_is_no_code(found: Found) -> None:
    assert found("8790", child(Disabilities=["blind", "NONE"])) == [
        ("Disabilities", "Disability", 0),
        ("Disabilities", "Disability", 1),
    ]


def test_none_alone_and_others_alone(found: Found) -> None:
    assert found("8790", child(Disabilities=["NONE"]), child(Disabilities=["MOB", "LD"])) == []


def test_none_twice_is_for_another_rule(found: Found) -> None:
    assert found("8790", child(Disabilities=["NONE", "NONE"])) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("8790", child(Disabilities=["NONE", ""]), child(Disabilities=None), child(Disabilities=[])) == []
