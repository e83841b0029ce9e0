"""`hearth needs-assessment hidden-harm`: from a file or a snapshot, whole or published."""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from hearth.evidence.facts.snapshot import take
from hearth.evidence.measures.national import kept as national
from hearth.evidence.returns.cin_census.columns import columns_of
from hearth.evidence.returns.cin_census.example import assessment, census, child, episode
from hearth.evidence.returns.cin_census.reader import read
from hearth.evidence.returns.cin_census.to_facts import facts_of
from hearth.wiring import needs_assessment_command

NATIONAL = Path(__file__).parents[3] / "shared" / "data" / "national"
CHILDREN = [
    child(episode(Assessments=[assessment(*factors)]), LAchildID=f"A{factors}{number}", UPN=None)
    for factors, many in ((("3B",), 30), (("3B", "4B"), 3), (("21",), 20))
    for number in range(many)
]


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    needs_assessment_command.describe(parser.add_subparsers())
    chosen = parser.parse_args(["needs-assessment", "hidden-harm", *words])
    return int(chosen.does(chosen))


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is loaded there to compare with."""
    monkeypatch.setenv("HEARTH_DATA", str(tmp_path))


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "census.xml"
    path.write_bytes(census(*CHILDREN).getvalue())
    return str(path)


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_the_data_officer_sees_every_count(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--from", file, "--on", "2025-09-30", "--format", "json") == 0
    found = told(capsys)
    assert list(found) == [
        "on", "definition", "source", "n", "not_recorded", "factors", "at_least_one", "exactly", "combinations",
        "published", "threshold", "rounding", "warnings", "left_out"]  # fmt: skip
    assert [found[key] for key in list(found)[-5:]] == [
        False, None, None, ["Not for publishing: small numbers are shown."], []]  # fmt: skip
    assert found["combinations"] == [
        {"factors": ["domestic_abuse"], "n": 30}, {"factors": ["domestic_abuse", "adult_mental_health"], "n": 3}]  # fmt: skip


def test_published_keeps_the_small_ones_back(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        run("--from", file, "--on", "2025-09-30", "--format", "json", "--publish", "--round", "5", "--by", "sex") == 0
    )
    found = told(capsys)
    assert (found["n"], found["factors"]["adult_mental_health"], found["exactly"]["2"]) == (55, None, None)
    assert [part["part"] for part in found["breakdowns"]["sex"]] == ["M"]
    assert (found["published"], found["threshold"], found["rounding"], found["left_out"]) == (True, 5, 5, [])
    assert [each.split(":")[0].split(" ")[0] for each in found["warnings"]] == ["Counts", "Counts", "These"]


def test_a_breakdown_that_is_left_out_is_named_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    codes = ["WBRI", "WIRI", "MWBC", "AIND", "BCRB", "OOTH"]
    few = [
        child(episode(Assessments=[assessment("3B")]), LAchildID=f"B{number}", UPN=None, Ethnicity=codes[number])
        for number in range(6)
    ]
    path = tmp_path / "few.xml"
    path.write_bytes(census(*few).getvalue())
    asked = ["--from", str(path), "--on", "2025-09-30", "--format", "json", "--publish", "--by", "ethnicity"]
    assert run(*asked) == 0
    found = told(capsys)
    assert ([each["breakdown"] for each in found["left_out"]], "breakdowns" in found) == (["ethnicity"], False)
    assert found["left_out"][0]["why"] in found["warnings"]


def test_from_a_snapshot(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    known = facts_of(columns_of(read(census(*CHILDREN))), "an example")
    kept = take(
        known, folder=tmp_path / "snapshots", taken_on=date(2025, 9, 30), key=b"of this test alone, 32 bytes long"
    )
    asked = ["--on", "2025-09-30", "--format", "json"]
    assert run("--snapshot", kept.id, *asked) == 0
    found = told(capsys)
    assert (found["n"], found["source"]) == (53, f"an example; {kept.name}")
    assert run("--snapshot", "none-such", *asked) == 2


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--on", "2025-09-30", "--unit", "family"], "a census knows no families"),
        (["--on", "2025-09-30", "--round", "5"], "add --publish"),
    ],
)
def test_what_cannot_be_told_is_said(file: str, capsys: pytest.CaptureFixture[str], words: list[str], why: str) -> None:
    assert run("--from", file, *words) == 2
    assert why in " ".join(capsys.readouterr().err.split())


def test_without_a_day_it_is_the_snapshots_or_the_files_own(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = facts_of(columns_of(read(census(*CHILDREN))), "an example")
    kept = take(
        known, folder=tmp_path / "snapshots", taken_on=date(2025, 9, 30), key=b"of this test alone, 32 bytes long"
    )
    period = ["--period", "2025-07-01", "2025-07-31"]
    for source, more, on in (
        (["--snapshot", kept.id], [], "2025-09-30"),
        (["--from", file], [], "2026-03-31"),
        (["--snapshot", kept.id], period, "2025-07-31"),
        (["--from", file], [*period, "--on", "2025-08-31"], "2025-08-31"),
    ):
        assert run(*source, *more, "--format", "json") == 0
        assert told(capsys)["on"] == on


@pytest.mark.parametrize(
    ("year", "why"),
    [
        (3000, "CIN census, census.xml does not say of which day it is: say it with --on, or a period with --period."),
        (
            2199,
            "CIN census, census.xml is of 31 March 2199, which is still to come: say another day with --on, or a period with "
            "--period.",
        ),
    ],
)
def test_a_file_that_names_no_day_that_was_asks_for_one(
    year: int, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "census.xml"
    path.write_bytes(census(*CHILDREN[:3], year=year).getvalue())
    assert run("--from", str(path)) == 2
    assert " ".join(capsys.readouterr().err.split()) == why
    assert run("--from", str(path), "--on", "2025-09-30", "--format", "json") == 0


def test_the_table_is_for_eyes(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--from", file, "--period", "2025-07-01", "2025-07-31", "--unit", "assessment") == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert shown.startswith(
        "Children living with hidden harm, 31 July 2025. Of 53 assessments finished from 1 July 2025 to 31 July 2025, 62% live "
    )
    assert "All assessments 53" in shown
    assert "Not for publishing: small numbers are shown." in shown


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--on", "31/08/2019"], "--on: a day is written year-month-day, such as 2026-03-31, and not '31/08/2019'"),
        (["--on", "2019-8-31"], "--on: a day is written year-month-day, such as 2026-03-31, and not '2019-8-31'"),
        (["--period", "2019-02-01", "2019-02-29"], "--period: there is no day 2019-02-29"),
        (["--by", ""], "--by: say by what, such as age,sex; there are age, sex, ethnicity, area, team"),
        (["--by", "age,,sex"], "--by: say by what, such as age,sex; there are age, sex, ethnicity, area, team"),
    ],
)
def test_words_that_mean_nothing_are_answered_with_those_that_do(
    file: str, words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        run("--from", file, *words)
    assert capsys.readouterr().err.splitlines()[-1].split("argument ")[1] == says


def test_those_assessed_are_of_the_year_that_ends_on_the_day_unless_another_period_is_said(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--from", file, "--cohort", "assessed", "--format", "json"]
    counts = []
    for more in ([], ["--on", "2025-07-10"], ["--on", "2025-07-09"], ["--on", "2026-07-10"], ["--on", "2026-07-09"]):
        assert run(*asked, *more) == 0
        counts.append(told(capsys)["n"])
    assert counts == [53, 53, 0, 0, 53]
    assert run(*asked, "--on", "9999-12-31") == 0
    capsys.readouterr()
    assert run(*asked, "--on", "0001-06-01") == 2
    assert " ".join(capsys.readouterr().err.split()) == (
        "No year that ends on 0001-06-01 can be reckoned: say a period with --period."
    )


def test_why_nobody_is_counted_is_told_where_the_facts_say_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "census.xml"
    path.write_bytes(census(child(episode(ReferralNFA="1"), episode(CINclosureDate="2025-07-01"))).getvalue())
    assert run("--from", str(path)) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "No assessment in these facts lists what was found, so nothing is known of" in shown
    assert shown.endswith("Episodes in these facts: 2; of no further action, and so not of children in need: 1.")
    assert run("--from", str(path), "--publish") == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert ["lists what was found, so nothing is known" in shown, "Episodes in these facts" in shown] == [True, False]


def test_a_part_that_nobody_is_in_is_left_out_and_named(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--from", file, "--on", "2025-09-30", "--by", "sex,age") == 0
    shown = " ".join(capsys.readouterr().out.split())
    rows = re.findall(r"(?:Sex|Age): how many of these together .*? recorded ─+ (.*?) (?:Age:|There is)", shown)
    assert [row.split()[:2] for row in rows] == [["Male", "53"], ["5", "to"]]
    assert (
        "Left out, being 0: Sex: Female; Not known, or not born yet. Age: Unborn; Under 1; 1 to 4; 10 to 15; 16 and over; Not "
        "known." in shown
    )


@pytest.mark.skipif(not NATIONAL.is_dir(), reason="the published tables are not beside this project")
def test_every_form_sets_it_beside_england_the_region_and_the_neighbours(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hearth.toml").write_text('code = "201"\n', encoding="utf-8")
    Path(file).write_bytes(census(*CHILDREN, authority="933").getvalue())  # beside those of whose return it is
    asked = ["--from", file, "--on", "2025-09-30"]
    assert run(*asked) == 0
    assert "There is nothing to compare with. No table of factors is loaded" in capsys.readouterr().out
    assert run(*asked, "--format", "json") == 0
    assert "comparison" not in told(capsys)
    national.load(NATIONAL, tmp_path / "national", at=datetime.now(UTC))
    assert run(*asked, "--format", "json") == 0
    found = told(capsys)["comparison"]
    abuse = next(row for row in found["rows"] if row["code"] == "3B")
    assert (found["year"], found["published_year"], found["region"], len(found["neighbours"])) == (
        2026, 2025, "South West", 10)  # fmt: skip
    assert (abuse["n"], abuse["among"], abuse["share"]) == (33, 33, 1.0)
    assert run(*asked, "--format", "csv") == 0
    rows = [row for row in csv.DictReader(io.StringIO(capsys.readouterr().out)) if row["table"] == "comparison"]
    of_abuse = {
        row["part"]: (row["count"], row["share"], row["on"], row["unit"]) for row in rows if row["figure"] == "3B"
    }
    assert of_abuse == {"Here": ("33", "1.0", "2026-03-31", "episodes")} | {
        place: ("", str(abuse[key]), "2025-03-31", "episodes")
        for place, key in (
            ("England", "england"),
            ("South West", "region"),
            ("Neighbours, median", "neighbours_median"),
            ("Neighbours, least", "neighbours_low"),
            ("Neighbours, most", "neighbours_high"),
        )
    }
    assert run(*asked) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert f"33 100.0% {abuse['england']:.1%} {abuse['region']:.1%} {abuse['neighbours_median']:.1%}" in shown
    assert run(*asked, "--format", "json", "--publish") == 0
    published = {row["code"]: row["n"] for row in told(capsys)["comparison"]["rows"]}
    assert (published["3B"], published["4B"], published["4C"]) == (33, None, None)
    assert run(*asked, "--format", "json", "--publish", "--round", "10") == 0
    rounded = told(capsys)["comparison"]
    abuse = next(row for row in rounded["rows"] if row["code"] == "3B")
    assert (abuse["n"], abuse["among"], abuse["share"]) == (30, 30, 1.0)
    assert rounded["note"].endswith(" Ours are rounded to the nearest 10.")


@pytest.mark.parametrize("form", ["csv", "xlsx", "pdf"])
def test_written_to_a_file(file: str, form: str, tmp_path: Path) -> None:
    out = tmp_path / f"told.{form}"
    assert run("--from", file, "--on", "2025-09-30", "--by", "sex", "--format", form, "--out", str(out)) == 0
    begins = {"csv": b"\xef\xbb\xbfmeasure,", "xlsx": b"PK\x03\x04", "pdf": b"%PDF-"}[form]
    assert out.read_bytes()[: len(begins)] == begins


def test_json_is_written_where_it_is_told_for_its_owner_alone(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "told.json"
    asked = ["--from", file, "--on", "2025-09-30", "--format", "json"]
    assert run(*asked) == 0
    printed = capsys.readouterr().out
    assert run(*asked, "--out", str(out)) == 0
    assert (out.read_text(encoding="utf-8"), capsys.readouterr().out) == (printed, "")
    assert out.stat().st_mode & 0o777 == 0o600
    assert run("--from", file, "--on", "2025-09-30", "--out", str(tmp_path / "table")) == 2
    assert "for a file say --format json, csv, xlsx or pdf" in " ".join(capsys.readouterr().err.split())
    assert not (tmp_path / "table").exists()


def test_a_kept_back_count_of_those_not_recorded_is_said_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "census.xml"
    never = [child(episode(), LAchildID=f"N{number}", UPN=None) for number in range(3)]
    path.write_bytes(census(*CHILDREN, *never).getvalue())
    assert run("--from", str(path), "--on", "2025-09-30", "--publish") == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "Not recorded: no finished assessment that kept back lists what was found" in shown


def test_threshold_and_rounding_are_the_councils_unless_the_command_says_another(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hearth.toml").write_text("[measures]\nthreshold = 2\nrounding = 6\n", encoding="utf-8")
    asked = ["--from", file, "--on", "2025-09-30", "--format", "json", "--publish"]
    found = []
    for more in ([], ["--round", "1"]):
        assert run(*asked, *more) == 0
        of = told(capsys)
        found.append((of["threshold"], of["rounding"], of["n"], of["exactly"]["2"]))
    assert found == [(2, 6, 54, 6), (2, 1, 53, 3)]
    assert run(*asked, "--round", "7") == 2
    assert " ".join(capsys.readouterr().err.split()) == (
        "Round to 6 at most: rounded to the nearest 7, a count of 3 would be told as 0."
    )


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_a_day_that_the_facts_do_not_reach_is_warned_of(
    file: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = []
    for on in ("2026-03-31", "2026-04-01"):
        assert run("--from", file, "--on", on, "--format", form) == 0
        shown.append(" ".join(capsys.readouterr().out.split()))
    beyond = (
        "These facts reach to 31 March 2026: of what was begun or ended after it they know nothing, so these are not the "
        "figures of 1 April 2026."
    )
    assert [beyond in each for each in shown] == [False, True]


def test_csv_is_printed_and_the_others_want_a_file(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--from", file, "--on", "2025-09-30", "--format", "csv", "--publish") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["state"] for row in rows} == {"published"}
    assert [(row["count"], row["kept_back"]) for row in rows if row["figure"] == "adult_mental_health"] == [
        ("", "kept back")
    ]
    for form in ("xlsx", "pdf"):
        assert run("--from", file, "--on", "2025-09-30", "--format", form) == 2
        assert f"say which with --out FILE.{form}" in " ".join(capsys.readouterr().err.split())
    assert run("--from", file, "--on", "2025-09-30", "--format", "pdf", "--out", "/no/such/folder/a.pdf") == 2
    assert "cannot be written" in " ".join(capsys.readouterr().err.split())
