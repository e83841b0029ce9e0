import pytest

from hearth.evidence.returns.cin_census.example import Given, assessment, child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Fault, Found


def listing(*factors: str) -> Given:
    return child(episode(Assessments=[assessment(*factors)]))


AT_FAULT = [("Assessments", "AssessmentFactors", 1)]


@pytest.mark.parametrize("factors", [("19A",), ("4B", "19A"), ("19A", "19A")])
def test_lists_the_old_factor(found: Found, factors: tuple[str, ...]) -> None:
    assert found("8950Q", listing("19B", "4B"), listing(*factors)) == AT_FAULT


def test_lists_other_factors_or_none(found: Found) -> None:
    assert found("8950Q", listing("19B"), listing("19C"), listing(""), listing()) == []


@pytest.mark.parametrize(("year", "faults"), [(2023, []), (2024, []), (2025, AT_FAULT), (2026, AT_FAULT)])
def test_is_asked_from_2024_25(found: Found, year: int, faults: list[Fault]) -> None:
    assert found("8950Q", listing("19B"), listing("19A"), year=year) == faults
