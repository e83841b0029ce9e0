"""Spark finds in a return what DuckDB finds. `make spark` installs Spark and runs these."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import astuple, replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks.returns.generated import write
from hearth.evidence.returns.cin_census.check import Report, check, run
from hearth.evidence.returns.cin_census.columns import columns_of
from hearth.evidence.returns.cin_census.compiled import compiled
from hearth.evidence.returns.cin_census.example import Given, assessment, census, child, episode, protection_plan
from hearth.evidence.returns.cin_census.in_spark import cannot_start
from hearth.evidence.returns.cin_census.reader import read

PROJECT = Path(__file__).resolve().parents[2]
RETURNS = PROJECT.parent / "shared" / "data" / "returns"
NO_SPARK = cannot_start()

needs_spark = pytest.mark.skipif(bool(NO_SPARK), reason=NO_SPARK)
pytestmark = [  # pyspark's own: it warns of the pandas that is here, and leaves the socket open by which a table goes in
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas"),
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]


def told(report: Report) -> tuple[list[str], list[str], dict[str, str], int]:
    """All fields of all issues, in an order of their own."""
    issues = sorted(repr(astuple(each)) for each in report.issues)
    return issues, sorted(repr(astuple(each)) for each in report.return_level), report.failed_rules, report.children


def awkward() -> list[Given]:
    """Where two engines could differ: ends of lines and signs beyond the alphabet, leap days, empty and wrong values."""
    numbers = [
        "",
        "A12345678901\u0085Z",
        "A1234\n5678901",
        "É234567890123",
        "😀😀😀😀45678901",
        "a123456789012",
        "A33000000001I",
    ]
    odd = [child(LAchildID=f"é{number}", UPN=text, FormerUPN=text) for number, text in enumerate(numbers)]
    leap = [
        child(LAchildID=f"L{number}", UPN=None, PersonBirthDate=day)
        for number, day in enumerate(
            ["2000-02-29", "2001-02-28", "2020-02-29", "2001-03-31", "2021-02-30", "1900-01-01"]
        )
    ]
    nothing = episode(CINreferralDate=None, ReferralNFA="x", PrimaryNeedCode="", Assessments=[assessment("")])
    plans = [protection_plan(None, "2025-08-01", NumberOfPreviousCPP="-1"), protection_plan(CPPstartDate=None)]
    return [*odd, *leap, child(nothing, Disabilities=()), child(episode(ChildProtectionPlans=plans), LAchildID=None)]


@needs_spark
@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_in_every_year_both_find_the_same_in_what_is_awkward(year: int) -> None:
    file = census(*awkward()).getvalue()
    in_duckdb, in_spark = (check(io.BytesIO(file), year=year, engine=engine).report for engine in ("duckdb", "spark"))
    assert told(in_spark) == told(in_duckdb)
    assert (in_spark.failed_rules, in_spark.has_errors) == ({}, True)


@needs_spark
@pytest.mark.parametrize(
    "name", ["fake_CIN_data", "hidden_harm_3735", "CIN_Census_2021", "CIN_Census_2024", "CIN_Census_2026"]
)
def test_both_find_the_same_in_a_real_file(name: str) -> None:
    file = RETURNS / f"{name}.xml"
    if not file.exists():
        pytest.skip("the sample returns are not beside the project")
    assert told(check(file, year=2026, engine="spark").report) == told(check(file, year=2026).report)


@needs_spark
def test_both_find_the_same_of_ten_thousand_children(tmp_path: Path) -> None:
    file = tmp_path / "census.xml"
    write(10_000, file)
    in_spark = check(file, engine="spark").report
    assert told(in_spark) == told(check(file).report)
    assert (in_spark.children, len(in_spark.issues) > 10_000) == (10_000, True)


@needs_spark
def test_a_rule_that_fails_in_spark_is_told_and_nothing_is_called_clean() -> None:
    columns = columns_of(read(census(child())))
    every = compiled(2026, "spark")
    broken = [replace(every[0], sql="select nonsense"), replace(every[1], sql="select 1 / 0 as ChildIdentifiers")]
    report = run(columns, [*broken, every[2]], year=2026, reference_date=date(2026, 3, 31), engine="spark")
    assert (sorted(report.failed_rules), report.has_errors) == (sorted(each.code for each in broken), True)


def command(tmp_path: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    given = {"PATH": str(tmp_path), "HEARTH_DATA": str(tmp_path / "data"), "PYTHONPATH": str(PROJECT), **environment}
    words = (sys.executable, "-m", "hearth.wiring.command_line", "returns", "check", "cin-census", *words)
    return subprocess.run(words, env=given, capture_output=True, text=True, check=False)


def test_without_spark_or_java_it_says_how_to_install_them(tmp_path: Path) -> None:
    file = tmp_path / "census.xml"
    file.write_bytes(census(child()).getvalue())
    done = command(tmp_path, str(file), "--engine", "spark")
    missing = "there is no Java" if find_spec("pyspark") else "pyspark is not installed"
    assert (done.returncode, done.stdout) == (2, "")
    assert " ".join(done.stderr.split()) == (
        f"Spark cannot be used here: {missing}. "
        'Install Spark with: pip install "hearth-casework[spark]". It needs Java 17 or newer.'
    )


def test_several_returns_have_a_report_each(tmp_path: Path) -> None:
    (tmp_path / "north").mkdir()
    good, bad, same = tmp_path / "avon.xml", tmp_path / "exe.xml", tmp_path / "north" / "avon.xml"
    for file in (good, same):
        file.write_bytes(census(child()).getvalue())
    bad.write_text("not a census")
    out = tmp_path / "reports"
    done = command(tmp_path, str(bad), str(good), "--format", "json", "--out", str(out))
    assert (done.returncode, [each.name for each in out.iterdir()]) == (2, ["avon.json"])
    done = command(tmp_path, str(good), str(same), "--format", "json", "--out", str(out))
    assert (done.returncode, "no name twice" in " ".join(done.stderr.split())) == (2, True)
