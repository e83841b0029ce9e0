"""Hidden harm, told as its definition: from a return to the figures, so it stands above both."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from hearth.evidence.facts.tables import Facts, facts
from hearth.evidence.measures.hidden_harm.calculate import Basis, CannotBeCounted, HiddenHarm, calculate
from hearth.evidence.measures.hidden_harm.definition import definition
from hearth.evidence.measures.hidden_harm.telling import OVER_TIME, as_json, comparable, tell
from hearth.evidence.returns.cin_census.columns import columns_of
from hearth.evidence.returns.cin_census.example import Given, assessment, census, child, episode
from hearth.evidence.returns.cin_census.reader import read
from hearth.evidence.returns.cin_census.to_facts import facts_of
from hearth.foundation.codes.characteristics import Ethnicity

ON = date(2025, 9, 30)
RETURNS = Path(__file__).parents[3] / "shared" / "data" / "returns"
NONE: frozenset[str] = frozenset()


def counted(*children: Given, **more: Any) -> HiddenHarm:
    """Each is another child: of one number they would be one."""
    apart = ({**each, "LAchildID": f"A{number}"} for number, each in enumerate(children))
    return calculate(facts_of(columns_of(read(census(*apart))), "an example"), definition(), on=ON, **more)


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


def on_plan(**given: Any) -> Given:
    plan = {"CPPstartDate": "2025-07-01", "CPPendDate": None, "InitialCategoryOfAbuse": "EMO"} | given
    return child(episode(Assessments=[assessment("3B")], ChildProtectionPlans=[plan]))


def test_on_a_protection_plan_on_the_day() -> None:
    plans = (on_plan(), on_plan(CPPendDate="2025-09-30"), on_plan(CPPstartDate="2025-10-01"), child(assessed("3B")))
    assert found(*plans, cohort="on_protection_plan") == (1, 0, {frozenset({"domestic_abuse"}): 1})
    assert found(on_plan(CPPendDate="2025-09-30"), cohort="on_protection_plan") == (0, 0, {})


def test_drugs_and_alcohol_as_one() -> None:
    facts = facts_of(columns_of(read(census(child(assessed("1B", "2C", "3B"))))), "an example")
    either = calculate(facts, definition().with_drugs_and_alcohol_as_one(), on=ON)
    assert dict(either.combinations) == {frozenset({"domestic_abuse", "adult_drugs_or_alcohol"}): 1}


PERIOD = (date(2025, 7, 1), date(2025, 8, 31))


def test_those_assessed_in_a_period_count_once_by_the_latest_or_once_for_each() -> None:
    """The period's first and last day count; a closed episode's assessments count too."""
    twice = episode(CINclosureDate="2025-09-01", Assessments=[
        assessment("3B", AssessmentAuthorisationDate="2025-07-01"),
        assessment("2B", AssessmentAuthorisationDate="2025-08-31")])  # fmt: skip
    before = assessed("1B", AssessmentAuthorisationDate="2025-06-30")
    after = assessed("1B", AssessmentAuthorisationDate="2025-09-01")
    children = (child(twice), child(before), child(after))
    drugs, abuse = frozenset({"adult_drugs"}), frozenset({"domestic_abuse"})
    asked: dict[str, Any] = {"cohort": "assessed", "period": PERIOD}
    assert found(*children, **asked) == (1, 0, {drugs: 1})
    assert found(*children, **asked, unit="assessment") == (2, 0, {drugs: 1, abuse: 1})


@pytest.mark.parametrize(
    ("asked", "because"),
    [
        ({"unit": "family"}, "These facts hold no families: a census knows no families. Count by child."),
        ({"by": ("team",)}, "These facts hold no teams, so nothing can be told by team: a census knows no teams."),
        ({"by": ("area",)}, "These facts hold no areas, so nothing can be told by area: a census knows no areas."),
        (
            {"cohort": "on_protection_plan"},
            "These facts hold no protection plans at all, so nobody can be counted among those with one: a return without "
            "its module of plans does not say that there are none.",
        ),
        ({"cohort": "assessed"}, "A period is given for those assessed in it, and for no other cohort."),
        ({"period": PERIOD}, "A period is given for those assessed in it, and for no other cohort."),
        ({"cohort": "assessed", "period": PERIOD[::-1]}, "The period ends before it starts."),
    ],
)
def test_what_cannot_be_counted_is_refused_in_words(asked: dict[str, Any], because: str) -> None:
    with pytest.raises(CannotBeCounted) as refused:
        counted(child(assessed("3B")), **asked)
    assert str(refused.value) == because


@pytest.mark.parametrize(
    ("born", "band"),
    [
        ({"PersonBirthDate": None, "ExpectedPersonBirthDate": "2025-12-01"}, "unborn"),
        ({"PersonBirthDate": "2025-09-01"}, "under_1"),
        ({"PersonBirthDate": "2024-10-31"}, "under_1"),
        ({"PersonBirthDate": "2024-09-30"}, "1_to_4"),
        ({"PersonBirthDate": "2020-10-01"}, "1_to_4"),
        ({"PersonBirthDate": "2020-09-01"}, "5_to_9"),
        ({"PersonBirthDate": "2015-09-01"}, "10_to_15"),
        ({"PersonBirthDate": "2009-09-30"}, "16_and_over"),
        ({"PersonBirthDate": None}, "not_known"),
    ],
)
def test_age_is_in_whole_years_on_the_day_from_the_month_of_birth(born: Given, band: str) -> None:
    parts = counted(child(assessed("3B"), **born), by=("age",)).parts["age"]
    assert {name: dict(counts) for name, counts in parts.items() if counts} == {
        band: {frozenset({"domestic_abuse"}): 1}
    }


def test_every_code_of_ethnicity_is_in_one_main_group_or_not_known() -> None:
    codes = [code for part in definition().breakdowns["ethnicity"].parts for code in part.codes]
    assert sorted(codes) == sorted({code.value for code in Ethnicity} - {"REFU", "NOBT"})


def test_each_breakdown_adds_up_to_the_whole() -> None:
    result = counted(
        child(assessed("3B"), Sex="F"), child(assessed(), Ethnicity="REFU"), child(episode(), Sex="U"),
        by=("age", "sex", "ethnicity"),
    )  # fmt: skip
    assert {by: {part: sum(n.values()) for part, n in parts.items() if n} for by, parts in result.parts.items()} == {
        "age": {"5_to_9": 3}, "sex": {"F": 1, "M": 1, "not_known": 1}, "ethnicity": {"white": 2, "not_known": 1},
    }  # fmt: skip


def with_families() -> Facts:
    """
    person  family  born     team   found
    a       F1      2024-06  North  3B
    b       F1      2016-02  South  2B
    c       F2      2012-01  North  (nothing listed)
    d       none    2012-01  North  21
    """
    people = ["a", "b", "c", "d"]
    born = [date(2024, 6, 1), date(2016, 2, 1), date(2012, 1, 1), date(2012, 1, 1)]
    begun, done = [date(2025, 6, 2)] * 4, [date(2025, 7, 10)] * 4
    return facts("an example", {
        "person": pa.table({"person": people, "birth_month": born}),
        "family": pa.table({"person": ["a", "b", "c"], "family": ["F1", "F1", "F2"]}),
        "cin_episode": pa.table({"episode": people, "person": people, "referral_date": begun,
                                 "team": ["North", "South", "North", "North"]}),
        "cin_assessment": pa.table({"assessment": people, "person": people, "episode": people, "authorised_date": done}),
        "assessment_factor": pa.table({"assessment": ["a", "b", "d"], "code": ["3B", "2B", "21"]}),
    })  # fmt: skip


def test_a_family_lives_with_what_any_of_its_children_lives_with() -> None:
    result = calculate(with_families(), definition(), on=ON, unit="family", by=("age", "team"))
    both = frozenset({"domestic_abuse", "adult_drugs"})
    assert (result.n, result.not_recorded, dict(result.combinations)) == (3, 1, {both: 1, NONE: 1})
    assert {part: dict(n) for part, n in result.parts["age"].items() if n} == {
        "1_to_4": {both: 1}, "10_to_15": {None: 1, NONE: 1}}  # fmt: skip
    assert {part: dict(n) for part, n in result.parts["team"].items() if n} == {
        "more_than_one": {both: 1}, "North": {None: 1, NONE: 1}}  # fmt: skip


def test_by_team() -> None:
    result = calculate(with_families(), definition(), on=ON, by=("team",))
    assert {part: sum(n.values()) for part, n in result.parts["team"].items()} == {
        "North": 3,
        "South": 1,
    }


def test_teams_stand_in_the_order_in_which_they_are_read() -> None:
    known = with_families()
    names = ["Team 10", "Team 2", "North", None]
    episodes = known.tables["cin_episode"]
    teams = episodes.set_column(episodes.schema.get_field_index("team"), "team", pa.array(names, pa.string()))
    result = calculate(replace(known, tables={**known.tables, "cin_episode": teams}), definition(), on=ON, by=("team",))
    assert list(result.parts["team"]) == ["North", "Team 2", "Team 10", "not_known"]


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


def test_the_published_shares_of_2019_come_from_its_counts(
    known: tuple[HiddenHarm, HiddenHarm, dict[str, Any]],
) -> None:
    """Somerset, August 2019: 3,735 children in need. The published 14 per cent with "three" are those with at least three of
    four (528); with drugs and alcohol as one factor, as "all three" would be read, they are 446, 12 per cent."""
    apart, as_one, _ = known
    counts = [apart.factor(name) for name in apart.definition.groups]
    assert [*counts, apart.exactly(3) + apart.exactly(4)] == [1530, 1500, 784, 672, 528]
    assert [round(100 * count / apart.n) for count in [*counts, apart.at_least_one, 528]] == [41, 40, 21, 18, 70, 14]
    assert (as_one.exactly(3), round(100 * as_one.exactly(3) / as_one.n)) == (446, 12)
    factors = tell(apart).blocks[0].figures
    assert [round(figure.share or 0, 2) for figure in factors] == [0.41, 0.40, 0.21, 0.18, 0.70]


def test_the_published_fall_from_18_to_14_per_cent_is_no_line() -> None:
    """2015 counts among 645 children on plans, 2019 among 3,735 children in need."""
    then = Basis(date(2015, 1, 31), "on_protection_plan", definition(), "published", "child", None)
    now = Basis(date(2019, 8, 31), "in_need", definition(), "published", "child", None)
    assert comparable(then, now) == (
        "The figures of 31 January 2015 and 31 August 2019 must not be joined by a line: they are shares of different "
        "children. The first counts among: children with a protection plan on the day: started on or before it, not ended on "
        "or before it. The second: children with an episode of need on the day: referred on or before it, not closed on or "
        "before it, and not closed with no further action at the referral."
    )
    assert comparable(now, now) is None


def test_a_line_joins_only_figures_of_one_definition_and_unit() -> None:
    now = Basis(ON, "in_need", definition(), "x", "child", None)
    assert comparable(replace(now, unit="assessment"), now) == (
        "The figures of 30 September 2025 and 30 September 2025 must not be joined by a line: "
        "the first counts assessments, the second children."
    )
    assert "(version 0 and version 1)" in str(
        comparable(replace(now, definition=replace(definition(), version="0")), now)
    )
    as_one = replace(now, definition=definition().with_drugs_and_alcohol_as_one())
    assert "not the same factors" in str(comparable(as_one, now))


def test_over_time_tells_each_day_that_may_be_joined_and_warns_of_the_others() -> None:
    file = facts_of(columns_of(read(census(on_plan()))), "an example")
    earlier = calculate(file, definition(), on=date(2025, 8, 31))
    other = calculate(file, definition(), on=date(2025, 8, 31), cohort="on_protection_plan")
    now = calculate(file, definition(), on=ON)
    told = tell(now, earlier=[earlier, other])
    days = [
        (block.part, block.figures[0].count)
        for block in told.blocks
        if block.by == OVER_TIME and block.name == "factors"
    ]
    assert days == [("31 August 2025", 1), ("30 September 2025", 1)]
    assert told.warnings[-1].says == comparable(other, now)
