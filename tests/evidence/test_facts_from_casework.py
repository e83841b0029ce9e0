"""Casework read as facts: everybody who was helped, as things stood on a day and at one moment."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db.models.functions import Lower

from hearth.casework.casefile.record_birth.action import record_birth
from hearth.casework.caseload.models import Allocation
from hearth.casework.family_help.models import Assessment, Episode, Factor
from hearth.casework.people.models import Family, FamilyMembership, Identifier, Person
from hearth.casework.people.opening import BROUGHT_IN
from hearth.casework.workbook.models import Plan
from hearth.evidence.facts.from_casework import read_in_this_transaction as read_casework
from hearth.evidence.facts.identity import IDENTITY, Known
from hearth.evidence.facts.tables import TABLES, Facts
from hearth.evidence.measures.hidden_harm.calculate import calculate
from hearth.evidence.measures.hidden_harm.definition import definition
from hearth.evidence.returns.cin_census.columns import columns_of
from hearth.evidence.returns.cin_census.example import Given, assessment, census, child, episode
from hearth.evidence.returns.cin_census.reader import read
from hearth.evidence.returns.cin_census.to_facts import facts_of
from hearth.foundation.staff.models import Grant, Team
from hearth.governance.bring_in_records.kept_files import keep_file
from hearth.governance.bring_in_records.models import Run
from hearth.governance.bring_in_records.run import read_run
from tests.cast import Cast

ON = date(2026, 11, 18)
RETURNS = Path(__file__).parents[3] / "shared" / "data" / "returns"


def rows(known: Known, table: str, *without: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = known.facts.tables[table].drop_columns(list(without)).to_pylist()
    return found


class Told:
    """Writes straight what the pages write, for the tables that facts read."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.by = cast.dee

    def person(self, number: int, **facts: Any) -> Person:
        return Person.objects.create(id=number, known_as="Robin", family_name="Marlow", recorded_by=self.by, **facts)

    def family(self, number: int, *members: Person, part: str = "child", since: date = date(2026, 1, 5)) -> Family:
        family = Family.objects.create(id=number, name="Marlow", recorded_by=self.by)
        for person in members:
            FamilyMembership.objects.create(family=family, person=person, part=part, starts_on=since)
        return family

    def episode(self, person: Person, family: Family | None, referred_on: date, **facts: Any) -> Episode:
        return Episode.objects.create(
            person=person, family=family, referred_on=referred_on, recorded_by=self.by, **facts
        )

    def assessment(self, referred_on: date, started_on: date, **facts: Any) -> Assessment:
        return Assessment.objects.create(referred_on=referred_on, started_on=started_on, started_by=self.by, **facts)

    def held(self, family: Family, team: Team, starts_on: date, ends_on: date | None = None) -> None:
        grant = Grant.objects.create(
            team=team,
            record=family.pk,
            kind="work",
            why="Held by the pod",
            given_by=self.by,
            starts_at="2026-01-01T00:00Z",
        )
        Allocation.objects.create(
            family=family, team=team, starts_on=starts_on, ends_on=ends_on, grant=grant, allocated_by=self.by
        )

    def plan(self, family: Family, made_on: date, **facts: Any) -> None:
        Plan.objects.create(
            family=family, made_on=made_on, worries="w", hopes="h", if_worse="i", review_on=made_on, ring_name="Dee",
            ring_phone="01632 960001", made_by=self.by, **facts,
        )  # fmt: skip


@pytest.fixture
def told(cast: Cast) -> Told:
    return Told(cast)


