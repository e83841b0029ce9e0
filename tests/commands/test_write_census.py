"""`hearth returns write`: the census from casework, by an operator's command."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from hearth.evidence.returns.cin_census.check import check
from hearth.evidence.returns.cin_census.example import assessment, census, child, episode
from tests.commands.test_command_line import hearth, processes_of

WRITE = ("returns", "write", "cin-census", "--year", "2025-26", "--out")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_where_no_council_was_begun_nothing_is_made(folder: Path, tmp_path: Path) -> None:
    done = hearth(folder, *WRITE, str(tmp_path / "census.xml"))
    assert (done.returncode, done.stdout, done.stderr) == (
        2, "", f"There is no casework in {folder}: no council was begun there. Name the council's own folder with HEARTH_DATA.\n"
    )  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def test_a_council_that_helped_nobody_has_nothing_to_write(folder: Path, tmp_path: Path) -> None:
    assert hearth(folder, "migrate").returncode == 0
    out = tmp_path / "census.xml"
    done = hearth(folder, *WRITE, str(out))
    says = (
        "Nobody was a child in need at any time in 2025-26: there is nothing to write. Choose another year, or bring the "
        "children's records in first.\n"
    )
    assert (done.returncode, done.stdout, done.stderr, out.exists()) == (2, "", says, False)


def test_what_was_brought_in_is_written_with_the_page_of_each_fault(folder: Path, tmp_path: Path) -> None:
    brought, out = tmp_path / "brought.xml", tmp_path / "census.xml"
    good = child(episode(Assessments=[assessment("3B")]), UPN="D330000000017", LAchildID="G1")
    faulty = child(LAchildID="F2", UPN=None, PersonBirthDate="2025-02-14", Ethnicity=None)
    brought.write_bytes(census(good, faulty).getvalue())
    assert hearth(folder, "bring-in", "cin-census", str(brought)).returncode == 0
    done = hearth(folder, *WRITE, str(out), "--format", "json")
    told = json.loads(done.stdout)
    assert (done.returncode, done.stderr, told["children"], told["is_ready"]) == (1, "", 2, False)
    errors = [each for each in told["issues"] if each["severity"] == "error"]
    assert [(each["rule"], each["child"], len(each["pages"])) for each in errors] == [("4220", "F2", 1)]
    assert errors[0]["pages"][0].endswith("/change-census-details/")
    asked = "from hearth.foundation.audit.models import Event; print(list(Event.objects.filter("
    asked += "name='returns.write_census').values_list('kind', 'details')))"
    assert hearth(folder, "django", "shell", "-v", "0", "-c", asked).stdout == "[('act', {'year': 2026})]\n"
    without_pages = [{name: value for name, value in each.items() if name != "pages"} for each in told["issues"]]
    again = [asdict(each) for each in check(out, year=2026).report.issues]
    assert sorted(map(str, again)) == sorted(map(str, without_pages))
    table = hearth(folder, *WRITE, str(out)).stdout
    assert [line.split() for line in table.splitlines() if "F2" in line and "4220" in line] == [
        ["4220", "F2", *errors[0]["pages"]]
    ]
    assert processes_of(folder) == []
