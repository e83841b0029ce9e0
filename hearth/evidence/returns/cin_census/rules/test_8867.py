from hearth.evidence.returns.cin_census.example import assessment, child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found

OPEN, DONE = assessment(AssessmentAuthorisationDate=None), assessment()


def test_is_closed_with_an_assessment_unfinished(found: Found) -> None:
    assert found("8867", child(), child(episode(CINclosureDate="2025-12-01", Assessments=[DONE, OPEN]))) == [
        ("CINdetails", "CINclosureDate", 1),
        ("Assessments", "AssessmentAuthorisationDate", 1),
    ]


def test_a_date_that_is_no_date_finishes_nothing(found: Found) -> None:
    wrong = assessment(AssessmentAuthorisationDate="10/07/2025")
    assert found("8867", child(episode(CINclosureDate="2025-12-01", Assessments=[wrong]))) == [
        ("CINdetails", "CINclosureDate", 0),
        ("Assessments", "AssessmentAuthorisationDate", 0),
    ]


def test_is_closed_with_all_finished_or_none_begun(found: Found) -> None:
    finished = episode(CINclosureDate="2025-12-01", Assessments=[DONE])
    assert found("8867", child(finished, episode(CINclosureDate="2025-12-01"))) == []


def test_nothing_is_said_of_an_episode_that_is_open(found: Found) -> None:
    assert found("8867", child(episode(CINclosureDate=None, Assessments=[OPEN]))) == []
