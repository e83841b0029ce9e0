"""Hidden harm, told as its definition: from a return to the figures, so it stands above both."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hearth.evidence.measures.hidden_harm.calculate import HiddenHarm, calculate
from hearth.evidence.measures.hidden_harm.definition import definition
from hearth.evidence.measures.hidden_harm.telling import as_json
from hearth.evidence.returns.cin_census.columns import columns_of
from hearth.evidence.returns.cin_census.example import Given, assessment, census, child, episode
from hearth.evidence.returns.cin_census.reader import read
from hearth.evidence.returns.cin_census.to_facts import facts_of

ON = date(2025, 9, 30)
RETURNS = Path(__file__).parents[3] / "shared" / "data" / "returns"
NONE: frozenset[str] = frozenset()


def counted(*children: Given, **more: Any) -> HiddenHarm:
    return calculate(facts_of(columns_of(read(census(*children))), "an example"), definition(), on=ON, **more)


def assessed(*factors: str, **given: Any) -> Given:
    return episode(Assessments=[assessment(*factors, **given)])


def found(*children: Given, **more: Any) -> tuple[int, int, dict[frozenset[str], int]]:
    result = counted(*children, **more)
    return result.n, result.not_recorded, dict(result.combinations)


def test_each_child_counts_once_in_the_exact_set_of_what_they_live_with() -> None:
    both = child(assessed("3B", "3C", "4B"))
    assert found(both, child(assessed("3A")), child(assessed("16A"))) == (
        3,
        0,
        {frozenset({"domestic_abuse", "adult_mental_health"}): 1, frozenset({"domestic_abuse"}): 1, NONE: 1},
    )


def test_the_childs_own_misuse_and_ill_health_are_another_question() -> None:
    assert found(child(assessed("1A", "2A", "4A"))) == (1, 0, {NONE: 1})


@pytest.mark.parametrize(
    "without",
    [
        episode(),
        assessed("3B", AssessmentAuthorisationDate=None),
        assessed("3B", AssessmentAuthorisationDate="2025-10-01"),
        assessed(),
    ],
    ids=["never assessed", "not finished", "finished after the day", "finished and nothing listed"],
)
def test_not_recorded_is_never_none(without: Given) -> None:
    assert found(child(without), child(assessed("3B"))) == (2, 1, {frozenset({"domestic_abuse"}): 1})


def test_the_latest_finished_assessment_of_the_open_episode_counts() -> None:
    earlier = assessment("3B", AssessmentAuthorisationDate="2025-07-01")
    later = assessment("2B", AssessmentAuthorisationDate="2025-08-01")
    closed = episode(CINreferralDate="2024-05-01", CINclosureDate="2024-12-01", Assessments=[
        assessment("1B", AssessmentActualStartDate="2024-05-02", AssessmentAuthorisationDate="2024-06-01")])  # fmt: skip
    assert found(child(closed, episode(Assessments=[later, earlier]))) == (1, 0, {frozenset({"adult_drugs"}): 1})


@pytest.mark.parametrize(
    ("helped", "n"),
    [
        (episode(CINreferralDate="2025-09-30"), 1),
        (episode(CINreferralDate="2025-10-01"), 0),
        (episode(CINclosureDate="2025-10-01"), 1),
        (episode(CINclosureDate="2025-09-30"), 0),
        (episode(ReferralNFA="1"), 0),
        (episode(ReferralNFA="true"), 0),
    ],
)
def test_in_need_on_the_day(helped: Given, n: int) -> None:
    assert counted(child(helped)).n == n


def test_on_a_protection_plan_on_the_day() -> None:
    def on_plan(**given: Any) -> Given:
        plan = {"CPPstartDate": "2025-07-01", "CPPendDate": None, "InitialCategoryOfAbuse": "EMO"} | given
        return child(episode(Assessments=[assessment("3B")], ChildProtectionPlans=[plan]))

    plans = (on_plan(), on_plan(CPPendDate="2025-09-30"), on_plan(CPPstartDate="2025-10-01"), child(assessed("3B")))
    assert found(*plans, cohort="on_protection_plan") == (1, 0, {frozenset({"domestic_abuse"}): 1})


def test_drugs_and_alcohol_as_one() -> None:
    facts = facts_of(columns_of(read(census(child(assessed("1B", "2C", "3B"))))), "an example")
    either = calculate(facts, definition().with_drugs_and_alcohol_as_one(), on=ON)
    assert dict(either.combinations) == {frozenset({"domestic_abuse", "adult_drugs_or_alcohol"}): 1}


def test_nobody_at_all() -> None:
    assert found(child(episode(CINclosureDate="2025-06-10"))) == (0, 0, {})


@pytest.fixture(scope="module")
def known() -> tuple[HiddenHarm, HiddenHarm, dict[str, Any]]:
    file = RETURNS / "hidden_harm_3735.xml"
    if not file.exists():
        pytest.skip("the sample returns are not beside the project")
    facts = facts_of(columns_of(read(file)), file.name)
    true = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    on = date.fromisoformat(true["on"])
    apart = calculate(facts, definition(), on=on)
    return apart, calculate(facts, definition().with_drugs_and_alcohol_as_one(), on=on), true


def test_the_known_answers_come_out_exactly(known: tuple[HiddenHarm, HiddenHarm, dict[str, Any]]) -> None:
    apart, as_one, true = known
    told = as_json(apart)
    names = dict(zip("DMRA", definition().groups, strict=True))
    assert (told["n"], told["not_recorded"], told["at_least_one"]) == (
        true["children_in_need"], true["not_recorded"], true["at_least_one"])  # fmt: skip
    assert told["factors"] == {name: true[name] for name in names.values()}
    assert told["exactly"] == true["exactly"]
    assert {"".join(key for key, name in names.items() if name in each["factors"]): each["n"]
            for each in told["combinations"]} == true["combinations"]  # fmt: skip
    assert apart.combinations[NONE] == true["none_of_the_four"]
    assert apart.exactly(3) + apart.exactly(4) == true["at_least_three_of_four"]
    assert as_one.exactly(3) == true["all_three_with_drugs_and_alcohol_as_one"]
