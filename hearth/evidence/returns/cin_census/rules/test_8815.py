import pytest

from hearth.evidence.returns.cin_census.example import child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found

CLOSED = episode(CINreferralDate="2025-04-10", CINclosureDate="2025-05-01", ReasonForClosure="RC7")


def test_two_are_open(found: Found) -> None:
    again = episode(CINreferralDate="2025-09-01", ReferralNFA="false")
    assert found("8815", child(), child(episode(), CLOSED, again)) == [
        ("CINdetails", "CINclosureDate", 1),
        ("CINdetails", "CINclosureDate", 3),
    ]


def test_one_is_open(found: Found) -> None:
    assert found("8815", child(CLOSED, episode()), child(episode())) == []


@pytest.mark.parametrize("flag", ["1", "true", None, ""])
def test_the_other_was_not_taken_forward(found: Found, flag: str | None) -> None:
    assert found("8815", child(episode(), episode(ReferralNFA=flag))) == []


def test_a_closure_that_is_no_date_does_not_close(found: Found) -> None:
    assert found("8815", child(episode(), episode(CINclosureDate="2025-02-30"))) == [
        ("CINdetails", "CINclosureDate", 0),
        ("CINdetails", "CINclosureDate", 1),
    ]
