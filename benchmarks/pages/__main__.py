"""The pages that are opened all day, under a steady load: `python -m benchmarks.pages [--persons 1000 100000]`.

For each size a council is generated in a database of its own, two granian workers serve it as in use, and each page is
asked for twenty times a second. A request's time runs from when it was due, not from when it could be sent, so that a
queue is not hidden. All sizes are measured in one run: quote the ratios, machines are noisy.
"""

from __future__ import annotations

import argparse
import http.client
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hearth.foundation.staff.models import Worker

RATE = 20  # requests a second
SECONDS = 20
SIZES = [1_000, 10_000, 100_000]
PORT = 8791


@dataclass(frozen=True)
class Page:
    title: str
    path: str
    worker: Worker


@dataclass(frozen=True)
class Result:
    title: str
    persons: int
    p50: float
    p95: float
    worst: float
    statements: int


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--persons", type=int, nargs="+", default=SIZES)
    arguments.add_argument("--seconds", type=int, default=SECONDS)
    arguments.add_argument("--size", type=int, help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    if chosen.size:
        _measure_one_size(chosen.size, chosen.seconds)
        return
    rows: list[str] = []
    for size in chosen.persons:
        folder = tempfile.mkdtemp(prefix="hearth-bench-")
        try:
            answer = subprocess.run(
                [sys.executable, "-m", "benchmarks.pages", "--size", str(size), "--seconds", str(chosen.seconds)],
                env=os.environ | {"HEARTH_DATA": folder},
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            )
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        rows += answer.stdout.strip().splitlines()
    _report(
        [
            Result(t, int(n), float(a), float(b), float(w), int(s))
            for t, n, a, b, w, s in (row.split("|") for row in rows)
        ],
        is_whole=set(SIZES) <= set(chosen.persons) and chosen.seconds >= SECONDS,
    )


def _report(results: list[Result], *, is_whole: bool) -> None:
    from benchmarks.machine import machine, write_result

    smallest = {each.title: each.p95 for each in reversed(results)}
    lines = [
        f"Measured on {machine()}. {RATE} requests a second, two granian workers, the load on the same machine; "
        "rows marked † one request after another, as the open peers' figures were taken.",
        "",
        "| page | persons | median ms | p95 ms | worst ms | SQL statements | p95 against the smallest |",
        "| --- | --: | --: | --: | --: | --: | --: |",
        *(
            f"| {r.title} | {r.persons:,} | {r.p50:.0f} | {r.p95:.0f} | {r.worst:.0f} | {r.statements} | "
            f"{r.p95 / smallest[r.title]:.2f} |"
            for r in results
        ),
    ]
    print("\n".join(lines))
    write_result("pages", "\n".join(lines), is_whole=is_whole)


def _measure_one_size(size: int, seconds: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearth.wiring.settings")
    import django

    django.setup()
    from benchmarks.council import make
    from benchmarks.pages.by_one_person import one_after_another
    from benchmarks.pages.signed_in import cookie_of, statements_of
    from hearth.wiring import database
    from hearth.wiring.prepare import prepare

    prepare()
    started = time.perf_counter()
    made = make(size)
    print(
        f"{made.persons:,} persons, {made.families:,} families made in {time.perf_counter() - started:.0f} s; "
        f"the worker leads {made.families_led}, the pod holds {made.families_of_pod}",
        file=sys.stderr,
    )
    pages = [
        Page("Family, at a glance", f"/families/{made.family}/see-family/", made.worker),
        Page("Front-door queue", "/front-door/queue/", made.front_door),
        Page("My day, lead worker", "/", made.worker),
        Page("My day, pod manager", "/", made.manager),
        Page("My families, lead worker", "/my-families/", made.worker),
        Page("My pod's families", "/my-families/?whose=pod", made.manager),
    ]
    counts = {page.title: statements_of(page.worker, page.path) for page in pages}
    owner = database.owners_place()
    site = subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(PORT), "--workers", "2",
         "--blocking-threads", "2", "--no-ws", "--log-level", "warning", "hearth.wiring.wsgi:application"],
        env=os.environ | {"DATABASE_URL": database.webs_place(owner).url(), "HEARTH_PROCESS": "web"},
    )  # fmt: skip
    try:
        _until_up()
        for page in pages:
            cookie = cookie_of(page.worker)
            _load(page, cookie, RATE, 3)
            times = sorted(_load(page, cookie, RATE, seconds))
            p95 = times[int(len(times) * 0.95)]
            print(f"{page.title}|{size}|{statistics.median(times)}|{p95}|{times[-1]}|{counts[page.title]}", flush=True)
        for title, times, statements in one_after_another(made, PORT):
            p95 = times[int(len(times) * 0.95)]
            print(f"{title}|{size}|{statistics.median(times)}|{p95}|{times[-1]}|{statements}", flush=True)
    finally:
        site.terminate()
        site.wait(10)


def _until_up() -> None:
    for _ in range(300):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=2)
            connection.request("GET", "/healthy/")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the site did not start")


def _load(page: Page, cookie: str, rate: int, seconds: int) -> list[float]:
    """Milliseconds of each request, from the moment it was due."""
    here = threading.local()
    began = time.perf_counter() + 0.2

    def ask(number: int) -> float:
        due = began + number / rate
        time.sleep(max(0.0, due - time.perf_counter()))
        if not hasattr(here, "connection"):
            here.connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
        here.connection.request("GET", page.path, headers={"Cookie": cookie})
        answer = here.connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"{page.path} answered {answer.status}")
        return (time.perf_counter() - due) * 1000

    with ThreadPoolExecutor(max_workers=rate) as pool:
        return list(pool.map(ask, range(rate * seconds)))


if __name__ == "__main__":
    main()
