import pytest

from hearth.evidence.returns.cin_census.example import child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found


@pytest.mark.parametrize("code", ["RC0", "RC10", "rc1", "1"])
def test_is_not_one_of_the_codes(found: Found, code: str) -> None:
    assert found("8640", child(), child(episode(ReasonForClosure=code))) == [("CINdetails", "ReasonForClosure", 1)]


@pytest.mark.parametrize("code", ["RC1", "RC5", "RC9", " RC1 "])
def test_is_one_of_the_codes(found: Found, code: str) -> None:
    assert found("8640", child(episode(ReasonForClosure=code))) == []


@pytest.mark.parametrize("code", [None, "", " "])
def test_nothing_is_said_of_what_is_blank(found: Found, code: str | None) -> None:
    assert found("8640", child(episode(ReasonForClosure=code))) == []