def okafor_reid(told: Told) -> None:
    """Two children and their mother, helped once before and now again; the younger is not yet born."""
    ada = told.person(1001, born_on=date(2016, 2, 14), sex="F", ethnicity="MWBC", disabilities=["HEAR", "AUT"])
    baby = told.person(1002, expected_on=date(2026, 12, 24))
    mother = told.person(1003, born_on=date(1990, 6, 1), sex="F")
    Identifier.objects.create(person=ada, kind="la_child", value="B77", issued_by="999")
    Identifier.objects.create(person=ada, kind="upn", value="D330000000017")
    family = told.family(1004, ada, baby)
    FamilyMembership.objects.create(family=family, person=mother, part="mother", starts_on=date(2026, 1, 5))
    told.episode(
        ada,
        family,
        date(2026, 1, 6),
        referral_source="1A",
        primary_need="N1",
        closed_on=date(2026, 3, 2),
        closure_reason="RC8",
    )
    told.episode(ada, family, date(2026, 9, 1), referral_source="3A", primary_need="N4")
    told.episode(baby, family, date(2026, 9, 21), referral_source="3A")
    Team.objects.filter(pk=told.cast.north_pod.pk).update(area="The north")
    told.held(family, told.cast.south_pod, date(2026, 1, 8), date(2026, 4, 1))
    told.held(family, told.cast.north_pod, date(2026, 9, 3))
    done = told.assessment(
        date(2026, 9, 1), date(2026, 9, 2), family=family, state="authorised", authorised_on=date(2026, 10, 1)
    )
    writing = told.assessment(date(2026, 11, 2), date(2026, 11, 2), family=family)
    for number, code in ((1001, "3B"), (1001, "4B"), (1002, "3C")):
        Factor.objects.create(assessment=done, child_id=number, code=code)
    Factor.objects.create(assessment=writing, child=ada, code="1B")
    told.plan(family, date(2026, 10, 5), superseded_at="2026-10-20T10:00Z")
    told.plan(family, date(2026, 10, 20))


def test_the_okafor_reids_are_exactly_these_rows(told: Told) -> None:
    okafor_reid(told)
    first, second, babys = Episode.objects.order_by("referred_on").values_list("pk", flat=True)
    done, writing = Assessment.objects.order_by("started_on").values_list("pk", flat=True)
    known = read_casework(on=ON)
    assert (known.facts.source, known.facts.numbers, known.facts.reaches) == (
        "Casework of Aldermere Council", "casework", ON)  # fmt: skip
    assert rows(known, "person") == [
        {
            "person": "1001",
            "sex": "F",
            "ethnicity": "MWBC",
            "birth_month": date(2016, 2, 1),
            "expected_month": None,
            "death_month": None,
            "area": "The north",
        },
        {
            "person": "1002",
            "sex": "U",
            "ethnicity": None,
            "birth_month": None,
            "expected_month": date(2026, 12, 1),
            "death_month": None,
            "area": "The north",
        },
    ]
    assert rows(known, "family") == [{"person": "1001", "family": "1004"}, {"person": "1002", "family": "1004"}]
    assert rows(known, "disability") == [{"person": "1001", "code": "AUT"}, {"person": "1001", "code": "HEAR"}]
    assert [tuple(row.values()) for row in rows(known, "cin_episode")] == [
        (str(first), "1001", date(2026, 1, 6), "1A", "N1", False, date(2026, 3, 2), "RC8", None, "South pod"),
        (str(second), "1001", date(2026, 9, 1), "3A", "N4", False, None, None, None, "North pod"),
        (str(babys), "1002", date(2026, 9, 21), "3A", None, False, None, None, None, "North pod"),
    ]
    assert [tuple(row.values()) for row in rows(known, "cin_assessment")] == [
        (f"{done}-1001", "1001", str(second), date(2026, 9, 2), None, date(2026, 10, 1), done),
        (f"{done}-1002", "1002", str(babys), date(2026, 9, 2), None, date(2026, 10, 1), done),
        (f"{writing}-1001", "1001", str(second), date(2026, 11, 2), None, None, writing),
        (f"{writing}-1002", "1002", str(babys), date(2026, 11, 2), None, None, writing),
    ]
    assert [tuple(row.values()) for row in rows(known, "assessment_factor")] == [
        (f"{done}-1001", "3B"), (f"{done}-1001", "4B"), (f"{done}-1002", "3C")]  # fmt: skip
    assert [tuple(row.values()) for row in rows(known, "cin_plan")] == [
        ("1001", str(second), date(2026, 10, 5), None), ("1002", str(babys), date(2026, 10, 5), None)]  # fmt: skip
    homeless = ("section_47", "protection_plan", "protection_review", "pre_proceedings")
    assert [known.facts.tables[name].num_rows for name in homeless] == [0, 0, 0, 0]
    assert [tuple(row.values()) for row in known.identity.to_pylist()] == [
        ("1001", "B77", "D330000000017", None, None, date(2016, 2, 14), None, None, 1001),
        ("1002", "1002", None, None, None, None, date(2026, 12, 24), None, 1002),
    ]


