"""The commands of facts as an operator runs them: a data folder of their own, real processes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hearth.evidence.facts.snapshot import TWO_COUNCILS, TWO_KEYS
from hearth.evidence.returns.cin_census.example import assessment, census, child, episode
from hearth.wiring.facts_commands import ANOTHER_KEY
from tests.commands.test_command_line import hearth


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def file(folder: Path, name: str, *numbers: str, reference_date: str | None = "", **given: Any) -> str:
    path = folder.parent / name
    inside = [
        child(episode(Assessments=[assessment("3B")], **given), LAchildID=number, UPN="D330000000017")
        for number in numbers
    ]
    path.write_bytes(census(*inside, reference_date=reference_date).getvalue())
    return str(path)


def taken(folder: Path, *words: str) -> dict[str, Any]:
    done = hearth(folder, "facts", "snapshot", *words, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_a_return_is_kept_listed_and_compared_without_a_database(folder: Path) -> None:
    last = file(folder, "last.xml", "A1", "A2", reference_date="2025-03-31")
    first = taken(folder, "--from", last)
    second = taken(
        folder, "--from", file(folder, "this.xml", "B3", "A2", CINclosureDate="2026-01-05", ReasonForClosure="RC8")
    )
    assert (first["on"], first["source"], first["rows"]["person"], first["rows"]["assessment_factor"]) == (
        "2025-03-31", "CIN census, last.xml", 2, 2)  # fmt: skip
    assert sorted(each.name for each in folder.iterdir()) == ["secrets.json", "snapshots"]
    assert sorted(each.name for each in (folder / "snapshots").iterdir()) == sorted([first["id"], second["id"]])

    listed = json.loads(hearth(folder, "facts", "list", "--format", "json").stdout)
    assert listed == [second, first]
    compared = json.loads(hearth(folder, "facts", "compare", first["id"], second["id"], "--format", "json").stdout)
    assert (compared["first"], compared["second"]) == (first["id"], second["id"])
    assert (compared["tables"]["person"], compared["tables"]["cin_episode"]) == (
        {"only_first": 1, "only_second": 1, "same": 1, "changed": 0},
        {"only_first": 1, "only_second": 1, "same": 0, "changed": 1},
    )
    words = hearth(folder, "facts", "compare", first["id"], second["id"]).stdout
    assert words.startswith(f"First: CIN census, last.xml; snapshot {first['id']} of 31 March 2025\n")


def test_the_same_return_is_kept_once_and_tells_nobodys_number(folder: Path) -> None:
    path = file(folder, "last.xml", "NUMBER77")
    first, again = taken(folder, "--from", path), taken(folder, "--from", path)
    assert (first, first["on"]) == (again, "2026-03-31")
    whole = b"".join(each.read_bytes() for each in (folder / "snapshots" / first["id"]).iterdir())
    assert [word in whole for word in (b"NUMBER77", b"D330000000017", b"2016-02-14")] == [False, False, False]
    key = json.loads((folder / "secrets.json").read_text())["pseudonym_key"]
    assert (len(key) >= 32, key.encode() in whole) == (True, False)


def test_a_lost_key_is_noticed(folder: Path) -> None:
    path = file(folder, "last.xml", "A1")
    first = taken(folder, "--from", path)
    (folder / "secrets.json").unlink()
    done = hearth(folder, "facts", "snapshot", "--from", path, "--format", "json")
    second = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, f"{ANOTHER_KEY}\n")
    assert (first["numbers"], second["numbers"], first["key"] == second["key"]) == ("return", "return", False)
    compared = hearth(folder, "facts", "compare", first["id"], second["id"])
    assert (compared.returncode, compared.stdout, compared.stderr) == (2, "", f"{TWO_KEYS}\n")


def test_the_returns_of_two_authorities_are_not_compared(folder: Path) -> None:
    path = Path(file(folder, "one.xml", "A1"))
    first = taken(folder, "--from", str(path))
    path.write_bytes(path.read_bytes().replace(b"<LEA>999</LEA>", b"<LEA>933</LEA>"))
    second = taken(folder, "--from", str(path))
    compared = hearth(folder, "facts", "compare", first["id"], second["id"])
    assert (first["authority"], second["authority"]) == ("999", "933")
    assert (compared.returncode, compared.stdout, compared.stderr) == (2, "", f"{TWO_COUNCILS}\n")


@pytest.mark.parametrize(
    ("on", "says"),
    [
        ("31/03/2026", "a day is written year-month-day, such as 2026-03-31, and not '31/03/2026'"),
        ("2026-3-31", "a day is written year-month-day, such as 2026-03-31, and not '2026-3-31'"),
        ("2026-02-30", "there is no day 2026-02-30"),
    ],
)
def test_how_a_day_is_written_is_said(folder: Path, on: str, says: str) -> None:
    done = hearth(folder, "facts", "snapshot", "--on", on)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        2, f"hearth facts snapshot: error: argument --on: {says}")  # fmt: skip


@pytest.mark.parametrize("on", ["2030-01-01", "2026-03-30"])
def test_a_return_is_of_its_own_day_and_no_other(folder: Path, on: str) -> None:
    path = file(folder, "last.xml", "A1")
    done = hearth(folder, "facts", "snapshot", "--from", path, "--on", on)
    says = "last.xml is the return of 31 March 2026, and its snapshot is of that day. Leave out --on: it is for casework.\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", says)
    assert (folder / "snapshots").exists() is False
    assert taken(folder, "--from", path, "--on", "2026-03-31")["on"] == "2026-03-31"


def test_a_return_that_names_no_day_is_of_its_year(folder: Path) -> None:
    path = file(folder, "last.xml", "A1", reference_date=None)
    assert taken(folder, "--from", path)["on"] == "2026-03-31"


def test_a_return_that_names_neither_is_of_the_day_that_is_said(folder: Path) -> None:
    path = Path(file(folder, "last.xml", "A1", reference_date=None))
    path.write_bytes(path.read_bytes().replace(b"<Year>2026</Year>", b""))
    done = hearth(folder, "facts", "snapshot", "--from", str(path))
    assert (done.returncode, done.stderr) == (
        2, "last.xml does not say of which day it is: say it with --on.\n")  # fmt: skip
    assert taken(folder, "--from", str(path), "--on", "2026-02-28")["on"] == "2026-02-28"


def test_where_no_council_was_begun_there_is_no_casework_and_none_is_made(folder: Path) -> None:
    done = hearth(folder, "facts", "snapshot")
    assert (done.returncode, done.stdout, done.stderr) == (
        2, "", f"There is no casework in {folder}: no council was begun there. Name the council's own folder with HEARTH_DATA. "
        "A return needs none: --from FILE.\n")  # fmt: skip
    assert folder.exists() is False


def test_a_snapshot_of_casework(folder: Path) -> None:
    assert hearth(folder, "migrate").returncode == 0
    done = hearth(folder, "facts", "snapshot", "--on", "2999-01-01")
    assert (done.returncode, done.stdout, done.stderr) == (
        2, "", "1 January 2999 is still to come: casework can be kept up to today.\n")  # fmt: skip
    assert (folder / "snapshots").exists() is False
    done = hearth(folder, "facts", "snapshot", "--on", "2026-03-31")
    id, where, *table = done.stdout.splitlines()
    assert (done.returncode, [each.name for each in (folder / "snapshots").iterdir()]) == (0, [id])
    assert where == f"Casework of Aldermere Council, 31 March 2026. Kept in {folder / 'snapshots'}."
    assert [line.split() for line in table if "CIN" in line] == [
        ["CIN", "episode", "0"], ["CIN", "assessment", "0"], ["CIN", "plan", "0"]]  # fmt: skip


def test_there_is_none_yet(folder: Path) -> None:
    done = hearth(folder, "facts", "list")
    assert (done.returncode, done.stdout) == (0, "There is no snapshot yet. Take one with: hearth facts snapshot\n")


@pytest.mark.parametrize("inside", [None, b"", b"not a census"])
def test_what_cannot_be_read_is_said_in_words(folder: Path, inside: bytes | None) -> None:
    path = folder.parent / "bad.xml"
    if inside is not None:
        path.write_bytes(inside)
    done = hearth(folder, "facts", "snapshot", "--from", str(path))
    assert (done.returncode, done.stdout, "Traceback" in done.stderr, len(done.stderr) > 20) == (2, "", False, True)
    assert (folder / "snapshots").exists() is False


def test_a_changed_snapshot_is_told_and_not_used(folder: Path) -> None:
    id = taken(folder, "--from", file(folder, "last.xml", "A1"))["id"]
    table = folder / "snapshots" / id / "person.parquet"
    table.chmod(0o600)
    table.write_bytes(table.read_bytes()[:-1] + b"x")
    done = hearth(folder, "facts", "compare", id, id)
    assert (done.returncode, done.stdout, done.stderr) == (
        2, "", f"person.parquet of snapshot {id} was changed since it was taken.\n")  # fmt: skip
    (folder / "snapshots" / id / "manifest.json").unlink()
    done = hearth(folder, "facts", "list")
    assert (done.returncode, done.stderr.startswith(f"Snapshot {id} has no manifest")) == (0, True)
