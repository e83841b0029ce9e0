"""Facts drawn as a census: who is in the year, what of them, and nothing lost or made up on the way there and back."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearth.evidence.facts.identity import IDENTITY, Known
from hearth.evidence.facts.tables import TABLES, Facts, facts
from hearth.evidence.returns.cin_census.columns import Columns, columns_of
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
from hearth.evidence.returns.cin_census.from_facts import Drawn, columns_of_facts
from hearth.evidence.returns.cin_census.reader import read
from hearth.evidence.returns.cin_census.to_facts import facts_of
from hearth.evidence.returns.cin_census.writer import Source, write

SOURCE = Source("999", datetime(2026, 5, 1))
START, END = date(2025, 4, 1), date(2026, 3, 31)


def known_of(columns: Columns) -> Known:
    """A return's facts, and who they are about: their records are numbered from 1001 in the order of the file."""
    children = columns.tables["ChildIdentifiers"]
    names = {
        "local_id": "LAchildID", "upn": "UPN", "former_upn": "FormerUPN", "upn_unknown": "UPNunknown",
        "birth_date": "PersonBirthDate", "expected_date": "ExpectedPersonBirthDate", "death_date": "PersonDeathDate",
    }  # fmt: skip
    identity = {"person": children["row"].cast(pa.string())} | {name: children[of] for name, of in names.items()}
    records = pa.array(range(1001, 1001 + children.num_rows), pa.int64())
    return Known(facts_of(columns, "an example"), pa.table(identity | {"record": records}, schema=IDENTITY.schema))


def drawn(*children: Given, year: int = 2026) -> Drawn:
    return columns_of_facts(known_of(columns_of(read(census(*children)))), year=year)


def rows(found: Drawn, table: str, *names: str) -> list[tuple[Any, ...]]:
    told = [tuple(row[name] for name in names) for row in found.columns.tables[table].to_pylist()]
    return [tuple(each.isoformat() if isinstance(each, date) else each for each in row) for row in told]


# Who is in the year -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("referred", "closed", "no_further_action", "is_in"),
    [
        ("2019-01-01", None, "0", True),
        ("2019-01-01", "2025-04-01", "0", True),
        ("2019-01-01", "2025-03-31", "0", False),
        ("2026-03-31", None, "0", True),
        ("2026-04-01", None, "0", False),
        (None, None, "0", True),
        ("2025-04-01", None, "1", True),
        ("2025-03-31", None, "1", False),
        ("2025-03-31", "2025-04-01", "1", True),
        ("2025-03-31", "2026-04-01", "1", False),
        ("2019-01-01", None, None, True),
    ],
)
def test_whoever_was_referred_in_the_year_or_still_helped_when_it_began_is_in(
    referred: str | None, closed: str | None, no_further_action: str | None, is_in: bool
) -> None:
    told = episode(CINreferralDate=referred, CINclosureDate=closed, ReferralNFA=no_further_action)
    flag = {"0": False, "1": True, None: None}[no_further_action]
    expected = [(0, referred, closed, flag)] if is_in else []
    found = drawn(child(told))
    assert rows(found, "CINdetails", "child", "CINreferralDate", "CINclosureDate", "ReferralNFA") == expected
    assert [each.record for each in found.children] == [1001] * is_in


def test_what_was_ended_after_the_reference_date_was_open_on_it() -> None:
    told = child(episode(CINclosureDate="2026-04-01", ReasonForClosure="RC1"), PersonDeathDate="2026-04-02")
    found = drawn(told)
    assert rows(found, "CINdetails", "CINclosureDate", "ReasonForClosure") == [(None, None)]
    assert rows(found, "ChildIdentifiers", "PersonDeathDate") == [(None,)]


def test_an_earlier_episode_is_left_and_the_numbers_of_the_others_close_up() -> None:
    earlier = episode(CINreferralDate="2023-01-01", CINclosureDate="2023-03-01", Assessments=[assessment("1A")])
    found = drawn(
        child(earlier, LAchildID="A"),
        child(episode(CINreferralDate="2025-09-01"), earlier, episode(CINclosureDate="2025-08-01"), LAchildID="B"),
        child(LAchildID="C"),
    )
    assert rows(found, "ChildIdentifiers", "row", "LAchildID") == [(0, "B"), (1, "C")]
    assert rows(found, "CINdetails", "row", "child", "CINreferralDate") == [
        (0, 0, "2025-06-02"), (1, 0, "2025-09-01"), (2, 1, "2025-06-02")]  # fmt: skip
    assert [each.record for each in found.children] == [1002, 1003]