def test_every_table_has_its_shape_whatever_is_in_it(told: Told) -> None:
    empty = read_casework(on=ON)
    okafor_reid(told)
    for known in (empty, read_casework(on=ON)):
        assert {name: found.schema for name, found in known.facts.tables.items()} == {
            name: table.schema for name, table in TABLES.items()
        }
        assert known.identity.schema == IDENTITY.schema


def test_what_was_dated_later_had_not_happened(told: Told) -> None:
    okafor_reid(told)
    known = read_casework(on=date(2026, 2, 1))
    assert [(row["person"], row["close_date"], row["close_reason"], row["team"]) for row in rows(known, "cin_episode")] == [
        ("1001", None, None, "South pod")]  # fmt: skip
    assert (len(rows(known, "person")), rows(known, "cin_assessment"), rows(known, "cin_plan")) == (1, [], [])
    in_september = read_casework(on=date(2026, 9, 25))
    assert [row["authorised_date"] for row in rows(in_september, "cin_assessment")] == [None, None]
    assert rows(in_september, "assessment_factor") == []


def test_a_child_born_later_was_expected_and_of_no_sex_yet(told: Told) -> None:
    okafor_reid(told)
    baby = Person.objects.get(pk=1002)
    record_birth(child=baby, born_on=date(2026, 12, 20), known_as="Joss", family_name="Reid", sex="M", by=told.cast.dee)
    before, after = read_casework(on=date(2026, 12, 19)), read_casework(on=date(2026, 12, 20))
    names = ("sex", "birth_month", "expected_month")
    assert [[rows(known, "person")[1][name] for name in names] for known in (before, after)] == [
        ["U", None, date(2026, 12, 1)], ["M", date(2026, 12, 1), None]]  # fmt: skip
    assert [
        (known.identity["birth_date"][1].as_py(), known.identity["expected_date"][1].as_py())
        for known in (before, after)
    ] == [(None, date(2026, 12, 24)), (date(2026, 12, 20), None)]


def test_the_day_of_a_death_is_told_with_who_it_was_and_the_month_with_the_facts(told: Told) -> None:
    okafor_reid(told)
    Person.objects.filter(pk=1001).update(died_on=date(2026, 11, 17))
    before, after = read_casework(on=date(2026, 11, 16)), read_casework(on=date(2026, 11, 17))
    assert [known.facts.tables["person"]["death_month"][0].as_py() for known in (before, after)] == [
        None, date(2026, 11, 1)]  # fmt: skip
    assert [known.identity["death_date"][0].as_py() for known in (before, after)] == [None, date(2026, 11, 17)]


def test_why_there_is_no_pupil_number_is_told(told: Told) -> None:
    okafor_reid(told)
    Person.objects.filter(pk=1002).update(upn_unknown="UN1")
    assert read_casework(on=ON).identity["upn_unknown"].to_pylist() == [None, "UN1"]


def test_a_team_that_let_the_family_go_before_is_not_its_team(told: Told) -> None:
    okafor_reid(told)
    Allocation.objects.filter(team=told.cast.north_pod).update(ends_on=date(2026, 11, 1), why_ended="Moved")
    assert [row["team"] for row in rows(read_casework(on=ON), "cin_episode")] == ["South pod", None, None]


