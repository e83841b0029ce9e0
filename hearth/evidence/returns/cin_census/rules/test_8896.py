from hearth.evidence.returns.cin_census.example import assessment, child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found

OPEN, DONE = assessment(AssessmentAuthorisationDate=None), assessment()


def test_has_two_unfinished_assessments(found: Found) -> None:
    assert found("8896", child(episode(Assessments=[OPEN, DONE, OPEN]))) == [
        ("Assessments", "AssessmentAuthorisationDate", 0),
        ("Assessments", "AssessmentAuthorisationDate", 2),
    ]


def test_has_one_unfinished_assessment(found: Found) -> None:
    assert found("8896", child(episode(Assessments=[OPEN, DONE, DONE]))) == []


def test_each_episode_may_have_one(found: Found) -> None:
    assert found("8896", child(episode(Assessments=[OPEN]), episode(Assessments=[OPEN]))) == []


def test_a_blank_assessment_or_one_with_no_true_date_is_unfinished(found: Found) -> None:
    blank = {"AssessmentActualStartDate": None}
    wrong = assessment(AssessmentAuthorisationDate="10/07/2025")
    assert found("8896", child(episode(Assessments=[blank, wrong]))) == [
        ("Assessments", "AssessmentAuthorisationDate", 0),
        ("Assessments", "AssessmentAuthorisationDate", 1),
    ]
