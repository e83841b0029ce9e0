"""Loading what is published, as an operator does it: no database is started."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hearth.wiring.command_line import main
from tests.commands.test_command_line import hearth
from tests.evidence.test_national import england, factors, write


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HEARTH_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def published(tmp_path: Path) -> Path:
    write(tmp_path / "published" / "c3.csv", [england(2024, **factors()), england(2025, **factors())])
    return tmp_path / "published"


def test_load_then_list(folder: Path, published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = hearth(folder, "national", "load", str(published))
    assert (done.returncode, done.stdout) == (0, "Factors: loaded, c3.csv, 2024 to 2025, 26 rows.\n")
    assert done.stderr == "Not found, and not loaded before: children in need, population, neighbours.\n"
    assert [path.name for path in folder.iterdir()] == ["national"]
    assert main(["national", "load", str(published)]) == 0
    assert capsys.readouterr().out == "Factors: already loaded, c3.csv, 2024 to 2025, 26 rows.\n"
    assert main(["national", "list", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(each["kind"], each["file"], each["years"], each["rows"], each["licence"]) for each in told] == [
        ("factors", "c3.csv", [2024, 2025], 26, "Open Government Licence v3.0")
    ]
    assert main(["national", "list"]) == 0
    listed = [line.split() for line in capsys.readouterr().out.splitlines() if line.strip()]
    assert listed[2][:5] == ["factors", "2024", "to", "2025", "26"]


def test_a_newer_table_takes_the_place_of_the_one_before(
    folder: Path, published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["national", "load", str(published)])
    write(published / "next" / "d3.csv", [england(2026, **factors())])
    capsys.readouterr()
    assert main(["national", "load", str(published)]) == 0
    told = capsys.readouterr()
    assert told.out == "Factors: replaced, d3.csv, 2026, 13 rows; before, c3.csv, 2024 to 2025.\n"
    assert told.err.splitlines()[0] == "Not taken: c3.csv: d3.csv is newer."


def test_nothing_loaded_and_nothing_found(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["national", "list"]) == 0
    assert capsys.readouterr().out == "No published tables are loaded. Load them with: hearth national load DIR\n"
    (tmp_path / "nothing").mkdir()
    for given, begins in (("nothing", "None of the published tables is in"), ("nowhere", str(tmp_path / "nowhere"))):
        assert main(["national", "load", str(tmp_path / given)]) == 2
        told = capsys.readouterr()
        assert (told.out, told.err.startswith(begins), told.err.endswith("Nothing was changed.\n")) == ("", True, True)


def test_a_missing_column_and_a_new_factor_are_named(
    folder: Path, published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(published / "c3.csv", [england(**factors())], without="Domestic_Abuse_child")
    assert main(["national", "load", str(published)]) == 2
    assert capsys.readouterr().err == "c3.csv has no column Domestic_Abuse_child. Nothing was changed.\n"
    write(published / "c3.csv", [england(**factors(), Online_harm=3)])
    assert main(["national", "load", str(published)]) == 0
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "c3.csv has columns that Hearth does not know yet: Online_harm."


def test_a_store_that_cannot_be_written(folder: Path, published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder.mkdir()
    (folder / "national").write_text("a file where the folder must be", encoding="utf-8")
    assert main(["national", "load", str(published)]) == 2
    assert capsys.readouterr().err.endswith(". Nothing was changed.\n")
