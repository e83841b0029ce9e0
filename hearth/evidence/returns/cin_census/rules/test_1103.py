from hearth.evidence.returns.cin_census.example import assessment, child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found

EARLY = episode(CINreferralDate="2025-06-02", Assessments=[assessment(AssessmentActualStartDate="2025-06-01")])


def test_starts_before_the_referral(found: Found) -> None:
    assert found("1103", child(), child(EARLY)) == [
        ("Assessments", "AssessmentActualStartDate", 0),
        ("CINdetails", "CINreferralDate", 1),
    ]


def test_starts_that_day_or_later(found: Found) -> None:
    same_day = episode(Assessments=[assessment(AssessmentActualStartDate="2025-06-02"), assessment()])
    assert found("1103", child(same_day)) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    blank = episode(CINreferralDate=None, Assessments=[assessment(AssessmentActualStartDate="2025-06-01")])
    assert found("1103", child(blank), child(episode(Assessments=[assessment(AssessmentActualStartDate=None)]))) == []
