"""The check as a whole: what it says of a file, of a rule that fails, and how it is written down."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from python_calamine import load_workbook

from hearth.evidence.returns.cin_census.check import (
    Report,
    UnknownYear,
    as_of_another_year,
    check,
    run,
)
from hearth.evidence.returns.cin_census.columns import columns_of
from hearth.evidence.returns.cin_census.compiled import compiled
from hearth.evidence.returns.cin_census.example import assessment, census, child, episode
from hearth.evidence.returns.cin_census.problems import MOST_KEPT, Problems
from hearth.evidence.returns.cin_census.reader import TWICE, read
from hearth.evidence.returns.cin_census.records import Problem, Severity
from hearth.evidence.returns.cin_census.rulebook import rules
from hearth.evidence.returns.cin_census.written_report import as_csv, as_json, as_xlsx
from hearth.evidence.returns.cin_census.years import FIRST_YEAR, LAST_YEAR

EARLY = episode(Assessments=[assessment("3B", AssessmentActualStartDate="2025-06-01")])
SHARED = Path(__file__).parents[5] / "shared"


@pytest.fixture(scope="module")
def report() -> Report:
    return check(census(child(), child(EARLY, LAchildID="=B2", Sex=None))).report


def test_a_file_is_read_and_checked_by_the_rules_of_its_own_year(report: Report) -> None:
    assert (report.year, report.children, report.failed_rules, report.has_errors) == (2026, 2, {}, True)
    early = [(each.table, each.row, each.value, each.child) for each in report.issues if each.rule == "1103"]
    assert early == [("Assessments", 0, "2025-06-01", "=B2"), ("CINdetails", 1, "2025-06-02", "=B2")]


def test_a_year_that_is_not_known_is_told() -> None:
    with pytest.raises(UnknownYear, match="does not say of which year"):
        check(_no_year())
    with pytest.raises(UnknownYear, match="2022-23 to 2025-26"):
        check(census(child()), year=2019)


TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("year", "reference_date", "why"),
    [
        (3000, "3000-03-31", "its Year is “3000” and its ReferenceDate is “3000-03-31”"),
        (3000, None, "its Year is “3000”"),
        (26, "31/03/2026", "its Year is “26” and its ReferenceDate is “31/03/2026”"),
    ],
)
def test_a_year_that_cannot_be_is_told_as_it_is_written(year: int, reference_date: str | None, why: str) -> None:
    with pytest.raises(UnknownYear) as told:
        check(census(child(), year=year, reference_date=reference_date))
    assert str(told.value) == (
        f"The header names no year that a census could be of: {why}. Correct the header and make the file again, or name the "
        "year to check it as."
    )


@pytest.mark.parametrize(
    ("reference_date", "says"),
    [
        (date(2025, 3, 31), "This is a return of 2024-25: it was checked by the rules of 2025-26."),
        (
            date(2027, 3, 31),
            "This is a return of 2026-27 so far (it ends on 31 March 2027), whose rules are not known here: it was checked by "
            "the rules of 2025-26.",
        ),
        (
            date(2028, 3, 31),
            "The header says that this is a return of 2027-28, which has not begun: it was checked by the rules of 2025-26. "
            "Correct the header and make the file again.",
        ),
        (
            date(1066, 3, 31),
            "The header says that this is a return of 1065-66, before the Children Act 1989 and its children in need: it was "
            "checked by the rules of 2025-26. Correct the header and make the file again.",
        ),
    ],
)
def test_of_a_year_that_is_not_over_not_begun_or_never_was_it_says_so(reference_date: date, says: str) -> None:
    assert as_of_another_year(2026, reference_date, today=TODAY) == says
    if reference_date.year == 2027:
        over = says.replace(" so far (it ends on 31 March 2027)", "")
        assert as_of_another_year(2026, reference_date, today=reference_date) == over


@pytest.mark.parametrize(("own", "by"), [(2019, 2023), (2024, 2024), (2031, 2026)])
def test_a_return_of_another_year_is_checked_by_the_nearest_rules(own: int, by: int) -> None:
    done = check(census(child(), year=own))
    assert (done.report.year, done.reference_date) == (by, date(own, 3, 31))
    says = as_of_another_year(done.report.year, done.reference_date, today=date(2031, 3, 31))
    assert says == (
        None
        if own == by
        else f"This is a return of {own - 1}-{own % 100}, whose rules are not known here: "
        f"it was checked by the rules of {by - 1}-{by % 100}."
    )


def _no_year() -> io.BytesIO:
    return io.BytesIO(census(child(), reference_date=None).getvalue().replace(b"<Year>2026</Year>", b""))


def test_a_rule_that_fails_to_run_is_told_and_nothing_is_called_clean() -> None:
    columns = columns_of(read(census(child())))
    every = compiled(2026, "duckdb")
    broken = [replace(every[0], sql="select nonsense"), replace(every[1], sql="", failure="TypeError: no such item")]
    report = run(columns, [*broken, every[2]], year=2026, reference_date=date(2026, 3, 31))
    assert (sorted(report.failed_rules), report.has_errors) == (sorted(each.code for each in broken), True)


@pytest.mark.parametrize("engine", ["duckdb", "spark"])
def test_every_rule_of_every_year_can_be_made_for_both_engines(engine: str) -> None:
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        assert [each.failure for each in compiled(year, engine) if each.failure] == []


def test_written_as_json_csv_and_a_spreadsheet_it_says_the_same(report: Report, tmp_path: Path) -> None:
    told, lines = io.StringIO(), io.StringIO()
    as_json(report, told)
    as_csv(report, lines)
    with (tmp_path / "report.xlsx").open("wb") as sheets:
        as_xlsx(report, sheets)
    whole = json.loads(told.getvalue())
    assert (whole["year"], whole["children"], len(whole["issues"]), whole["failed_rules"]) == (
        "2025-26", 2, len(report.issues), [])  # fmt: skip
    assert list(whole["issues"][0]) == ["rule", "severity", "table", "field", "child", "row", "value", "message"]
    rows = list(csv.DictReader(io.StringIO(lines.getvalue())))
    assert len(rows) == len(report.issues) + len(report.return_level)
    assert {row["child"] for row in rows} - {"A1", ""} == {"'=B2"}  # never a formula
    book = load_workbook(tmp_path / "report.xlsx")
    assert book.sheet_names == ["By rule", "Every issue"]
    assert len(book.get_sheet_by_name("Every issue").to_python()) == len(report.issues) + 1


STRANGE = (b"<ChildIdentifiers>", b"<Unheard>5</Unheard>stray<ChildIdentifiers><LAchildID>=B2</LAchildID>")


def test_what_the_reader_says_is_in_every_form_of_the_report(tmp_path: Path) -> None:
    report = check(io.BytesIO(census(child()).getvalue().replace(*STRANGE))).report
    assert [(each.severity, each.field, each.value, each.child) for each in report.problems.kept] == [
        ("query", "Child", "stray", "=B2"),
        ("query", "Child.Unheard", "5", "=B2"),
        ("error", "ChildIdentifiers.LAchildID", "A1", "=B2"),
    ]
    told, lines = io.StringIO(), io.StringIO()
    as_json(report, told)
    as_csv(report, lines)
    with (tmp_path / "report.xlsx").open("wb") as sheets:
        as_xlsx(report, sheets)
    whole = json.loads(told.getvalue())
    assert [(each["table"], each["field"], each["value"], each["child"]) for each in whole["problems"]] == [
        ("Child", "", "stray", "=B2"), ("Child", "Unheard", "5", "=B2"), ("ChildIdentifiers", "LAchildID", "A1", "=B2")
    ]  # fmt: skip
    assert (list(whole["problems"][0]), whole["problems_not_listed"]) == (
        ["line", "child", "value", "message", "severity", "table", "field"], 0
    )  # fmt: skip
    rows = [row for row in csv.reader(io.StringIO(lines.getvalue())) if row[0] == "reader"]
    line = report.problems.kept[2].line
    assert rows[2] == [
        "reader", "error", "ChildIdentifiers", "LAchildID", "'=B2", "", "A1", f"Line {line}: {TWICE}"]  # fmt: skip
    book = load_workbook(tmp_path / "report.xlsx")
    assert book.sheet_names == ["By rule", "Every issue", "What the reader says", "Line by line"]
    assert book.get_sheet_by_name("What the reader says").to_python()[1] == ["error", 1, TWICE]
    assert [row[2:4] for row in book.get_sheet_by_name("Line by line").to_python()] == [
        ["Table", "Item"], ["Child", ""], ["Child", "Unheard"], ["ChildIdentifiers", "LAchildID"]
    ]  # fmt: skip


@pytest.mark.parametrize(("severity", "has_errors"), [("error", True), ("query", False), ("note", False)])
def test_an_error_of_the_reader_is_an_error(severity: Severity, has_errors: bool) -> None:
    report = Report(2026, 1)
    report.problems.add(Problem(3, None, "Message", None, "Something.", severity))
    assert report.has_errors == has_errors


def test_problems_beyond_the_most_are_counted() -> None:
    problems = Problems()
    for line in range(MOST_KEPT + 5):
        problems.add(Problem(line, None, "Message", None, "Something.", "query"))
    problems.add(Problem(1, None, "Message", None, "Another thing.", "error"))
    assert (len(problems.kept), problems.total, problems.not_kept) == (MOST_KEPT, MOST_KEPT + 6, 6)
    assert problems.by_message() == [("error", "Another thing.", 1), ("query", "Something.", MOST_KEPT + 5)]


def test_each_rule_of_the_published_list_is_here_and_no_other() -> None:
    file = SHARED / "standards" / "cin_rules.csv"
    if not file.exists():
        pytest.skip("the list of rules is not beside the project")
    with file.open(encoding="utf-8", newline="") as lines:
        told = {(row["code"], row["severity"], row["scope"], row["fields"]) for row in csv.DictReader(lines)}
    here = {
        (each.code, each.severity, each.scope, "; ".join(".".join(pair) for pair in each.fields)) for each in rules()
    }
    assert here == told


@pytest.mark.parametrize(
    "name", ["fake_CIN_data", "hidden_harm_3735", "CIN_Census_2021", "CIN_Census_2024", "CIN_Census_2026"]
)
def test_no_rule_fails_on_a_real_file(name: str) -> None:
    file = SHARED / "data" / "returns" / f"{name}.xml"
    if not file.exists():
        pytest.skip("the sample returns are not beside the project")
    assert check(file, year=2026).report.failed_rules == {}