# What of them -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("begun", "authorised", "expected"),
    [
        ("2025-06-03", "2025-07-10", ("2025-06-03", "2025-07-10", ["3B"])),
        ("2025-03-01", "2025-03-31", None),
        ("2025-03-01", "2025-04-01", ("2025-03-01", "2025-04-01", ["3B"])),
        ("2026-03-01", "2026-04-01", ("2026-03-01", None, [])),
        ("2025-06-03", None, ("2025-06-03", None, [])),
        ("2024-06-03", None, ("2024-06-03", None, [])),
        ("2026-04-01", None, None),
    ],
)
def test_assessments_are_those_open_or_finished_in_the_year_and_factors_those_of_finished_ones(
    begun: str, authorised: str | None, expected: tuple[str, str | None, list[str]] | None
) -> None:
    told = assessment("3B", AssessmentActualStartDate=begun, AssessmentAuthorisationDate=authorised)
    found = drawn(child(episode(CINreferralDate="2024-06-01", Assessments=[told])))
    assessments = rows(found, "Assessments", "AssessmentActualStartDate", "AssessmentAuthorisationDate")
    assert assessments == ([expected[:2]] if expected else [])
    assert rows(found, "Factors", "child", "episode", "assessment", "AssessmentFactors") == [
        (0, 0, 0, code) for code in (expected[2] if expected else [])
    ]


@pytest.mark.parametrize(
    ("begun", "conference", "not_required", "expected"),
    [
        ("2025-06-10", "2025-06-30", "0", ("2025-06-10", "2025-06-30", False)),
        ("2025-03-10", "2025-03-31", "0", None),
        ("2025-03-20", "2025-04-02", "0", ("2025-03-20", "2025-04-02", False)),
        ("2026-03-20", "2026-04-02", "0", ("2026-03-20", None, False)),
        ("2025-03-20", None, "0", ("2025-03-20", None, False)),
        ("2025-03-20", None, "1", None),
        ("2025-04-01", None, "1", ("2025-04-01", None, True)),
        ("2026-04-01", None, "1", None),
    ],
)
def test_enquiries_are_those_that_ran_in_the_year(
    begun: str, conference: str | None, not_required: str, expected: tuple[Any, ...] | None
) -> None:
    told = section_47(S47ActualStartDate=begun, DateOfInitialCPC=conference, ICPCnotRequired=not_required)
    found = drawn(child(episode(CINreferralDate="2024-06-01", Section47=[told])))
    names = ("S47ActualStartDate", "DateOfInitialCPC", "ICPCnotRequired")
    assert rows(found, "Section47", *names) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("begun", "ended", "expected"),
    [
        ("2024-07-01", None, ("2024-07-01", None)),
        ("2024-07-01", "2025-03-31", None),
        ("2024-07-01", "2025-04-01", ("2024-07-01", "2025-04-01")),
        ("2025-07-01", "2026-04-01", ("2025-07-01", None)),
        ("2026-04-01", None, None),
    ],
)
def test_plans_are_those_that_ran_in_the_year(begun: str, ended: str | None, expected: tuple[Any, ...] | None) -> None:
    told = episode(
        CINreferralDate="2024-06-01",
        CINPlanDates=[cin_plan(CINPlanStartDate=begun, CINPlanEndDate=ended)],
        ChildProtectionPlans=[protection_plan("2024-10-01", "2026-03-31", "2026-04-01", CPPstartDate=begun, CPPendDate=ended)],
    )  # fmt: skip
    found = drawn(child(told))
    assert rows(found, "CINplanDates", "CINPlanStartDate", "CINPlanEndDate") == ([expected] if expected else [])
    assert rows(found, "ChildProtectionPlans", "CPPstartDate", "CPPendDate") == ([expected] if expected else [])
    reviews = [(0, "2024-10-01"), (0, "2026-03-31")] if expected else []  # from the start of the plan to the last day
    assert rows(found, "Reviews", "plan", "CPPreviewDate") == reviews


