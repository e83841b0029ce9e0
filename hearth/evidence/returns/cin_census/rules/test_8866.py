import pytest

from hearth.evidence.returns.cin_census.example import Given, child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Fault, Found


def referred(source: str | None, day: str | None = "2025-06-02") -> Given:
    return child(episode(ReferralSource=source, CINreferralDate=day))


AT_FAULT = [("CINdetails", "CINreferralDate", 1), ("CINdetails", "ReferralSource", 1)]


@pytest.mark.parametrize("source", [None, "", "11", "1a", "police"])
def test_has_no_source_or_one_that_is_not_in_the_list(found: Found, source: str | None) -> None:
    assert found("8866", referred("1A"), referred(source)) == AT_FAULT


@pytest.mark.parametrize(("day", "faults"), [("2013-04-01", AT_FAULT), ("2013-03-31", [])])
def test_is_asked_from_april_2013(found: Found, day: str, faults: list[Fault]) -> None:
    assert found("8866", child(), referred(None, day)) == faults


def test_nothing_is_said_of_a_referral_without_its_date(found: Found) -> None:
    assert found("8866", referred(None, None)) == []
