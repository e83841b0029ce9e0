import pytest

from hearth.evidence.returns.cin_census.example import child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found


@pytest.mark.parametrize("code", ["N10", "n1", "0", "N1a"])
def test_is_not_one_of_the_codes(found: Found, code: str) -> None:
    assert found("8650", child(), child(episode(PrimaryNeedCode=code))) == [("CINdetails", "PrimaryNeedCode", 1)]


@pytest.mark.parametrize("code", ["N0", "N1", "N9", " N0 "])
def test_is_one_of_the_codes(found: Found, code: str) -> None:
    assert found("8650", child(episode(PrimaryNeedCode=code))) == []


@pytest.mark.parametrize("code", [None, "", " "])
def test_nothing_is_said_of_what_is_blank(found: Found, code: str | None) -> None:
    assert found("8650", child(episode(PrimaryNeedCode=code))) == []
