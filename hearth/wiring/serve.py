"""The site and its jobs as child processes of one command, stopped together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
import webbrowser
from collections.abc import Callable
from types import FrameType
from urllib.error import URLError

from hearth.wiring import database
from hearth.wiring.database import Place
from hearth.wiring.prepare import prepare

STARTS_WITHIN = 30  # seconds
JOBS_REST = 2  # seconds before jobs that stopped are started again
Child = subprocess.Popen[bytes]


def serve(
    *,
    host: str,
    port: int,
    workers: int,
    opens: bool,
    say: Callable[[str], None],
    before: Callable[[], None] | None = None,
) -> int:
    """Run until Ctrl-C or SIGTERM. The database keeps what is in it; an embedded one is stopped with us.

    `before` is done once the database is ready and before the site is up, such as loading the invented council.
    """
    prepare()
    if before:
        before()
    owner = database.owners_place()
    site = _site(database.webs_place(owner), host, port, workers)
    jobs = _jobs(owner)

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    address = f"http://{host}:{port}/"
    try:
        _wait_until_up(address, site)
        say(f"Hearth is at {address}   (stop with Ctrl-C)")
        if opens:
            webbrowser.open(address)
        while site.poll() is None:
            time.sleep(0.3)
            if jobs.poll() is not None:
                say("The jobs stopped; starting them again.")
                time.sleep(JOBS_REST)
                jobs = _jobs(owner)
        say("The site stopped by itself: its last words are above.")
        return 1
    except KeyboardInterrupt:
        say("Stopping. Everything is kept.")
        return 0
    finally:
        for child in (site, jobs):
            if child.poll() is None:
                child.terminate()
        for child in (site, jobs):
            try:
                child.wait(timeout=10)
            except subprocess.TimeoutExpired:
                child.kill()


def _site(web: Place, host: str, port: int, workers: int) -> Child:
    """The web knows the way in of its own role and no other."""
    where = ["--host", host, "--port", str(port), "--workers", str(workers)]
    how = ["--interface", "wsgi", "--blocking-threads", "2", "--no-ws", "--log-level", "warning"]
    return subprocess.Popen(
        [sys.executable, "-m", "granian", *how, *where, "hearth.wiring.wsgi:application"],
        env=os.environ | {"DATABASE_URL": web.url(), "HEARTH_PROCESS": "web"},
    )


def _jobs(owner: Place) -> Child:
    return subprocess.Popen(
        [sys.executable, "-m", "hearth.wiring.run_jobs"],
        env=os.environ | {"DATABASE_URL": owner.url(), "HEARTH_PROCESS": "jobs"},
    )


def _wait_until_up(address: str, site: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < ends:
        if site.poll() is not None:
            raise SystemExit("The site did not start. Is another program using the port? Try: hearth serve --port 8001")
        try:
            urllib.request.urlopen(address + "healthy/", timeout=2).close()
        except (URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"The site did not answer within {STARTS_WITHIN} seconds.")