def test_a_child_brought_in_is_of_the_pod_that_was_to_hold_them_until_somebody_allocates(told: Told) -> None:
    okafor_reid(told)
    Team.objects.filter(pk__in=[told.cast.north_pod.pk, told.cast.south_pod.pk]).update(area=Lower("name"))
    evidence = Team.objects.create(name="Records brought in", kind="evidence", organisation=told.cast.council)
    given = {"why": BROUGHT_IN, "given_by": told.by, "kind": "work"}
    for number, days in ((1101, 0), (1102, 1)):
        told.episode(told.person(number, born_on=date(2018, 1, 1)), None, date(2025, 6, 2))
        for team in (evidence, told.cast.south_pod):
            at = datetime.combine(ON + timedelta(days=days), time(9), UTC)
            Grant.objects.create(record=number, team=team, starts_at=at, **given)
    Grant.objects.create(record=1001, team=told.cast.south_pod, starts_at="2026-01-01T00:00Z", **given)
    known = read_casework(on=ON)
    areas = {row["person"]: row["area"] for row in rows(known, "person")}
    assert {number: areas[number] for number in ("1001", "1101", "1102")} == {
        "1001": "north pod",
        "1101": "south pod",
        "1102": None,
    }
    assert [row["team"] for row in rows(known, "cin_episode") if row["person"] in ("1101", "1102")] == [
        "South pod",
        None,
    ]


def test_a_child_brought_in_for_several_pods_is_always_of_the_same(told: Told) -> None:
    pods = sorted([told.cast.north_pod, told.cast.south_pod], key=lambda pod: pod.pk)
    given = {"why": BROUGHT_IN, "given_by": told.by, "kind": "work", "starts_at": "2026-01-01T00:00Z"}
    for number, order in ((1101, pods), (1102, pods[::-1])):
        told.episode(told.person(number, born_on=date(2018, 1, 1)), None, date(2025, 6, 2))
        for team in order:
            Grant.objects.create(record=number, team=team, **given)
    assert [row["team"] for row in rows(read_casework(on=ON), "cin_episode")] == [pods[0].name] * 2


@pytest.mark.parametrize(
    ("numbers", "local_id"),
    [
        ([], "1001"),
        ([(1001, "B77", "999")], "B77"),
        ([(1001, "B77", "201")], "1001"),
        ([(1001, "B77", "201"), (1001, "C88", "")], "C88"),
        ([(1001, "C88", ""), (1001, "B77", "999")], "B77"),
        ([(1003, "1001", "999")], "H1001"),
        ([(1003, "1001", "201")], "1001"),
    ],
    ids=["none", "ours", "another council's", "whose is not said", "ours before others", "another child's", "not ours"],
)
def test_the_number_that_the_council_knows_a_child_by(
    told: Told, numbers: list[tuple[int, str, str]], local_id: str
) -> None:
    okafor_reid(told)
    Identifier.objects.filter(kind="la_child").delete()
    for person, value, issued_by in numbers:
        Identifier.objects.create(person_id=person, kind="la_child", value=value, issued_by=issued_by)
    assert read_casework(on=ON).identity["local_id"].to_pylist()[0] == local_id


def test_text_that_looks_like_something_else_stays_text(told: Told) -> None:
    team = Team.objects.create(name='Pod "t", north\nand south', kind="pod", organisation=told.cast.council)
    family = told.family(1004, person := told.person(1001, ethnicity="NULL"))
    told.episode(person, family, date(2026, 9, 1), referral_source="10", primary_need="t")
    told.held(family, team, date(2026, 9, 1))
    known = read_casework(on=ON)
    assert rows(known, "person")[0]["ethnicity"] == "NULL"
    found = rows(known, "cin_episode")[0]
    assert (found["referral_source"], found["primary_need"], found["team"]) == ("10", "t", 'Pod "t", north\nand south')


@pytest.fixture
def as_brought_in(told: Told, settings: Any, tmp_path: Path) -> Any:
    """Bring a return in as the command does, and read it back."""
    settings.MEDIA_ROOT = tmp_path

    def brought(content: bytes, code: str) -> Known:
        settings.COUNCIL = replace(settings.COUNCIL, code=code)
        sha256, size = keep_file([content])
        run = Run.objects.create(file_name="census.xml", sha256=sha256, size=size, brought_by=told.cast.stu)
        assert read_run(run, by=told.cast.stu, on=ON).state == Run.State.READ
        return read_casework(on=ON)

    return brought


