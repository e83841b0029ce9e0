from pathlib import Path

import pytest

from hearth.evidence.returns.cin_census.compiled import compiled
from hearth.evidence.returns.cin_census.compiling import Compiling, made_of


def made(folder: Path) -> Compiling:
    return Compiling(2026, "duckdb", kept_in=folder)


def test_rules_are_made_once_and_are_those_of_the_year(tmp_path: Path) -> None:
    first = made(tmp_path)
    assert [each.sql for each in first.rules()] == [each.sql for each in compiled(2026, "duckdb")]
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
