"""Bring the database to where the code is: migrations, the cache's table, the web's role and what it may touch."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from hearth.wiring import database


def pending_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def is_empty() -> bool:
    return "django_migrations" not in connection.introspection.table_names()


def prepare() -> int:
    """Migrate, and make the web's role. Gives the number of migrations applied."""
    count = pending_migrations()
    if count:
        call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    database.prepare_web_role(database.owners_place())
    return count