def by_number(facts: Facts, numbers: dict[str, str]) -> dict[str, Counter[tuple[Any, ...]]]:
    """Rows by the council's number, without the keys that each way gives of its own, and what casework has no home for."""
    keys = {"episode", "assessment", "order", "team", "person", "conference_date", "internal_review_date"}
    episodes = {row["episode"]: row["referral_date"] for row in facts.tables["cin_episode"].to_pylist()}
    of = {
        row["assessment"]: (numbers[row["person"]], row["start_date"])
        for row in facts.tables["cin_assessment"].to_pylist()
    }
    found: dict[str, Counter[tuple[Any, ...]]] = {}
    for name in ("person", "disability", "cin_episode", "cin_assessment"):
        found[name] = Counter(
            (numbers[row["person"]], episodes.get(row.get("episode")), *(v for k, v in row.items() if k not in keys))
            for row in facts.tables[name].to_pylist()
        )
    found["assessment_factor"] = Counter(
        (*of[row["assessment"]], row["code"]) for row in facts.tables["assessment_factor"].to_pylist()
    )
    return found


def both_ways(content: bytes, brought: Any, code: str) -> tuple[Facts, dict[str, str], Facts, dict[str, str]]:
    columns = columns_of(read(BytesIO(content)))
    known = brought(content, code)
    straight = {str(row["row"]): row["LAchildID"] for row in columns.tables["ChildIdentifiers"].to_pylist()}
    inside = dict(zip(known.identity["person"].to_pylist(), known.identity["local_id"].to_pylist(), strict=True))
    return facts_of(columns, "x"), straight, known.facts, inside


def test_a_return_brought_in_gives_the_facts_that_it_gives_straight(as_brought_in: Any) -> None:
    def one(number: str, *episodes: Given) -> Given:
        return child(*episodes, LAchildID=number, UPN=None)

    first = assessment("3B", "4B", AssessmentActualStartDate="2024-01-10", AssessmentAuthorisationDate="2024-02-20")
    second = assessment("2B", AssessmentActualStartDate="2025-08-01", AssessmentAuthorisationDate="2025-09-01")
    earlier = episode(
        CINreferralDate="2024-01-08", CINclosureDate="2024-06-01", ReasonForClosure="RC8", Assessments=[first]
    )
    later = episode(Assessments=[assessment("1C"), second])
    content = census(one("A1", earlier, later), one("A2", episode(ReferralNFA="1")), one("A3", later)).getvalue()
    straight, places, inside, numbers = both_ways(content, as_brought_in, "999")
    assert by_number(inside, numbers) == by_number(straight, places)
    told = [calculate(each, definition(), on=date(2025, 9, 30)).combinations for each in (inside, straight)]
    assert told[0] == told[1] != {}


def sample(name: str) -> bytes:
    file = RETURNS / name
    if not file.exists():
        pytest.skip("the sample returns are not beside the project")
    return file.read_bytes()


def test_of_a_sample_only_what_is_still_to_come_and_what_stands_twice_is_left_out(as_brought_in: Any) -> None:
    straight, places, inside, numbers = both_ways(sample("fake_CIN_data.xml"), as_brought_in, "975")
    told, given = by_number(inside, numbers), by_number(straight, places)
    assert {name: told[name] - given[name] for name in told} == {name: Counter() for name in told}
    to_come = {number for number, day, *_ in given["cin_episode"] - told["cin_episode"]}
    assert {number for number, *_ in given["person"] - told["person"]} == to_come
    assert {row[0] for row in set(given["disability"]) - set(told["disability"])} <= to_come
    assert (len(places), len(numbers), given["assessment_factor"]) == (332, 330, told["assessment_factor"])


def test_hidden_harm_is_the_same_from_casework_as_from_the_return(as_brought_in: Any) -> None:
    head, *children = sample("hidden_harm_3735.xml").split(b"<Child>")
    some = b"<Child>".join([head, *children[:400], children[-1]])
    straight, _, inside, _ = both_ways(some, as_brought_in, "999")
    told = [calculate(each, definition(), on=date(2019, 8, 31)) for each in (inside, straight)]
    assert told[0].combinations == told[1].combinations
    assert (told[0].n, told[0].not_recorded) == (told[1].n, told[1].not_recorded)
    assert (told[0].n > 200, len(told[0].combinations) > 8) == (True, True)
