import pytest

from hearth.evidence.returns.cin_census.example import Given, assessment, child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found


def listing(*factors: str) -> Given:
    return child(episode(Assessments=[assessment(*factors)]))


AT_FAULT = [("Assessments", "AssessmentFactors", 1)]


@pytest.mark.parametrize("factors", [("4B", "4B"), ("4B", "1A", "4B"), ("1A", "1A", "4B", "4B", "4B"), ("99", "99")])
def test_lists_a_factor_twice(found: Found, factors: tuple[str, ...]) -> None:
    assert found("8898", listing("4B"), listing(*factors)) == AT_FAULT


@pytest.mark.parametrize("factors", [("4B", "4C"), ("4B",), (), ("", "")])
def test_lists_each_once_or_none(found: Found, factors: tuple[str, ...]) -> None:
    assert found("8898", listing("4B"), listing(*factors)) == []


def test_two_assessments_may_find_the_same(found: Found) -> None:
    assert found("8898", child(episode(Assessments=[assessment("4B"), assessment("4B")]))) == []
