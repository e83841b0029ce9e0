"""Taking and opening a snapshot: `python -m benchmarks.facts [--children 10000 100000] [--casework]`.

Each size in a process of its own, so that its peak memory is its own. With `--casework` a council of that many children is
poured into a PostgreSQL of its own first, and reading it is measured too.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.machine import machine, write_result

SIZES = [10_000, 100_000]
KEY = b"a secret of the benchmark's own, long enough"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--children", type=int, nargs="+", default=SIZES)
    arguments.add_argument("--casework", action="store_true")
    arguments.add_argument("--one", choices=["generated", "casework"], help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    if chosen.one:
        print(json.dumps({"generated": _generated, "casework": _casework}[chosen.one](chosen.children[0])))
        return
    rows = []
    for children in chosen.children:
        for kind in ("generated", "casework") if chosen.casework else ("generated",):
            found = _apart(kind, children)
            read = f"{found['read']:.2f}" if "read" in found else "–"
            rows.append(
                f"| {kind} | {children:,} | {found['rows']:,} | {read} | {found['pseudonyms']:.2f} | {found['take']:.2f} | "
                f"{found['open']:.2f} | {found['compare']:.2f} | {found['file']:.0f} | {found['megabytes']:.0f} |"
            )
    table = [
        f"`python -m benchmarks.facts` on {machine()}. Seconds. A generated council is ten years of every table, made in "
        "columns; from casework, what casework has a home for. Taking is all of it: pseudonyms, putting in order, "
        "writing, hashing; opening verifies. The peak is of the whole process, with what made the council.",
        "",
        "| source | children | rows | read | pseudonyms | take | open | compare | files, MB | peak MB |",
        "| :-- | --: | --: | --: | --: | --: | --: | --: | --: | --: |",
        *rows,
    ]
    print("\n".join(table))
    write_result("facts", "\n".join(table), is_whole=set(SIZES) <= set(chosen.children))


def _apart(kind: str, children: int) -> dict[str, Any]:
    folder = tempfile.mkdtemp(prefix="hearth-bench-")
    try:
        answer = subprocess.run(
            [sys.executable, "-m", "benchmarks.facts", "--one", kind, "--children", str(children)],
            env={name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {"HEARTH_DATA": folder},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    found: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    return found


def _generated(children: int) -> dict[str, float]:
    from benchmarks.facts.generated import UNTIL, council_of_ten_years

    return _kept(council_of_ten_years(children), UNTIL)


def _casework(children: int) -> dict[str, float]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearth.wiring.settings")
    import django

    django.setup()
    from django.utils import timezone

    from benchmarks.council import A_FAMILY, CHILDREN, make
    from hearth.evidence.facts.from_casework import read_casework
    from hearth.wiring.prepare import prepare

    prepare()
    make(children * A_FAMILY // CHILDREN)
    today = timezone.localdate()
    began = time.perf_counter()
    known = read_casework(on=today)
    return {"read": time.perf_counter() - began} | _kept(known.facts, today)


def _kept(facts: Any, on: Any) -> dict[str, float]:
    from hearth.evidence.facts.pseudonyms import pseudonymised
    from hearth.evidence.facts.snapshot import compare, open_snapshot, take

    with tempfile.TemporaryDirectory() as folder:
        at = [time.perf_counter()]
        pseudonymised(facts, KEY)
        at.append(time.perf_counter())
        manifest = take(facts, folder=Path(folder), taken_on=on, key=KEY)
        at.append(time.perf_counter())
        opened = open_snapshot(Path(folder), manifest.id)
        at.append(time.perf_counter())
        compare(opened, opened)
        at.append(time.perf_counter())
        return {
            "rows": sum(manifest.rows.values()),
            "pseudonyms": at[1] - at[0],
            "take": at[2] - at[1],
            "open": at[3] - at[2],
            "compare": at[4] - at[3],
            "file": sum(each.stat().st_size for each in (Path(folder) / manifest.id).iterdir()) / 1e6,
            "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }


if __name__ == "__main__":
    main()
