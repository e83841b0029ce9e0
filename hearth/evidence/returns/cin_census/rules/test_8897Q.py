import pytest

from hearth.evidence.returns.cin_census.example import Given, assessment, child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Fault, Found


def finished(*factors: str, day: str | None = "2025-07-10") -> Given:
    return child(episode(Assessments=[assessment(*factors, AssessmentAuthorisationDate=day)]))


AT_FAULT = [("Assessments", "AssessmentAuthorisationDate", 1), ("Assessments", "AssessmentFactors", 1)]


@pytest.mark.parametrize("factors", [(), ("",), ("99",), ("4B", "99"), ("4b",), ("1A 2B",)])
def test_lists_no_factor_or_one_that_is_none(found: Found, factors: tuple[str, ...]) -> None:
    assert found("8897Q", finished("4B"), finished(*factors)) == AT_FAULT


@pytest.mark.parametrize("factors", [("4B",), ("4B", "24A"), ("21",), ("18A",), ("4B", "")])
def test_lists_factors(found: Found, factors: tuple[str, ...]) -> None:
    assert found("8897Q", finished("4B"), finished(*factors)) == []


@pytest.mark.parametrize(
    ("day", "faults"), [("2025-04-01", AT_FAULT), ("2026-04-01", AT_FAULT), ("2025-03-31", []), (None, [])]
)
def test_is_asked_of_what_was_authorised_since_the_start_of_the_year(
    found: Found, day: str | None, faults: list[Fault]
) -> None:
    assert found("8897Q", finished("4B"), finished(day=day)) == faults


def test_factors_of_another_assessment_do_not_count(found: Found) -> None:
    assert found("8897Q", child(episode(Assessments=[assessment("4B"), assessment()]))) == AT_FAULT
    good, none = episode(Assessments=[assessment("4B")]), episode(Assessments=[assessment()])
    assert found("8897Q", child(good, none)) == AT_FAULT
