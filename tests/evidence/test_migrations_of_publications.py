"""What stood published before Hearth kept figures."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.cast import Cast

BEFORE, SINCE = [("measures", "0002_second_wall")], [("measures", "0004_kept_as_published")]


def test_it_is_withdrawn_and_says_why(cast: Cast) -> None:
    back = MigrationExecutor(connection)
    back.migrate(BEFORE)
    old = back.loader.project_state(BEFORE).apps.get_model("measures", "Publication")
    kept = old.objects.create(snapshot="2026-03-31-x", facts_on=date(2026, 3, 31), published_by_id=cast.stu.pk)
    with connection.cursor() as cursor:
        cursor.execute(
            "set constraints all immediate; set constraints all deferred"
        )  # as if it were another transaction's
    MigrationExecutor(connection).migrate(SINCE)
    new = MigrationExecutor(connection).loader.project_state(SINCE).apps.get_model("measures", "Publication")
    now = new.objects.get(pk=kept.pk)
    assert (now.withdrawn_by_id, now.figures, now.threshold, now.definition_version) == (cast.stu.pk, None, None, "")
    assert "Publish them anew" in now.withdrawn_because
