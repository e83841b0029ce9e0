import json
import re
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from hearth.evidence.returns.cin_census import compiling
from hearth.evidence.returns.cin_census.compiled import compiled
from hearth.evidence.returns.cin_census.compiling import Compiling, made_of


def made(folder: Path) -> Compiling:
    return Compiling(2026, "duckdb", kept_in=folder)


def words(sql: str) -> list[str]:
    """Ibis writes the columns that it leaves out in the order of a set."""
    return sorted(re.findall(r"\w+", sql))


def test_the_same_text_is_made_each_time(tmp_path: Path) -> None:
    assert made(tmp_path / "a").rules() == made(tmp_path / "b").rules()


def test_rules_are_made_once_and_are_those_of_the_year(tmp_path: Path) -> None:
    first = made(tmp_path)
    in_this_process = compiled(2026, "duckdb")
    assert [replace(each, sql="") for each in first.rules()] == [replace(each, sql="") for each in in_this_process]
    assert [words(each.sql) for each in first.rules()] == [words(each.sql) for each in in_this_process]
    first.stop()
    assert [each.name for each in tmp_path.iterdir()] == [f"rules-2026-duckdb-{made_of()}.json"]
    again = made(tmp_path)
    assert again._process is None
    assert again.rules() == first.rules()


def test_what_was_made_of_other_rules_is_not_used_and_is_taken_away(tmp_path: Path) -> None:
    earlier = tmp_path / "rules-2026-duckdb-0123456789abcdef.json"
    earlier.write_text("[]", encoding="utf-8")
    of_another_year = tmp_path / "rules-2025-duckdb-0123456789abcdef.json"
    of_another_year.write_text("[]", encoding="utf-8")
    assert len(made(tmp_path).rules()) == len(compiled(2026, "duckdb"))
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        of_another_year.name,
        f"rules-2026-duckdb-{made_of()}.json",
    ]


def test_what_cannot_be_read_is_made_again(tmp_path: Path) -> None:
    (tmp_path / f"rules-2026-duckdb-{made_of()}.json").write_text('[{"code": "100"', encoding="utf-8")
    assert len(made(tmp_path).rules()) == len(compiled(2026, "duckdb"))


def test_rules_of_which_one_could_not_be_made_are_told_and_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [{"code": code, "severity": "error", "scope": "row", "fields": [], "says": ""} for code in ("100", "200")]
    told[1]["failure"] = "ValueError: the codes are not there"
    monkeypatch.setattr(compiling, "MAKE_RULES", f"print({json.dumps(told)!r})")
    rules = made(tmp_path).rules()
    assert [(each.code, each.failure) for each in rules] == [
        ("100", ""), ("200", "ValueError: the codes are not there")
    ]  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def test_where_the_making_ends_badly_what_it_told_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "MAKE_RULES", "print('[]')\nraise SystemExit(3)")
    begun = made(tmp_path)
    with pytest.raises(RuntimeError, match="the rules could not be made ready"):
        begun.rules()
    begun.stop()
    assert list(tmp_path.iterdir()) == []


def test_stopped_before_its_end_it_is_killed_and_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "MAKE_RULES", "import time\ntime.sleep(600)")
    begun = made(tmp_path)
    begun.stop()
    assert begun._process
    assert (begun._process.returncode, list(tmp_path.iterdir())) == (-signal.SIGKILL, [])


def test_where_nothing_may_be_written_they_are_made_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    assert len(made(tmp_path / "a file").rules()) == len(compiled(2026, "duckdb"))


def test_nothing_that_lies_beside_a_return_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (beside := tmp_path / "beside").mkdir()
    for name in ("ibis", "hearth", "json"):
        (beside / f"{name}.py").write_text("open('ran', 'w')\nraise SystemExit(3)\n")
    monkeypatch.chdir(beside)
    rules = made(tmp_path / "kept").rules()
    assert ({each.failure for each in rules}, (beside / "ran").exists()) == ({""}, False)
