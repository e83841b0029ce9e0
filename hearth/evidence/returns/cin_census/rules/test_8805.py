import pytest

from hearth.evidence.returns.cin_census.example import child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found

TOLD = [("CINdetails", "CINclosureDate", 1), ("CINdetails", "ReasonForClosure", 1)]


@pytest.mark.parametrize("reason", [None, "", " "])
def test_closed_without_a_reason(found: Found, reason: str | None) -> None:
    assert found("8805", child(episode(), episode(CINclosureDate="2025-10-01", ReasonForClosure=reason))) == TOLD


@pytest.mark.parametrize("reason", ["RC1", "RC10"])
def test_closed_with_a_reason(found: Found, reason: str) -> None:
    assert found("8805", child(episode(), episode(CINclosureDate="2025-10-01", ReasonForClosure=reason))) == []


@pytest.mark.parametrize("closure", [None, "", "October"])
def test_nothing_is_said_of_what_is_blank(found: Found, closure: str | None) -> None:
    assert found("8805", child(episode(CINclosureDate=closure))) == []
