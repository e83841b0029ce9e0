from hearth.evidence.returns.cin_census.example import Given, assessment, child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found


def assessed(start: str | None, authorised: str | None) -> Given:
    dates = {"AssessmentActualStartDate": start, "AssessmentAuthorisationDate": authorised}
    return child(episode(Assessments=[assessment(**dates)]))


def test_authorised_before_it_starts(found: Found) -> None:
    assert found("8608", assessed("2025-07-10", "2025-07-10"), assessed("2025-07-10", "2025-07-09")) == [
        ("Assessments", "AssessmentActualStartDate", 1),
        ("Assessments", "AssessmentAuthorisationDate", 1),
    ]


def test_authorised_that_day_or_later(found: Found) -> None:
    assert found("8608", assessed("2025-07-10", "2025-07-10"), assessed("2025-07-10", "2025-07-11")) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("8608", assessed(None, "2025-07-09"), assessed("2025-07-10", None), assessed(None, None)) == []
