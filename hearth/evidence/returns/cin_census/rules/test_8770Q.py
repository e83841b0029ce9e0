import pytest

from hearth.evidence.returns.cin_census.example import Given, child, episode, nobody_helped
from hearth.evidence.returns.cin_census.rules.conftest import Found

TOLD = [("ChildIdentifiers", "UPN", 0), ("ChildIdentifiers", "UPNunknown", 0)]


def without_upn(
    born: str | None = "2016-02-14", reason: str | None = None, nfa: str | None = "0", **given: str
) -> Given:
    return child(episode(ReferralNFA=nfa), **{"UPN": None} | given, PersonBirthDate=born, UPNunknown=reason)


@pytest.mark.parametrize("reason", [None, "", "UN1", "UN8", "un2"])
def test_no_upn_and_no_reason(found: Found, reason: str | None) -> None:
    assert found("8770Q", without_upn(reason=reason)) == TOLD


@pytest.mark.parametrize("reason", ["UN2", "UN3", "UN4", "UN5", "UN6", "UN7"])
def test_a_reason(found: Found, reason: str) -> None:
    assert found("8770Q", without_upn(reason=reason)) == []


def test_a_upn(found: Found) -> None:
    assert found("8770Q", without_upn(UPN="A123456789012")) == []


@pytest.mark.parametrize("year", [2025, 2026])
def test_since_2024_25_of_school_age_is_five_on_31_august(found: Found, year: int) -> None:
    assert found("8770Q", without_upn(born=f"{year - 6}-08-31"), year=year) == TOLD
    assert found("8770Q", without_upn(born=f"{year - 6}-09-01"), year=year) == []


@pytest.mark.parametrize("year", [2023, 2024])
def test_until_2023_24_of_school_age_is_six_on_the_reference_date(found: Found, year: int) -> None:
    assert found("8770Q", without_upn(born=f"{year - 6}-03-31"), year=year) == TOLD
    assert found("8770Q", without_upn(born=f"{year - 6}-04-01"), year=year) == []


@pytest.mark.parametrize("nfa", ["1", "true", None, ""])
def test_no_referral_was_taken_forward(found: Found, nfa: str | None) -> None:
    assert found("8770Q", without_upn(nfa=nfa)) == []


def test_one_referral_of_several_was_taken_forward(found: Found) -> None:
    several = [episode(ReferralNFA="1"), episode(ReferralNFA="false"), episode()]
    assert found("8770Q", child(*several, UPN=None), nobody_helped(UPN=None)) == TOLD


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("8770Q", without_upn(born=None), without_upn(born="")) == []