@pytest.mark.parametrize(
    ("held", "expected"), [("2025-03-31", None), ("2025-04-01", "2025-04-01"), ("2026-03-31", "2026-03-31"),
                           ("2026-04-01", None)]
)  # fmt: skip
def test_a_conference_told_with_the_episode_is_of_the_year(held: str, expected: str | None) -> None:
    found = drawn(child(episode(CINreferralDate="2024-06-01", DateOfInitialCPC=held)))
    assert rows(found, "CINdetails", "DateOfInitialCPC") == [(expected,)]


PROCEEDINGS = {
    "PPStartDate": "2026-05-01", "LBPSentDate": "2026-05-08", "FGDMMeetingOffer": "1", "FGDMMeetingFac": "0",
    "InitialPPMeetingDate": "2026-05-20", "ReviewMeetingsCount": "2", "StepDecisionDate": "2026-09-01",
    "PPOutcome": "A", "CourtAppDate": "2026-09-10", "LetterInitCPDate": "2026-09-05",
}  # fmt: skip


def test_pre_proceedings_are_told_from_the_year_that_has_them_and_read_back_the_same() -> None:
    told = child(episode(CINreferralDate="2024-06-01", PreProceedingsandFGDM=[PROCEEDINGS]))
    known = known_of(columns_of(read(census(told))))
    assert columns_of_facts(known, year=2026).columns.tables["PreProceedingsandFGDM"].num_rows == 0
    found = columns_of_facts(known, year=2027)
    again = facts_of(written_and_read(found.columns), "read back").tables["pre_proceedings"]
    assert again.to_pylist() == known.facts.tables["pre_proceedings"].to_pylist()
    (row,) = again.to_pylist()
    assert (row["start_date"], row["group_meeting_held"], row["review_meetings"], row["outcome"]) == (
        date(2026, 5, 1), False, 2, "A")  # fmt: skip


@pytest.mark.parametrize(("year", "item", "codes"), [(2024, "GenderCurrent", "120"), (2025, "Sex", "MFU")])
def test_sex_is_told_as_its_year_asks(year: int, item: str, codes: str) -> None:
    given = [
        child(episode(CINreferralDate="2023-06-01"), LAchildID=f"A{sex}", Sex=sex) for sex in ("M", "F", "U", None)
    ]
    found = drawn(*given, year=year)
    other = "Sex" if item == "GenderCurrent" else "GenderCurrent"
    assert rows(found, "ChildIdentifiers", item, other) == [(code, None) for code in (*codes, None)]
    assert rows(found, "Header", "Collection", "Year", "ReferenceDate") == [("CIN", year, f"{year}-03-31")]


def test_nothing_is_made_up_for_what_facts_do_not_say() -> None:
    bare = child(UPN=None, PersonBirthDate=None, Sex=None, Ethnicity=None, Disabilities=None)
    children = drawn(bare).columns.tables["ChildIdentifiers"].to_pylist()
    assert [{name: value for name, value in each.items() if value is not None} for each in children] == [
        {"row": 0, "LAchildID": "A1"}
    ]


def test_what_ran_in_the_year_and_stands_in_no_episode_of_it_is_told() -> None:
    shut = {"CINreferralDate": "2024-06-01", "CINclosureDate": "2024-09-01", "ReasonForClosure": "RC1"}
    found = drawn(
        child(episode(**shut, Assessments=[assessment(), assessment(AssessmentActualStartDate="2024-06-03")]))
    )
    assert [(each.table, each.began, each.told.record) for each in found.left_out] == [
        ("Assessments", date(2024, 6, 3), 1001),
        ("Assessments", date(2025, 6, 3), 1001),
    ]
    assert found.children == ()


# There and back -----------------------------------------------------------------------------------------------------

WHO = ("birth_date", "expected_date", "death_date", "upn_unknown")
PERSON = ("sex", "ethnicity", "birth_month", "expected_month", "death_month")
EPISODE = ("referral_date", "referral_source", "primary_need", "no_further_action", "close_date", "close_reason",
           "conference_date")  # fmt: skip
