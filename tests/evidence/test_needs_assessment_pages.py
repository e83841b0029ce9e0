"""The needs assessment on its pages: who sees what, what is told of a real return, and what bad addresses are told."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from hearth.evidence.facts.snapshot import Manifest, take
from hearth.evidence.facts.tables import CASEWORK, RETURN
from hearth.evidence.measures import counted, kept_snapshots
from hearth.evidence.measures.conftest import weigh_and_publish
from hearth.evidence.measures.national import kept as national
from hearth.evidence.returns.cin_census.columns import columns_of
from hearth.evidence.returns.cin_census.example import Given, assessment, census, child, episode
from hearth.evidence.returns.cin_census.reader import read
from hearth.evidence.returns.cin_census.to_facts import facts_of
from hearth.foundation.audit.models import Event
from hearth.foundation.staff.models import Worker
from tests.cast import Cast

SignedIn = Callable[[Worker], Client]
TakeSnapshot = Callable[..., Manifest]
ON = date(2025, 9, 30)
LIST, SEE, EXACT = "/needs-assessment/", "/needs-assessment/see-hidden-harm/", "/needs-assessment/see-exact-counts/"
DOWNLOAD, DOWNLOAD_EXACT = "/needs-assessment/download-hidden-harm/", "/needs-assessment/download-exact-counts/"
COMPARE = "/needs-assessment/compare-snapshots/"
SHARED = Path(__file__).parents[3] / "shared" / "data"
KEY = b"of this test alone, 32 bytes long"


def children(*kinds: tuple[tuple[str, ...], int]) -> list[Given]:
    return [
        child(
            episode(Assessments=[assessment(*factors)] if factors else []),
            LAchildID=f"A{'-'.join(factors)}-{number}", UPN=None, Sex="FM"[number % 2],
        )
        for factors, many in kinds
        for number in range(many)
    ]  # fmt: skip


SOME = children((("3B",), 30), (("3B", "4B"), 3), (("21",), 20), ((), 9))


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.SNAPSHOTS_FOLDER, settings.NATIONAL_FOLDER = tmp_path / "snapshots", tmp_path / "national"
    monkeypatch.setattr(counted, "_kept", {})
    return tmp_path


@pytest.fixture
def take_snapshot(own_folders: Path) -> TakeSnapshot:
    def taken(*given: Given, on: date = ON, source: str = "CIN census, an example", authority: str = "999") -> Manifest:
        known = facts_of(columns_of(read(census(*given, authority=authority))), source)
        return take(known, folder=own_folders / "snapshots", taken_on=on, key=KEY)

    return taken


@pytest.fixture
def published(cast: Cast, take_snapshot: TakeSnapshot) -> TakeSnapshot:
    """A snapshot that is published, so that everybody who reads figures sees them."""

    def taken(*given: Given, **more: Any) -> Manifest:
        manifest = take_snapshot(*given, **more)
        weigh_and_publish(manifest=manifest, by=cast.stu)
        return manifest

    return taken


def words(answer: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def cells(answer: HttpResponse, table: str) -> list[list[str]]:
    """The rows of a table on the page, as words."""
    found = re.search(rf'<table [^>]*id="{table}">.*?<tbody[^>]*>(.*?)</tbody>', answer.content.decode(), re.DOTALL)
    assert found is not None, f"there is no table {table}"
    return [
        [
            " ".join(re.sub(r"<[^>]+>", " ", cell).split())
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        ]
        for row in re.findall(r"<tr.*?</tr>", found[1], re.DOTALL)
    ]


def of(manifest: Manifest, more: str = "") -> str:
    return f"?snapshot={manifest.id}{more}"


# --- Who sees what ----------------------------------------------------------------------------------------------------


def test_a_steward_is_led_to_the_exact_counts_and_may_switch(
    cast: Cast, signed_in: SignedIn, take_snapshot: TakeSnapshot
) -> None:
    client, taken = signed_in(cast.stu), take_snapshot(*SOME)
    led = client.get(SEE + of(taken))
    assert (led.status_code, led["location"]) == (302, EXACT + of(taken))
    exact = client.get(led["location"])
    assert "For your own eyes: small numbers are shown. Not for publishing." in words(exact)
    assert cells(exact, "combinations")[-1] == ["Domestic abuse; Mental health of an adult", "3"]
    switch = re.search(r'href="([^"]*as=published)"', exact.content.decode())
    assert switch is not None
    published = client.get(switch[1].replace("&amp;", "&"))
    assert (published.status_code, "As published: small numbers are kept back." in words(published)) == (200, True)
    assert cells(published, "combinations")[-1] == ["Domestic abuse; Mental health of an adult", "kept back"]


@pytest.mark.parametrize("who", ["lin", "mo", "guy"])
def test_those_who_read_figures_see_what_is_published_alone(
    cast: Cast, signed_in: SignedIn, published: TakeSnapshot, who: str
) -> None:
    client, taken = signed_in(getattr(cast, who)), published(*SOME)
    page = client.get(SEE + of(taken))
    assert page.status_code == 200
    assert cells(page, "combinations")[-1] == ["Domestic abuse; Mental health of an adult", "kept back"]
    assert EXACT not in page.content.decode()
    closed = [EXACT, DOWNLOAD_EXACT, COMPARE]
    assert [client.get(each + of(taken)).status_code for each in closed] == [403, 403, 403]


@pytest.mark.parametrize("who", ["dee", "sam", "tess", "ada", "fay"])
def test_nobody_else_sees_any(cast: Cast, signed_in: SignedIn, take_snapshot: TakeSnapshot, who: str) -> None:
    client, taken = signed_in(getattr(cast, who)), take_snapshot(*SOME)
    every = [LIST, SEE, DOWNLOAD, EXACT, DOWNLOAD_EXACT, COMPARE]
    assert [client.get(each + of(taken)).status_code for each in every] == [403] * 6


def test_no_published_page_or_file_holds_a_small_count(
    cast: Cast, signed_in: SignedIn, published: TakeSnapshot
) -> None:
    client, taken = signed_in(cast.lin), published(*SOME)
    page = client.get(SEE + of(taken))
    tables = ["combinations", "factors", "exactly", *(f"by-{number}" for number in range(1, 7))]
    shown = [cell for table in tables for row in cells(page, table) for cell in row[1:]]
    small = [cell for cell in shown if (found := re.match(r"(\d+)( \(|$)", cell)) and 0 < int(found[1]) < 6]
    assert (len(shown) > 60, small) == (True, [])
    drawn = re.findall(r'data-count="(\d+)"', page.content.decode())
    assert [count for count in drawn if 0 < int(count) < 6] == []
    file = client.get(DOWNLOAD + of(taken, "&as=csv")).content.decode("utf-8-sig")
    counts = [int(row["count"]) for row in csv.DictReader(io.StringIO(file)) if row["count"]]
    assert (len(counts) > 30, [count for count in counts if 0 < count < 6]) == (True, [])


def test_who_sees_what_is_published_alone_is_told_one_set_whatever_they_ask(
    cast: Cast, signed_in: SignedIn, published: TakeSnapshot
) -> None:
    """Two sets of the same children, cut otherwise, could be set beside each other."""
    client, taken = signed_in(cast.lin), published(*SOME)
    asked = DOWNLOAD + of(taken, "&as=csv")
    one = client.get(asked).content
    for otherwise in ("&on=2025-09-29", "&by=age", "&cohort=assessed", "&unit=assessment", "&one=on"):
        assert client.get(asked + otherwise).content == one


def test_each_look_is_written_down(cast: Cast, signed_in: SignedIn, published: TakeSnapshot) -> None:
    taken = published(*SOME)
    signed_in(cast.lin).get(SEE + of(taken))
    signed_in(cast.stu).get(DOWNLOAD_EXACT + of(taken, "&on=2025-09-30&by=sex&as=csv"))
    asked = f"snapshot={taken.id}&on=2025-09-30&cohort=in_need&unit=child"
    assert list(Event.objects.filter(kind="act").order_by("pk").values_list("name", "worker", "record", "details")) == [
        ("measures.publish_figures", cast.stu.pk, None, {"snapshot": taken.id}),
        ("measures.see_hidden_harm", cast.lin.pk, None, {"figures": f"{asked}&by=age&by=sex&by=ethnicity"}),
        ("measures.download_exact_counts", cast.stu.pk, None, {"figures": f"{asked}&by=sex"}),
    ]


# --- What is told -----------------------------------------------------------------------------------------------------


def test_the_question_is_answered_first_and_its_definition_stands_with_it(
    cast: Cast, signed_in: SignedIn, take_snapshot: TakeSnapshot
) -> None:
    taken = take_snapshot(*SOME)
    page = signed_in(cast.stu).get(EXACT + of(taken))
    said = words(page)
    assert (
        "Of 62 children in need on 30 September 2025, 53% live with at least one of four harms: domestic abuse (53%), mental "
        "health of an adult (5%), drug misuse by an adult (0%) and alcohol misuse by an adult (0%). Together: 3 with two, 0 "
        "with three, 0 with four of them." in said
    )
    assert said.index("Of 62 children") < said.index("Which of them, and which together")
    assert (
        f"Every figure: Children living with hidden harm, version 1. Source: CIN census, an example; {taken.name}."
        in said
    )
    assert cells(page, "factors")[0] == ["Domestic abuse", "33", "53.2%", "41.0% to 65.1%"]
    assert cells(page, "exactly")[-2:] == [
        ["Not recorded: no finished assessment that lists what was found", "9", "14.5%", "7.8% to 25.3%"],
        ["All children", "62", "", ""],
    ]


def test_much_that_is_not_recorded_is_an_alarm(cast: Cast, signed_in: SignedIn, take_snapshot: TakeSnapshot) -> None:
    says = "Nothing is recorded for"
    alarm = f"Warning</span>\n      {says}"
    few, many = take_snapshot(*SOME[:-8]), take_snapshot(*SOME)
    client = signed_in(cast.stu)
    shown = [re.sub(r"\s+", " ", client.get(EXACT + of(each)).content.decode()) for each in (few, many)]
    alarm = re.sub(r"\s+", " ", alarm)
    assert [(says in page, alarm in page) for page in shown] == [(True, False), (True, True)]


def test_a_return_without_assessments_is_not_one_without_harm(
    cast: Cast, signed_in: SignedIn, take_snapshot: TakeSnapshot
) -> None:
    page = words(signed_in(cast.stu).get(EXACT + of(take_snapshot(*children(((), 12))))))
    assert "It does not mean that they live with none of it" in page


def test_another_question_is_asked_in_the_address(cast: Cast, signed_in: SignedIn, take_snapshot: TakeSnapshot) -> None:
    client, taken = signed_in(cast.stu), take_snapshot(*SOME)
    asked = of(taken, "&on=2025-09-30&cohort=assessed&since=2025-01-01&unit=assessment&one=on&by=sex")
    said = words(client.get(EXACT + asked))
    assert "Of 62 assessments" not in said
    assert "assessments finished from 1 January 2025 to 30 September 2025" in said
    assert "drug or alcohol misuse by an adult" in said
    boxes = of(taken, "&on-day=29&on-month=9&on-year=2025")
    assert "children in need on 29 September 2025" in words(client.get(EXACT + boxes))


def test_over_time_is_drawn_where_it_may_be(cast: Cast, signed_in: SignedIn, published: TakeSnapshot) -> None:
    before, now = published(*SOME[:40], on=date(2025, 9, 1)), published(*SOME)
    client = signed_in(cast.stu)
    joined = client.get(EXACT + of(now, f"&on=2025-09-30&earlier={before.id}"))
    assert cells(joined, "over-time-table")[0] == ["Domestic abuse", "33 of 40 (82%)", "33 of 62 (53%)"]
    assert joined.content.decode().count("<polyline") == 5
    of_another_length = client.get(EXACT + of(now, f"&cohort=assessed&since=2025-09-29&earlier={before.id}"))
    assert of_another_length.status_code == 200
    not_before = client.get(EXACT + of(now, f"&on=2025-08-31&earlier={before.id}"))
    assert "Choose snapshots of days before 31 August 2025, the day that is counted" in words(not_before)
    told = signed_in(cast.lin).get(SEE + of(now, f"&earlier={before.id}"))
    assert cells(told, "over-time-table")[0] == ["Domestic abuse", "33 of 40 (82%)", "33 of 62 (53%)"]


def test_without_published_tables_the_page_says_how_to_load_them(
    cast: Cast, signed_in: SignedIn, published: TakeSnapshot
) -> None:
    said = words(signed_in(cast.lin).get(SEE + of(published(*SOME))))
    assert "No table of factors is loaded: load one with the command “hearth national load DIR”." in said


@pytest.mark.skipif(not (SHARED / "national").is_dir(), reason="the published tables are not beside this project")
def test_beside_england_the_region_and_neighbours(
    cast: Cast, signed_in: SignedIn, published: TakeSnapshot, settings: Any
) -> None:
    settings.COUNCIL = replace(settings.COUNCIL, code="933")
    taken = published(*SOME, authority="933")
    national.load(SHARED / "national", settings.NATIONAL_FOLDER, at=datetime.now(UTC))
    page = signed_in(cast.lin).get(SEE + of(taken))
    rows = cells(page, "comparison")
    assert [row[0].split(" (")[1][:2] for row in rows] == ["3A", "3B", "3C", "4B", "4C", "2B", "2C", "1B", "1C"]
    assert rows[1][1:3] == ["33 (100.0%)", "31.7%"]
    assert "The region is South West, as published for Somerset." in words(page)
    assert "The published unit is the episode with its assessment, not the child" in words(page)
    # Of a factor, two codes are kept back or none: one alone could nearly be worked out from the children.
    assert [row[1] for row in rows[3:5]] == ["kept back", "kept back"]
    exact = cells(signed_in(cast.stu).get(EXACT + of(kept_snapshots.kept()[0])), "comparison")
    assert [row[1] for row in exact[3:5]] == ["3 (9.1%)", "0 (0.0%)"]
    # Of a year in which nothing was found out, nought would say that they live with none of it.
    before = signed_in(cast.stu).get(EXACT + of(kept_snapshots.kept()[0], "&on=2025-03-31"))
    assert {row[1] for row in cells(before, "comparison")} == {"not known"}
    assert "no assessment with a factor was finished in the year" in words(before)


# --- The list, and two of it ------------------------------------------------------------------------------------------


def test_an_empty_list_says_what_to_do(cast: Cast, signed_in: SignedIn) -> None:
    steward, analyst = (words(signed_in(who).get(LIST)) for who in (cast.stu, cast.lin))
    assert ("Check a census file" in steward, "Check a census file" in analyst) == (True, False)
    assert ["hearth facts snapshot" in page for page in (steward, analyst)] == [True, False]
    assert "No figures are published yet" in analyst
    assert "No figures are published yet" in words(signed_in(cast.lin).get(SEE))
    file = signed_in(cast.lin).get(DOWNLOAD + "?as=pdf")
    assert (file.status_code, file["location"]) == (302, LIST)


def test_the_list_is_newest_first_and_leads_on(cast: Cast, signed_in: SignedIn, take_snapshot: TakeSnapshot) -> None:
    first, second = take_snapshot(*SOME, on=date(2025, 3, 31)), take_snapshot(*SOME)
    page = signed_in(cast.stu).get(LIST)
    assert [(row[1], row[2], row[-1]) for row in cells(page, "snapshots")] == [
        ("CIN census, an example", "62", second.id), ("CIN census, an example", "62", first.id)]  # fmt: skip
    html = page.content.decode()
    assert [f"{SEE}?snapshot={each.id}" in html for each in (first, second)] == [True, True]


def test_two_snapshots_are_compared_table_by_table(
    cast: Cast, signed_in: SignedIn, take_snapshot: TakeSnapshot
) -> None:
    first, second = take_snapshot(*SOME[:10], on=date(2025, 3, 31)), take_snapshot(*SOME[1:12])
    client = signed_in(cast.stu)
    compared = client.get(f"{COMPARE}?first={first.id}&second={second.id}")
    rows = {row[0]: row[1:] for row in cells(compared, "compared")}
    counted_here = [int(number) for number in rows["Children"]]
    assert (
        counted_here[0] + counted_here[2] + counted_here[3],
        counted_here[1] + counted_here[2] + counted_here[3],
    ) == (10, 11)
    same = words(client.get(f"{COMPARE}?first={first.id}&second={first.id}"))
    assert "Choose two different snapshots" in same
    assert "Choose one of those offered" in words(client.get(f"{COMPARE}?first=nope&second={first.id}"))
    assert "Choose the second snapshot" in words(client.get(f"{COMPARE}?first={first.id}"))


def test_two_that_have_nobody_in_common_are_not_compared_but_said_to_be_so(
    cast: Cast, signed_in: SignedIn, take_snapshot: TakeSnapshot, own_folders: Path
) -> None:
    """Nor are they offered as the two to compare: the newest is, with the newest that is like it."""
    alike = take_snapshot(*SOME[:10], on=date(2025, 3, 31))
    known = facts_of(columns_of(read(census(*SOME))), "another key")
    other = take(known, folder=own_folders / "snapshots", taken_on=date(2025, 6, 30), key=KEY[::-1])
    newest = take_snapshot(*SOME[1:12])
    client = signed_in(cast.stu)
    offered = re.findall(r'name="(first|second)"[^>]* value="([^"]*)" checked', client.get(COMPARE).content.decode())
    assert offered == [("first", alike.id), ("second", newest.id)]
    answer = client.get(f"{COMPARE}?first={alike.id}&second={other.id}")
    assert (answer.status_code, "taken under different keys" in words(answer)) == (200, True)


def test_two_that_may_be_compared_are_offered_or_none(cast: Cast, signed_in: SignedIn, own_folders: Path) -> None:
    """Neither casework with a return, nor the returns of two authorities, however new."""
    known = facts_of(columns_of(read(census(*SOME))), "an example")

    def kept(on: date, numbers: str, authority: str) -> str:
        of = replace(known, numbers=numbers, authority=authority, reaches=on)
        return take(of, folder=own_folders / "snapshots", taken_on=on, key=KEY).id

    def offered() -> list[tuple[str, str]]:
        html = signed_in(cast.stu).get(COMPARE).content.decode()
        return re.findall(r'name="(first|second)"[^>]* value="([^"]*)" checked', html)

    older = kept(date(2025, 3, 31), RETURN, "999")
    kept(date(2025, 6, 30), CASEWORK, "")
    assert offered() == []
    newer = kept(date(2025, 9, 30), RETURN, "999")
    other = kept(date(2025, 12, 31), RETURN, "933")
    assert offered() == [("first", older), ("second", newer)]
    answer = signed_in(cast.stu).get(f"{COMPARE}?first={newer}&second={other}")
    assert (answer.status_code, "of the returns of two authorities" in words(answer)) == (200, True)


@pytest.mark.skipif(not (SHARED / "national").is_dir(), reason="the published tables are not beside this project")
def test_a_day_after_which_no_year_can_be_is_told_without_others(
    cast: Cast, signed_in: SignedIn, take_snapshot: TakeSnapshot, settings: Any
) -> None:
    national.load(SHARED / "national", settings.NATIONAL_FOLDER, at=datetime.now(UTC))
    answer = signed_in(cast.stu).get(f"{EXACT}{of(take_snapshot(*SOME), '&on=9999-12-31')}")
    assert (answer.status_code, "none is of a year that ends after 9999" in words(answer)) == (200, True)
    of_a_year = signed_in(cast.stu).get(f"{EXACT}{of(kept_snapshots.kept()[0], '&on=9999-12-31&cohort=assessed')}")
    assert of_a_year.status_code == 200


# --- What is taken away -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "address", "state"),
    [("lin", DOWNLOAD, "small-numbers-kept-back"), ("stu", DOWNLOAD_EXACT, "not-for-publishing")],
)
def test_files_say_in_their_name_whether_they_may_leave(
    cast: Cast, signed_in: SignedIn, published: TakeSnapshot, who: str, address: str, state: str
) -> None:
    client, taken = signed_in(getattr(cast, who)), published(*SOME)
    for form in ("pdf", "xlsx", "csv"):
        answer = client.get(address + of(taken, f"&as={form}"))
        assert (answer.status_code, answer["content-disposition"]) == (
            200,
            f'attachment; filename="hidden-harm-2025-09-30-{taken.id}-{state}.{form}"',
        )
        if form == "pdf":
            read_back = " ".join(
                " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split()
            )
        elif form == "xlsx":
            book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
            read_back = str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])
        else:
            read_back = answer.content.decode("utf-8-sig")
        assert taken.id in read_back
    assert "Choose PDF, XLSX or CSV." in words(client.get(address + of(taken, "&as=doc")))


# --- Bad addresses ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("&on=2025-02-31", "There is no 31 February 2025"),
        ("&on=soon", "The date must include"),
        ("&on=2025-xx-01", "Enter a real date"),
        ("&on=0001-01-01", "is too long ago"),
        ("&cohort=everybody", "Choose one of those offered"),
        ("&unit=family", "these facts hold no families. A census knows no families"),
        ("&by=team", "these facts can be told by nothing else"),
        ("&cohort=assessed&since=2025-10-01", "The period must begin before the day on which it ends"),
        ("&earlier=nope", "Choose from the snapshots offered"),
    ],
)
def test_what_cannot_be_asked_is_said_beside_the_question(
    cast: Cast, signed_in: SignedIn, take_snapshot: TakeSnapshot, more: str, says: str
) -> None:
    client, taken = signed_in(cast.stu), take_snapshot(*SOME)
    page = client.get(EXACT + of(taken, more))
    assert (page.status_code, says in words(page), "Of 62 children" in words(page)) == (200, True, False)
    file = client.get(DOWNLOAD_EXACT + of(taken, f"{more}&as=csv"))
    assert (file.status_code, says in words(file)) == (409, True)


def test_an_unknown_or_tampered_snapshot_is_refused_in_words(
    cast: Cast, signed_in: SignedIn, take_snapshot: TakeSnapshot, own_folders: Path
) -> None:
    client, taken = signed_in(cast.stu), take_snapshot(*SOME)
    client.get(EXACT + of(taken))  # what was counted before is not told of what was changed since
    for unknown in ("nope", "2025-09-30-000000000000", "../../etc/passwd"):
        answer = client.get(f"{EXACT}?snapshot={unknown}")
        assert (
            answer.status_code,
            "There is no such snapshot, or it was changed since it was taken." in words(answer),
        ) == (
            409,
            True,
        )
    file = own_folders / "snapshots" / taken.id / "person.parquet"
    file.chmod(0o600)
    file.write_bytes(file.read_bytes() + b"x")
    answer = client.get(EXACT + of(taken))
    assert answer.status_code == 409
    assert f"person.parquet of snapshot {taken.id} was changed since it was taken. No figure is made from it." in words(
        answer
    )
    assert str(own_folders) not in answer.content.decode()
    (own_folders / "snapshots" / taken.id / "manifest.json").chmod(0o600)
    (own_folders / "snapshots" / taken.id / "manifest.json").write_text("{}")
    assert "was changed since. No figure is made from it." in words(client.get(LIST))


# --- Known answers ----------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not (SHARED / "returns").is_dir(), reason="the sample returns are not beside this project")
def test_the_invented_council_of_3735_children(cast: Cast, signed_in: SignedIn, own_folders: Path) -> None:
    file = SHARED / "returns" / "hidden_harm_3735.xml"
    true = json.loads(file.with_suffix(".json").read_text())
    with file.open("rb") as given:
        known = facts_of(columns_of(read(given)), f"CIN census, {file.name}")
    taken = take(known, folder=own_folders / "snapshots", taken_on=date(2020, 3, 31), key=KEY)
    page = signed_in(cast.stu).get(EXACT + of(taken, f"&on={true['on']}&by=sex"))
    assert (
        "Of 3,735 children in need on 31 August 2019, 70% live with at least one of four harms: domestic abuse (41%)"
        in words(page)
    )
    factors = ("domestic_abuse", "adult_mental_health", "adult_drugs", "adult_alcohol", "at_least_one")
    assert [row[1] for row in cells(page, "factors")] == [f"{true[name]:,}" for name in factors]
    assert [row[1] for row in cells(page, "exactly")] == [
        *(f"{true['exactly'][many]:,}" for many in "1234"),
        f"{true['none_of_the_four']:,}",
        f"{true['not_recorded']:,}",
        f"{true['children_in_need']:,}",
    ]
    letters = dict(zip("DMRA", factors[:4], strict=True))
    wanted = {"+".join(letters[one] for one in name): count for name, count in true["combinations"].items()}
    drawn = dict(re.findall(r'data-combination="([^"]*)" data-count="(\d+)"', page.content.decode()))
    assert {name: int(count) for name, count in drawn.items()} == wanted | {"": true["none_of_the_four"]}


def test_the_page_and_its_form_say_how_far_the_facts_reach(
    cast: Cast, signed_in: SignedIn, take_snapshot: TakeSnapshot
) -> None:
    client, taken = signed_in(cast.stu), take_snapshot(*SOME)
    pages = [words(client.get(EXACT + of(taken, f"&on={on}"))) for on in ("2025-09-30", "2025-10-01")]
    assert ["These facts reach to 30 September 2025." in page for page in pages] == [True, True]
    assert ["these are not the figures of 1 October 2025." in page for page in pages] == [False, True]
