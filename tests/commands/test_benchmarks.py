"""What the documents show is one run of every size."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import machine
from benchmarks.facts import __main__ as facts


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The table of facts as an earlier run left it."""
    monkeypatch.setattr(machine, "MEASURED", tmp_path)
    machine.write_result("facts", "every size\n\n", is_whole=True)
    return tmp_path / "facts.md"


def test_a_run_of_every_size_is_kept(kept: Path) -> None:
    assert kept.read_text() == "every size\n"
    machine.write_result("facts", "again", is_whole=True)
    assert kept.read_text() == "again\n"


def test_a_run_of_one_size_leaves_the_table_of_all(
    kept: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["facts", "--children", "20"])
    facts.main()
    shown = capsys.readouterr()
    assert ("| generated | 20 |" in shown.out, kept.read_text()) == (True, "every size\n")
    assert shown.err == f"Not kept in {kept}: it shows one run of every size.\n"
