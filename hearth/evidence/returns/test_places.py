"""An issue is found again in the next return by where it stands in the child's story, wherever its row has gone."""

from __future__ import annotations

from hearth.evidence.returns.cin_census.columns import columns_of
from hearth.evidence.returns.cin_census.example import (
    Given,
    assessment,
    census,
    child,
    episode,
    protection_plan,
    section_47,
)
from hearth.evidence.returns.cin_census.reader import read
from hearth.evidence.returns.places import Place, Places, number_of


def places(*children: Given) -> Places:
    return Places(columns_of(read(census(*children))))


def words(*children: Given, table: str) -> list[str]:
    return [each.words for each in places(*children).of(table)]


def one(number: str = "A1", **given: object) -> Given:
    return child(episode(CINreferralDate="2025-06-02", Assessments=[assessment()], **given), LAchildID=number)


def test_a_record_is_told_by_the_days_that_name_it_and_those_it_stands_in() -> None:
    plan = protection_plan("2025-09-01", CPPstartDate="2025-06-30")
    found = one(ChildProtectionPlans=[plan], Section47=[section_47()])
    assert words(found, table="CINdetails") == ["referral 2 June 2025"]
    assert words(found, table="Assessments") == ["referral 2 June 2025, assessment 3 June 2025"]
    assert words(found, table="Section47") == ["referral 2 June 2025, section 47 enquiry 10 June 2025"]
    assert words(found, table="Reviews") == [
        "referral 2 June 2025, child protection plan 30 June 2025, review 1 September 2025"
    ]
    assert words(found, table="ChildIdentifiers") == words(found, table="ChildCharacteristics") == [""]


def test_it_is_the_same_whatever_is_put_in_before_it_and_whatever_else_changes() -> None:
    before = places(one()).of("Assessments")
    after = places(one("A0"), one(ReferralSource="1A", CINclosureDate="2025-12-01")).of("Assessments")
    assert (before[0], before[0] in after, after.index(before[0])) == (after[1], True, 1)


def test_another_childs_is_another() -> None:
    first, second = places(one("A1"), one("A2")).of("CINdetails")
    assert (first.words, first.told == second.told) == (second.words, False)


def test_two_that_nothing_tells_apart_are_the_first_and_the_second() -> None:
    assert words(one(), one(), table="ChildIdentifiers") == ["", "the second of this number"]
    assert words(one(), one(), table="CINdetails") == [
        "referral 2 June 2025",
        "the second of this number, referral 2 June 2025",
    ]
    alike = child(*[episode(CINreferralDate="2025-06-02")] * 4)
    assert words(alike, table="CINdetails") == [
        "referral 2 June 2025",
        "referral 2 June 2025 (the second)",
        "referral 2 June 2025 (the third)",
        "referral 2 June 2025 (number 4)",
    ]
    told = [each.told for each in places(alike).of("CINdetails")]
    assert len(set(told)) == 4


def test_a_day_that_is_missing_or_unreadable_is_told_as_it_stands() -> None:
    odd = child(episode(CINreferralDate=None), episode(CINreferralDate="yesterday"))
    assert words(odd, table="CINdetails") == ["referral without its date", "referral yesterday"]


def test_a_child_without_a_number_is_told_by_turn() -> None:
    nameless = places(one(""), one("")).of("ChildIdentifiers")
    assert [each.told == "" for each in nameless] == [True, False]


def test_a_number_is_the_same_everywhere_and_parts_do_not_run_together() -> None:
    assert str(number_of("8585Q", "CINdetails")) == str(number_of("8585Q", "CINdetails"))
    assert number_of("a", "bc") != number_of("ab", "c")
    assert Place("a") == Place("a", "")
