"""Checking a CIN census with every module: `python -m benchmarks.returns [--children 1000 10000 50000 250000]`.

Each size in a process of its own, so that its peak memory is its own. The whole check stands against a bare pass of
`lxml.etree.iterparse` over the same file in the same run: quote the ratio, machines are noisy.
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from lxml import etree

from benchmarks.machine import machine, write_result
from benchmarks.returns.generated import write
from hearth.evidence.returns.cin_census.check import check, run
from hearth.evidence.returns.cin_census.columns import columns_of
from hearth.evidence.returns.cin_census.compiled import compiled
from hearth.evidence.returns.cin_census.compiling import KEPT_IN
from hearth.evidence.returns.cin_census.reader import read
from hearth.evidence.returns.cin_census.written_report import as_json

SIZES = [1_000, 10_000, 50_000, 250_000]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--children", type=int, nargs="+", default=SIZES)
    arguments.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    arguments.add_argument("--part", choices=["first", "bare", "whole", "parts"], help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    if chosen.one:
        print(json.dumps({"first": _first, "bare": _bare, "whole": _whole, "parts": _parts}[chosen.part](chosen.one)))
        return
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for children in chosen.children:
            file = Path(folder) / "census.xml"
            write(children, file)
            first, bare, whole, parts = (_apart(file, part) for part in ("first", "bare", "whole", "parts"))
            rows.append(
                f"| {children:,} | {file.stat().st_size / 1e6:.0f} | {bare['seconds']:.2f} | {parts['read']:.2f} | "
                f"{parts['check']:.2f} | {parts['report']:.2f} | {first['seconds']:.2f} | {whole['seconds']:.2f} | "
                f"{whole['seconds'] / bare['seconds']:.1f} | {whole['megabytes']:.0f} | {whole['issues']:,} |"
            )
    table = [
        f"`python -m benchmarks.returns` on {machine()}. Seconds; the whole is the command's own path. The first "
        "time after an installation its rules are made ready, by a second process, while the file is read.",
        "",
        "| children | file, MB | bare parse | read | check | report | first whole | whole | whole / bare | peak MB | issues |",
        "| --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |",
        *rows,
    ]
    print("\n".join(table))
    write_result("returns", "\n".join(table), is_whole=set(SIZES) <= set(chosen.children))


def _apart(file: Path, part: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.returns", "--one", str(file), "--part", part]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(answer.stdout)
    return found


def _bare(file: Path) -> dict[str, float]:
    began = time.perf_counter()
    for _, element in etree.iterparse(file):
        element.clear()
    return {"seconds": time.perf_counter() - began}


def _whole(file: Path) -> dict[str, float]:
    began = time.perf_counter()
    report = check(file).report
    as_json(report, io.StringIO())
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "megabytes": peak, "issues": len(report.issues)}


def _first(file: Path) -> dict[str, float]:
    for kept in KEPT_IN.glob("rules-*.json"):
        kept.unlink()
    return _whole(file)


def _parts(file: Path) -> dict[str, float]:
    rules = compiled(2026, "duckdb")
    at = [time.perf_counter()]
    columns = columns_of(read(file))
    at.append(time.perf_counter())
    report = run(columns, rules, year=2026, reference_date=date(2026, 3, 31))
    at.append(time.perf_counter())
    as_json(report, io.StringIO())
    at.append(time.perf_counter())
    return {"read": at[1] - at[0], "check": at[2] - at[1], "report": at[3] - at[2]}


if __name__ == "__main__":
    main()
