import pytest

from hearth.evidence.returns.cin_census.example import assessment, child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found


@pytest.mark.parametrize("day", ["2025-03-31", "2026-04-01", "2015-06-30"])
def test_outside_the_census_year(found: Found, day: str) -> None:
    assert found("8696", child(), child(episode(Assessments=[assessment(AssessmentAuthorisationDate=day)]))) == [
        ("Assessments", "AssessmentAuthorisationDate", 0)
    ]


@pytest.mark.parametrize("day", ["2025-04-01", "2025-12-24", "2026-03-31"])
def test_in_the_census_year(found: Found, day: str) -> None:
    assert found("8696", child(episode(Assessments=[assessment(AssessmentAuthorisationDate=day)]))) == []


@pytest.mark.parametrize("day", [None, "", "soon"])
def test_nothing_is_said_of_what_is_blank(found: Found, day: str | None) -> None:
    assert found("8696", child(episode(Assessments=[assessment(AssessmentAuthorisationDate=day)]))) == []


def test_the_year_is_the_one_before_the_reference_date(found: Found) -> None:
    day = "2025-06-30"
    assert found("8696", child(episode(Assessments=[assessment(AssessmentAuthorisationDate=day)])), year=2025) == [
        ("Assessments", "AssessmentAuthorisationDate", 0)
    ]
