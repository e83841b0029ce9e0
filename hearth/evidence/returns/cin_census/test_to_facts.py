"""A return as facts: a child that stands in it twice is one."""

from __future__ import annotations

from typing import Any

import pytest

from hearth.evidence.facts.tables import Facts
from hearth.evidence.returns.cin_census.columns import columns_of
from hearth.evidence.returns.cin_census.example import (
    Given,
    assessment,
    census,
    child,
    cin_plan,
    episode,
    protection_plan,
    section_47,
)
from hearth.evidence.returns.cin_census.reader import read
from hearth.evidence.returns.cin_census.to_facts import facts_of_file

WHOLE = episode(
    Assessments=[assessment("3B", "4B"), assessment("3B", "4B"), assessment("2A", AssessmentAuthorisationDate=None)],
    CINPlanDates=[cin_plan()],
    Section47=[section_47()],
    ChildProtectionPlans=[protection_plan("2025-09-01", None), protection_plan(CPPstartDate="2025-12-01")],
    PreProceedingsandFGDM=[{"PPStartDate": "2026-01-05", "PPOutcome": "1"}],
)
A1 = child(WHOLE, episode(), LAchildID="A1", Disabilities=("AUT", "HAND"))
B2 = child(WHOLE, LAchildID="B2", Sex="F")


def told(*children: Given) -> Facts:
    return facts_of_file(columns_of(read(census(*children))), "census.xml")


def rows(found: Facts, table: str, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(str(row[name]) for name in names) for row in found.tables[table].to_pylist()]


def whole(found: Facts) -> dict[str, list[Any]]:
    """Without a record's place in the return, which is another where something stands before it."""
    return {
        name: table.drop_columns(["order"] if "order" in table.column_names else []).to_pylist()
        for name, table in found.tables.items()
    }


@pytest.mark.parametrize("children", [(A1, B2, A1), (A1, A1, B2), (A1, B2, A1, B2, A1)])
def test_a_child_wholly_given_twice_is_told_as_if_it_were_given_once(children: tuple[Given, ...]) -> None:
    assert whole(told(*children)) == whole(told(A1, B2))


def test_two_elements_of_a_child_are_one_person_with_the_episodes_of_both() -> None:
    earlier, later = episode(CINreferralDate="2025-04-07", CINclosureDate="2025-05-01", ReasonForClosure="RC8"), WHOLE
    parted = told(child(earlier, LAchildID="A1"), B2, child(later, LAchildID="A1", Sex="F", Ethnicity="BCRB"))
    assert rows(parted, "person", "person", "sex", "ethnicity") == [
        ("number A1", "M", "WBRI"), ("number B2", "F", "WBRI")]  # fmt: skip
    one = told(child(earlier, later, LAchildID="A1"), B2)
    assert {name: sorted(map(str, each)) for name, each in whole(parted).items()} == {
        name: sorted(map(str, each)) for name, each in whole(one).items()
    }


def test_of_one_referral_told_in_two_ways_there_is_one_episode_with_what_either_tells() -> None:
    first = episode(ReferralSource=None, Assessments=[assessment("3B")])
    second = episode(
        CINclosureDate="2026-01-05", ReasonForClosure="RC8", PrimaryNeedCode="N2",
        Assessments=[assessment("3B", "4B"), assessment("5A", AssessmentActualStartDate="2025-06-04")],
    )  # fmt: skip
    found = told(child(first), child(second))
    assert rows(found, "cin_episode", "referral_source", "primary_need", "close_date", "close_reason") == [
        ("6", "N1", "2026-01-05", "RC8")
    ]
    assert rows(found, "cin_assessment", "assessment", "start_date") == [
        ("number A1 2025-06-02 1 2025-06-03 1", "2025-06-03"), ("number A1 2025-06-02 1 2025-06-04 1", "2025-06-04")]  # fmt: skip
    assert sorted(code for _, code in rows(found, "assessment_factor", "assessment", "code")) == ["3B", "4B", "5A"]


def test_what_one_element_holds_twice_by_itself_stays_twice() -> None:
    alone, twice = child(WHOLE, WHOLE), [child(WHOLE, WHOLE), child(WHOLE)]
    assert len(told(alone).tables["cin_episode"]) == 2
    assert whole(told(*twice)) == whole(told(alone))


def test_children_without_a_number_stay_apart() -> None:
    found = told(child(WHOLE, LAchildID=None), child(WHOLE, LAchildID=None), A1, A1)
    assert [found.tables[name].num_rows for name in ("person", "cin_episode", "cin_assessment")] == [3, 4, 9]
