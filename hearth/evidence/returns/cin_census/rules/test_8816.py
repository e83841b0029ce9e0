import pytest

from hearth.evidence.returns.cin_census.example import Given, child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found


def open_then(later: str | None, **given: str | None) -> Given:
    first = {"CINreferralDate": "2025-06-02"} | given
    return child(episode(CINreferralDate=later, CINclosureDate="2025-12-01"), episode(**first))


def test_open_and_not_the_latest(found: Found) -> None:
    assert found("8816", open_then("2025-06-03")) == [("CINdetails", "CINreferralDate", 1)]


@pytest.mark.parametrize("later", ["2025-06-02", "2025-06-01"])
def test_the_latest(found: Found, later: str) -> None:
    assert found("8816", open_then(later)) == []


def test_a_later_referral_without_further_action_counts(found: Found) -> None:
    ended = episode(CINreferralDate="2025-09-01", ReferralNFA="1")
    assert found("8816", child(episode(), ended)) == [("CINdetails", "CINreferralDate", 0)]


def test_is_closed(found: Found) -> None:
    assert found("8816", open_then("2025-06-03", CINclosureDate="2025-06-03")) == []


@pytest.mark.parametrize("flag", ["1", "true", None, ""])
def test_was_not_taken_forward(found: Found, flag: str | None) -> None:
    assert found("8816", open_then("2025-06-03", ReferralNFA=flag)) == []


def test_of_another_child(found: Found) -> None:
    assert found("8816", child(episode()), child(episode(CINreferralDate="2025-06-03"))) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("8816", open_then(None), open_then("2025-06-03", CINreferralDate=None)) == []
