"""The commands of evidence: they need no database, and speak to a pipe as a program expects."""

from __future__ import annotations

import json
import stat
import subprocess
from pathlib import Path

import pytest

from hearth.evidence.returns.cin_census.example import assessment, census, child, episode
from tests.commands.test_command_line import HEARTH, environment, hearth


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    early = episode(Assessments=[assessment("3B", "4B", AssessmentActualStartDate="2025-06-01")])
    path = tmp_path / "census.xml"
    path.write_bytes(census(child(early)).getvalue())
    return path


def test_a_return_is_checked_without_a_database(folder: Path, file: Path) -> None:
    done = hearth(folder, "returns", "check", "cin-census", str(file), "--format", "json")
    told = json.loads(done.stdout)
    assert (done.returncode, done.stderr, told["year"], told["children"], folder.exists()) == (
        1,
        "",
        "2025-26",
        1,
        False,
    )
    assert [each["table"] for each in told["issues"] if each["rule"] == "1103"] == ["Assessments", "CINdetails"]


def test_one_child_is_told_as_one(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "one.xml"
    path.write_bytes(census(child()).getvalue())
    done = hearth(folder, "returns", "check", "cin-census", str(path))
    assert done.stdout.startswith("1 child, checked by the rules of 2025-26.\n")


def test_queries_alone_are_no_error(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "queries.xml"
    plain = child(UPN="D330000000017", Disabilities=["AUT"], PersonBirthDate="2016-02-14")
    path.write_bytes(census(plain).getvalue())
    done = hearth(folder, "returns", "check", "cin-census", str(path), "--format", "json")
    severities = {
        each["severity"] for each in [*json.loads(done.stdout)["issues"], *json.loads(done.stdout)["return_level"]]
    }
    assert (done.returncode, "error" in severities) == (0, False)


@pytest.mark.parametrize("inside", [b"", b"not a census", b"<Message><Children><Child>"])
def test_what_cannot_be_read_is_said_in_words(folder: Path, tmp_path: Path, inside: bytes) -> None:
    path = tmp_path / "bad.xml"
    path.write_bytes(inside)
    done = hearth(folder, "returns", "check", "cin-census", str(path))
    assert (done.returncode, done.stdout, "Traceback" in done.stderr, str(path.name) in done.stderr.replace("\n", "")) == (
        2, "", False, True)  # fmt: skip


@pytest.mark.parametrize(
    ("year", "reference_date", "by", "says"),
    [
        (
            2019,
            "2019-03-31",
            "2022-23",
            "This is a return of 2018-19, whose rules are not known here: it was checked by",
        ),
        (2019, None, "2022-23", "This is a return of 2018-19, whose rules are not known here: it was checked by"),
        (2023, "2024-03-31", "2022-23", "The header contradicts itself: its Year (line 1) is 2023, its ReferenceDate"),
        (
            2199,
            "2199-03-31",
            "2025-26",
            "The header says that this is a return of 2198-99, which has not begun: it was checked by",
        ),
    ],
)
def test_what_must_be_known_of_the_year_stands_before_the_table(
    folder: Path, tmp_path: Path, year: int, reference_date: str | None, by: str, says: str
) -> None:
    path = tmp_path / "census.xml"
    written = census(child(), year=year, reference_date=reference_date).getvalue()
    path.write_bytes(written.replace(b'<?xml version="1.0" encoding="utf-8"?>\n', b""))
    command = ("returns", "check", "cin-census", str(path))
    table, listed = hearth(folder, *command), hearth(folder, *command, "--format", "json")
    assert (" ".join(table.stdout.split())[: len(says)], table.stderr) == (says, "")
    assert (" ".join(listed.stderr.split())[: len(says)], json.loads(listed.stdout)["year"]) == (says, by)


def test_what_breaks_a_rule_is_counted_in_records(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "census.xml"
    early = episode(Assessments=[assessment("3B", AssessmentActualStartDate="2025-06-01")] * 2)
    path.write_bytes(census(child(early)).getvalue())
    lines = hearth(folder, "returns", "check", "cin-census", str(path)).stdout.splitlines()
    counted = {line.split()[0]: line[20:34].strip() for line in lines if line[:1] == " " and line[2:6].isdigit()}
    assert (lines[2].split()[:3], counted["1103"], counted["2887Q"]) == (
        ["Rule", "Severity", "Records"],
        "2",
        "the return",
    )


def test_the_council_sets_how_much_is_read(folder: Path, file: Path) -> None:
    folder.mkdir()
    (folder / "hearth.toml").write_text("[returns]\nmost_children = 1\n")
    command = ("returns", "check", "cin-census")
    two = file.with_name("two.xml")
    two.write_bytes(census(child(LAchildID="A1"), child(LAchildID="A2")).getvalue())
    done = [hearth(folder, *command, str(each), "--format", "json") for each in (file, two)]
    assert [each.returncode for each in done] == [1, 2]
    assert "The file holds more than 1 children." in " ".join(done[1].stderr.split())


def test_a_file_that_is_not_there(folder: Path, tmp_path: Path) -> None:
    done = hearth(folder, "returns", "check", "cin-census", str(tmp_path / "none.xml"))
    assert (done.returncode, "cannot be opened" in done.stderr.replace("\n", " ")) == (2, True)


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_a_report_is_readable_by_its_owner_alone(folder: Path, file: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"report.{form}"
    done = hearth(folder, "returns", "check", "cin-census", str(file), "--format", form, "--out", str(out))
    assert (done.returncode, done.stdout, stat.S_IMODE(out.stat().st_mode)) == (1, "", 0o600)


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_where_nothing_can_be_written_is_said_in_words(folder: Path, file: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / "none" / f"report.{form}"
    done = hearth(folder, "returns", "check", "cin-census", str(file), "--format", form, "--out", str(out))
    says = f"{out} cannot be written: No such file or directory.\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", says)


def test_several_reports_need_a_folder_that_can_be_made(folder: Path, file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.xml"
    other.write_bytes(file.read_bytes())
    words = ("returns", "check", "cin-census", str(file), str(other), "--format", "json", "--out", str(file))
    done = hearth(folder, *words)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{file} cannot be written: File exists.\n")


def test_a_table_is_not_written(folder: Path, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.txt"
    done = hearth(folder, "returns", "check", "cin-census", str(file), "--out", str(out))
    assert (done.returncode, done.stdout, "A table is printed" in done.stderr, out.exists()) == (2, "", True, False)


@pytest.mark.parametrize("day", ["0001-01-01", "0005-03-31", "9999-12-31"])
def test_a_reference_date_that_nothing_can_be_reckoned_from(folder: Path, tmp_path: Path, day: str) -> None:
    path = tmp_path / "census.xml"
    path.write_bytes(census(child(), reference_date=day).getvalue())
    done = hearth(folder, "returns", "check", "cin-census", str(path), "--format", "json")
    problems = [
        (each["table"], each["field"], each["value"], each["message"]) for each in json.loads(done.stdout)["problems"]
    ]
    says = "A date of a census lies in the years 1000 to 2199."
    assert (done.returncode, done.stderr, problems) == (1, "", [("Header", "ReferenceDate", day, says)])


def test_whoever_reads_only_the_beginning_is_not_complained_to(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "census.xml"
    path.write_bytes(census(*(child(LAchildID=f"A{n}", Sex="X") for n in range(2_000))).getvalue())
    command = [*HEARTH, "returns", "check", "cin-census", str(path), "--format", "json"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, env=environment(folder), **pipes) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.read(1)
        running.stdout.close()
        assert (running.stderr.read(), running.wait(timeout=120)) == (b"", 141)


def test_the_rules_of_a_year_are_listed(folder: Path) -> None:
    done = hearth(folder, "returns", "rules", "cin-census", "--year", "2022-23")
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "105 rules of the CIN census 2022-23.")


def test_hidden_harm_is_counted_from_a_file(folder: Path, file: Path) -> None:
    words = ("needs-assessment", "hidden-harm", "--from", str(file), "--on", "2025-09-30")
    told = json.loads(hearth(folder, *words, "--format", "json").stdout)
    assert (told["n"], told["not_recorded"], told["exactly"]) == (1, 0, {"1": 0, "2": 1, "3": 0, "4": 0})
    assert told["combinations"] == [{"factors": ["domestic_abuse", "adult_mental_health"], "n": 1}]
    assert hearth(folder, *words).stdout.startswith("Children living with hidden harm, 30 September 2025")