MODULES: Mapping[str, tuple[str, ...]] = {
    "cin_assessment": ("start_date", "internal_review_date", "authorised_date"),
    "cin_plan": ("start_date", "end_date"),
    "section_47": ("start_date", "conference_target", "conference_date", "conference_not_required"),
    "protection_plan": ("start_date", "end_date", "initial_category", "latest_category", "previous_plans"),
}
BELOW = {"cin_assessment": ("assessment_factor", "assessment", "code"),
         "protection_plan": ("protection_review", "plan", "review_date")}  # fmt: skip


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


ANY_DAY = st.dates(date(2015, 1, 1), date(2027, 12, 31))
UNTIL_THE_END, IN_THE_YEAR = st.dates(date(2015, 1, 1), END), st.dates(START, END)
FLAG, CODE = maybe(st.booleans()), maybe(st.sampled_from(["A1", "N0", "RC1", "<&>", "é"]))


def people(day: st.SearchStrategy[date], within: st.SearchStrategy[date]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Persons with all that is below them. `within` is for what must lie in the year to be told."""
    modules = {
        "cin_assessment": st.fixed_dictionaries(
            {"start_date": maybe(day), "internal_review_date": maybe(ANY_DAY), "authorised_date": maybe(within)}
        ),
        "cin_plan": st.fixed_dictionaries({"start_date": maybe(day), "end_date": maybe(within)}),
        "section_47": st.fixed_dictionaries(
            {"start_date": maybe(within), "conference_target": maybe(ANY_DAY), "conference_date": maybe(within),
             "conference_not_required": FLAG}
        ),
        "protection_plan": st.fixed_dictionaries(
            {"start_date": maybe(day), "end_date": maybe(within), "initial_category": CODE, "latest_category": CODE,
             "previous_plans": maybe(st.integers(0, 999_999_999))}
        ),
    }  # fmt: skip
    below = {"assessment_factor": maybe(st.sampled_from(["3B", "4B", "21"])), "protection_review": maybe(day)}

    def with_what_stands_below(module: str) -> st.SearchStrategy[dict[str, Any]]:
        if module not in BELOW:
            return modules[module]
        name, _, _ = BELOW[module]
        return st.tuples(modules[module], st.lists(below[name], max_size=3)).map(lambda pair: pair[0] | {name: pair[1]})

    episodes = st.fixed_dictionaries(
        {"referral_date": maybe(day), "referral_source": CODE, "primary_need": CODE, "no_further_action": FLAG,
         "close_date": maybe(within), "close_reason": CODE, "conference_date": maybe(within)}
        | {module: st.lists(with_what_stands_below(module), max_size=2) for module in modules}
    )  # fmt: skip
    person = st.fixed_dictionaries(
        {"sex": maybe(st.sampled_from("MFU")), "ethnicity": CODE, "upn_unknown": CODE, "birth_date": maybe(ANY_DAY),
         "expected_date": maybe(ANY_DAY), "death_date": maybe(UNTIL_THE_END),
         "disability": st.lists(maybe(st.sampled_from(["NONE", "AUT"])), max_size=2),
         "episodes": st.lists(episodes, min_size=1, max_size=2)}
    )  # fmt: skip
    return st.lists(person, max_size=8)  # making the expressions takes longer than asking them of more


def known_people(told: Iterable[Mapping[str, Any]]) -> Known:
    tables: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    identity, keys = [], count()
    for person in told:
        key = f"person {next(keys)}"
        months = {f"{name}_month": day and day.replace(day=1) for name in ("birth", "expected", "death")
                  for day in [person[f"{name}_date"]]}  # fmt: skip
        own = {name: person[name] for name in ("sex", "ethnicity")}
        tables["person"].append({"person": key} | own | months)
        identity.append({"person": key, "local_id": key} | {name: person[name] for name in WHO})
        tables["disability"] += [{"person": key, "code": code} for code in person["disability"]]
        for each in person["episodes"]:
            at = {"person": key, "episode": f"episode {next(keys)}"}
            tables["cin_episode"].append(at | {name: each[name] for name in EPISODE})
            for module, names in MODULES.items():
                for record in each[module]:
                    number = next(keys)
                    row = at | {name: record[name] for name in names}
                    if module in BELOW:
                        below, link, item = BELOW[module]
                        row[link] = f"record {number}"
                        tables[below] += [{link: row[link], item: value} for value in record[below]]
                    if module == "cin_assessment":
                        row["order"] = number
                    tables[module].append(row)
    made = {name: pa.Table.from_pylist(each, schema=TABLES[name].schema) for name, each in tables.items()}
    return Known(facts("an example", made), pa.Table.from_pylist(identity, schema=IDENTITY.schema))


def told_by(facts: Facts) -> list[Any]:
    """Facts without their keys: persons in their order, assessments in theirs, what else has no order sorted."""
    tables = {name: each.to_pylist() for name, each in facts.tables.items()}

    def below(module: str, row: Mapping[str, Any]) -> list[Any]:
        if module not in BELOW:
            return []
        name, link, item = BELOW[module]
        return sorted((each[item] for each in tables[name] if each[link] == row[link]), key=repr)

    def records(module: str, episode: str) -> list[Any]:
        found = sorted(
            (each for each in tables[module] if each["episode"] == episode), key=lambda each: each.get("order", 0)
        )
        told = [({name: each[name] for name in MODULES[module]}, below(module, each)) for each in found]
        return told if module == "cin_assessment" else sorted(told, key=repr)

    def episodes(person: str) -> list[Any]:
        found = [each for each in tables["cin_episode"] if each["person"] == person]
        told = [
            ({name: each[name] for name in EPISODE}, {module: records(module, each["episode"]) for module in MODULES})
            for each in found
        ]
        return sorted(told, key=repr)

    return [
        (
            {name: each[name] for name in PERSON},
            sorted((row["code"] for row in tables["disability"] if row["person"] == each["person"]), key=repr),
            episodes(each["person"]),
        )
        for each in tables["person"]
    ]


def written_and_read(columns: Columns) -> Columns:
    with tempfile.TemporaryDirectory() as folder:
        write(columns, SOURCE, Path(folder) / "census.xml")
        return columns_of(read(io.BytesIO((Path(folder) / "census.xml").read_bytes())))


def is_told_whole(person: Mapping[str, Any]) -> bool:
    """What the strategy cannot say: a referral without further action is of its own day; factors are of finished work."""
    return all(
        (not each["no_further_action"] or (each["close_date"] or each["referral_date"] or START) >= START)
        and all(not record["assessment_factor"] or record["authorised_date"] for record in each["cin_assessment"])
        for each in person["episodes"]
    )


SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@settings(max_examples=8, deadline=None, suppress_health_check=SLOW)
@given(people(UNTIL_THE_END, IN_THE_YEAR))
def test_facts_of_the_year_are_the_same_after_writing_and_reading(told: list[dict[str, Any]]) -> None:
    known = known_people(person for person in told if is_told_whole(person))
    found = columns_of_facts(known, year=2026)
    again = known_of(written_and_read(found.columns))
    assert told_by(again.facts) == told_by(known.facts)
    assert [again.identity[name].to_pylist() for name in WHO] == [known.identity[name].to_pylist() for name in WHO]
    assert found.left_out == ()


@settings(max_examples=8, deadline=None, suppress_health_check=SLOW)
@given(people(ANY_DAY, ANY_DAY), st.integers(2023, 2026))
def test_what_was_written_of_any_facts_is_written_again_the_same(told: list[dict[str, Any]], year: int) -> None:
    once = written_and_read(columns_of_facts(known_people(told), year=year).columns)
    again = columns_of_facts(known_of(once), year=year)
    assert {name: each.to_pylist() for name, each in again.columns.tables.items()} == {
        name: each.to_pylist() for name, each in once.tables.items()
    }
    assert again.left_out == ()
    late = date(year, 3, 31) + timedelta(days=1)
    dates = ("CINreferralDate", "CINclosureDate")
    assert [day for name in dates for day in once.tables["CINdetails"][name].to_pylist() if day and day >= late] == []
