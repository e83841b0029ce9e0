import pytest

from hearth.evidence.returns.cin_census.example import Given, assessment, child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found


def listing(*factors: str) -> Given:
    return child(episode(Assessments=[assessment(*factors)]))


AT_FAULT = [("Assessments", "AssessmentFactors", 1)]


@pytest.mark.parametrize("factors", [("21", "4B"), ("4B", "21"), ("21", "99"), ("21", "21", "1A", "2B")])
def test_21_stands_beside_another(found: Found, factors: tuple[str, ...]) -> None:
    assert found("8869", listing("1A", "4B"), listing(*factors)) == AT_FAULT


@pytest.mark.parametrize("factors", [("21",), ("21", "21"), ("4B",), (), ("21", ""), ("",)])
def test_21_stands_alone_or_not_at_all(found: Found, factors: tuple[str, ...]) -> None:
    assert found("8869", listing("1A"), listing(*factors)) == []


def test_assessments_are_looked_at_one_by_one(found: Found) -> None:
    assert found("8869", child(episode(Assessments=[assessment("21"), assessment("4B")]))) == []
