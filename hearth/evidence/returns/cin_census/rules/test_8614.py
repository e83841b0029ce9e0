from hearth.evidence.returns.cin_census.example import Given, assessment, child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found


def assessed(*factors: str, authorised: str | None = None) -> Given:
    return assessment(*factors, AssessmentAuthorisationDate=authorised)


TOLD = [("Assessments", "AssessmentAuthorisationDate", 1), ("Assessments", "AssessmentFactors", 1)]


def test_factors_before_it_is_authorised(found: Found) -> None:
    good = assessed("3B", authorised="2025-07-10")
    assert found("8614", child(episode(Assessments=[good, assessed("3B"), assessed()]))) == TOLD


def test_an_assessment_with_many_factors_is_told_once(found: Found) -> None:
    assert found("8614", child(episode(Assessments=[assessed(), assessed("1B", "2B", "XX")]))) == TOLD


def test_authorised_with_factors_or_not_yet_with_none(found: Found) -> None:
    given = [assessed("3B", "4B", authorised="2025-07-10"), assessed()]
    assert found("8614", child(episode(Assessments=given))) == []


def test_nothing_is_said_of_a_blank_factor(found: Found) -> None:
    assert found("8614", child(episode(Assessments=[assessed(""), assessed()]))) == []
