import pytest

from hearth.evidence.returns.cin_census.example import child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found

TOLD = [("CINdetails", "ReasonForClosure", 1), ("CINdetails", "CINclosureDate", 1)]


@pytest.mark.parametrize("closure", [None, "", "October"])
def test_a_reason_without_a_closure(found: Found, closure: str | None) -> None:
    assert found("8810", child(episode(), episode(CINclosureDate=closure, ReasonForClosure="RC7"))) == TOLD


def test_a_reason_that_is_no_code(found: Found) -> None:
    assert found("8810", child(episode(), episode(ReasonForClosure="other"))) == TOLD


def test_a_reason_and_a_closure(found: Found) -> None:
    assert found("8810", child(episode(CINclosureDate="2025-10-01", ReasonForClosure="RC7"))) == []


@pytest.mark.parametrize("reason", [None, "", " "])
def test_nothing_is_said_of_what_is_blank(found: Found, reason: str | None) -> None:
    assert found("8810", child(episode(ReasonForClosure=reason))) == []
