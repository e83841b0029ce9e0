import pytest

from hearth.evidence.returns.cin_census.example import child, cin_plan, episode, protection_plan, section_47
from hearth.evidence.returns.cin_census.rules.conftest import Found

WITH = {
    "DateOfInitialCPC": "2025-06-30",
    "Section47": [section_47(), section_47()],
    "CINPlanDates": [cin_plan()],
    "ChildProtectionPlans": [protection_plan()],
}


@pytest.mark.parametrize("reason", ["RC8", "RC9"])
def test_closed_after_assessment_with_all_of_them(found: Found, reason: str) -> None:
    closed = episode(CINclosureDate="2025-12-01", ReasonForClosure=reason, **WITH)
    assert found("2990", child(episode(**WITH)), child(closed)) == [
        ("ChildProtectionPlans", "LAchildID", 1),
        ("CINdetails", "DateOfInitialCPC", 1),
        ("CINplanDates", "LAchildID", 1),
        ("Section47", "LAchildID", 2),
        ("Section47", "LAchildID", 3),
    ]


@pytest.mark.parametrize(
    ("held", "fault"),
    [
        ("ChildProtectionPlans", ("ChildProtectionPlans", "LAchildID", 0)),
        ("DateOfInitialCPC", ("CINdetails", "DateOfInitialCPC", 0)),
        ("CINPlanDates", ("CINplanDates", "LAchildID", 0)),
    ],
)
def test_closed_after_assessment_with_one_of_them(found: Found, held: str, fault: tuple[str, str, int]) -> None:
    assert found("2990", child(episode(ReasonForClosure="RC8", **{held: WITH[held]}))) == [fault]


def test_closed_after_assessment_without_them(found: Found) -> None:
    assert found("2990", child(episode(ReasonForClosure="RC8")), child(episode(ReasonForClosure="RC9"))) == []


@pytest.mark.parametrize("reason", ["RC1", "RC7", None, ""])
def test_closed_for_another_reason_or_open(found: Found, reason: str | None) -> None:
    assert found("2990", child(episode(ReasonForClosure=reason, **WITH))) == []


def test_in_another_episode_of_the_child(found: Found) -> None:
    assert found("2990", child(episode(ReasonForClosure="RC8"), episode(**WITH))) == []
