import pytest

from hearth.evidence.returns.cin_census.example import Given, assessment, child, episode, section_47
from hearth.evidence.returns.cin_census.rules.conftest import Found

NO_DATES = {
    "AssessmentActualStartDate": None,
    "AssessmentInternalReviewDate": None,
    "AssessmentAuthorisationDate": None,
}


def ended(flag: str | None = "1", **given: object) -> Given:
    return episode(ReferralNFA=flag, **given)


@pytest.mark.parametrize("item", list(NO_DATES))
def test_holds_an_assessment(found: Found, item: str) -> None:
    dated = assessment(**NO_DATES | {item: "2025-06-10"})
    assert found("8831", child(episode(Assessments=[dated]), ended(Assessments=[dated]))) == [
        ("CINdetails", "DateOfInitialCPC", 1),
        ("Assessments", "LAchildID", 1),
    ]


def test_holds_an_enquiry(found: Found) -> None:
    assert found("8831", child(episode(Section47=[section_47()]), ended("true", Section47=[section_47()]))) == [
        ("CINdetails", "DateOfInitialCPC", 1),
        ("Section47", "LAchildID", 1),
    ]


def test_holds_a_conference(found: Found) -> None:
    conference = "2025-06-30"
    assert found("8831", child(episode(DateOfInitialCPC=conference), ended(DateOfInitialCPC=conference))) == [
        ("CINdetails", "DateOfInitialCPC", 1)
    ]


def test_each_record_is_told_once(found: Found) -> None:
    full = ended(
        Assessments=[assessment(), assessment()], Section47=[section_47(), section_47()], DateOfInitialCPC="2025-06-30"
    )
    assert found("8831", child(full)) == [
        ("CINdetails", "DateOfInitialCPC", 0),
        ("Assessments", "LAchildID", 0),
        ("Assessments", "LAchildID", 1),
        ("Section47", "LAchildID", 0),
        ("Section47", "LAchildID", 1),
    ]


@pytest.mark.parametrize("flag", ["0", "false", None, ""])
def test_the_flag_does_not_say_so(found: Found, flag: str | None) -> None:
    full = ended(flag, Assessments=[assessment()], Section47=[section_47()], DateOfInitialCPC="2025-06-30")
    assert found("8831", child(full)) == []


def test_holds_nothing(found: Found) -> None:
    assert found("8831", child(ended())) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    blank = ended(
        Assessments=[assessment(**NO_DATES)], Section47=[section_47(S47ActualStartDate=None)], DateOfInitialCPC=""
    )
    assert found("8831", child(blank)) == []
