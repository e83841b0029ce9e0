import pytest

from hearth.evidence.returns.cin_census.example import Given, child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found

BOTH = [("CINdetails", item, row) for item in ("CINreferralDate", "CINclosureDate") for row in (0, 1)]


def run(start: str | None, end: str | None = None, nfa: str | None = "0") -> Given:
    return episode(CINreferralDate=start, CINclosureDate=end, ReferralNFA=nfa)


JUNE = run("2025-06-02", "2025-06-30")


@pytest.mark.parametrize(
    "other",
    [
        run("2025-06-29", "2025-07-10"),
        run("2025-06-10", "2025-06-12"),
        run("2025-06-02", "2025-06-30"),
        run("2025-06-01", "2025-06-03"),
        run("2025-05-01"),
    ],
)
def test_two_overlap(found: Found, other: Given) -> None:
    assert found("8820", child(JUNE, other)) == BOTH
    assert found("8820", child(other, JUNE)) == BOTH


@pytest.mark.parametrize(
    "other", [run("2025-06-30", "2025-07-10"), run("2025-06-30"), run("2025-05-01", "2025-06-02"), run("2025-07-01")]
)
def test_one_starts_the_day_another_ends_or_later(found: Found, other: Given) -> None:
    assert found("8820", child(JUNE, other)) == []
    assert found("8820", child(other, JUNE)) == []


def test_an_open_one_runs_to_the_reference_date(found: Found) -> None:
    assert found("8820", child(run("2025-06-02"), run("2026-03-31"))) == BOTH
    assert found("8820", child(run("2025-06-02"), run("2026-04-01"))) == []


def test_a_referral_without_further_action_does_not_run(found: Found) -> None:
    assert found("8820", child(run("2025-05-01", nfa="1"), JUNE)) == []
    assert found("8820", child(run("2025-06-10", nfa="true"), JUNE)) == BOTH


def test_one_without_a_flag_is_not_known_to_run(found: Found) -> None:
    assert found("8820", child(run("2025-05-01", nfa=None), JUNE)) == []


def test_no_bystander_is_told(found: Found) -> None:
    before, after = run("2025-04-01", "2025-05-01"), run("2025-09-01")
    three = [("CINdetails", item, row) for item in ("CINreferralDate", "CINclosureDate") for row in (2, 3, 4)]
    overlapping = [JUNE, run("2025-06-10", "2025-07-10"), run("2025-06-20", "2025-07-01")]
    assert found("8820", child(before), child(before, *overlapping, after)) == three


def test_of_another_child(found: Found) -> None:
    assert found("8820", child(JUNE), child(JUNE)) == []


def test_nothing_is_said_of_what_is_blank(found: Found) -> None:
    assert found("8820", child(JUNE, run(None), run(None, "2025-06-20"), run("", "soon"))) == []
