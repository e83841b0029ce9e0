from hearth.evidence.returns.cin_census.example import Given, child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found

TOLD = [("ChildIdentifiers", "PersonBirthDate", 0), ("CINdetails", "CINclosureDate", 0)]


def of_25_on(birthday: str, **given: str | None) -> Given:
    return child(episode(**given), PersonBirthDate=f"{int(birthday[:4]) - 25}{birthday[4:]}")


def test_closed_after_the_birthday(found: Found) -> None:
    assert found("8775Q", of_25_on("2025-10-01", CINclosureDate="2025-10-02")) == TOLD
    assert found("8775Q", of_25_on("2025-10-01", CINclosureDate="2025-10-01")) == []


def test_still_open_after_the_birthday(found: Found) -> None:
    assert found("8775Q", of_25_on("2026-03-30", CINclosureDate=None)) == TOLD
    assert found("8775Q", of_25_on("2026-03-31", CINclosureDate=None)) == []


def test_only_the_episodes_that_run_too_long_are_told(found: Found) -> None:
    closed = episode(CINreferralDate="2025-04-01", CINclosureDate="2025-05-01")
    assert found("8775Q", child(), child(closed, episode(), PersonBirthDate="2000-10-01")) == [
        ("ChildIdentifiers", "PersonBirthDate", 1),
        ("CINdetails", "CINclosureDate", 2),
    ]


def test_a_referral_without_further_action_ends_that_day(found: Found) -> None:
    ended = {"CINreferralDate": "2025-06-02", "ReferralNFA": "1"}
    assert found("8775Q", of_25_on("2025-06-01", **ended)) == TOLD
    assert found("8775Q", of_25_on("2025-06-02", **ended)) == []


def test_one_without_a_flag_is_open(found: Found) -> None:
    assert found("8775Q", of_25_on("2025-06-02", CINreferralDate="2025-06-02", ReferralNFA=None)) == TOLD


def test_born_on_29_february(found: Found) -> None:
    born = "2000-02-29"
    assert found("8775Q", child(episode(CINclosureDate="2025-03-01"), PersonBirthDate=born), year=2025) == TOLD
    assert found("8775Q", child(episode(CINclosureDate="2025-02-28"), PersonBirthDate=born), year=2025) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    unborn = child(episode(), PersonBirthDate=None, ExpectedPersonBirthDate="2000-01-01")
    no_referral = child(episode(CINreferralDate=None, ReferralNFA="1"), PersonBirthDate="2000-01-01")
    assert found("8775Q", unborn, no_referral) == []
