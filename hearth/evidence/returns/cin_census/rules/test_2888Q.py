from hearth.evidence.returns.cin_census.example import child
from hearth.evidence.returns.cin_census.rules.conftest import Found

TOLD = [
    (
        "return",
        "No disabled child has more than one disability recorded. Record each that a child has, or explain why none has.",
        0,
    )
]


def test_one_each(found: Found) -> None:
    assert found("2888Q", child(Disabilities=["MOB"]), child(Disabilities=["VIS"]), child()) == TOLD


def test_one_child_has_two(found: Found) -> None:
    assert found("2888Q", child(Disabilities=["MOB"]), child(Disabilities=["VIS", "HEAR"]), child()) == []


def test_none_a_code_twice_and_an_unknown_code_are_no_second(found: Found) -> None:
    disabilities = (["MOB", "NONE"], ["VIS", "VIS"], ["HEAR", "XYZ"])
    assert found("2888Q", *(child(Disabilities=each) for each in disabilities)) == TOLD


def test_nobody_is_disabled(found: Found) -> None:
    assert found("2888Q", child(), child(Disabilities=None), child(Disabilities=[""])) == []
