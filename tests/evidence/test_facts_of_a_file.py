"""A return's file becomes the same facts by whichever way it comes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hearth.evidence.facts.snapshot import snapshots
from hearth.evidence.returns.cin_census.example import assessment, census, child, episode
from hearth.evidence.returns.conftest import CheckReturn
from hearth.evidence.returns.conftest import check_return as check_return
from hearth.evidence.returns.conftest import kept_in as kept_in
from hearth.wiring import facts_commands
from hearth.wiring.command_line import main

CHILDREN = [
    child(episode(Assessments=[assessment("3B")]), LAchildID=number, UPN=None, PersonDeathDate="2026-02-17")
    for number in ("A1", "B2", "C3", "C3")
]


@pytest.fixture
def file(kept_in: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Path:
    """A return, and a page that keeps its snapshots where the commands keep theirs."""
    monkeypatch.setenv("HEARTH_DATA", str(kept_in))
    settings.PSEUDONYM_KEY = lambda: facts_commands.pseudonym_key().decode()
    path = kept_in / "census.xml"
    path.write_bytes(census(*CHILDREN).getvalue())
    return path


def test_the_page_and_the_command_keep_one_snapshot(
    file: Path, kept_in: Path, check_return: CheckReturn, capsys: pytest.CaptureFixture[str]
) -> None:
    by_page = check_return(*CHILDREN, name=file.name).snapshot
    assert main(["facts", "snapshot", "--from", str(file)]) == 0
    assert capsys.readouterr().out.splitlines()[0] == by_page
    assert [each.id for each in snapshots(kept_in / "snapshots")] == [by_page]
