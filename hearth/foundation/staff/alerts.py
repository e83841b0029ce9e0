"""Telling one worker something. No names in it: the page it leads to has its own guard."""

from __future__ import annotations

from django.db import connection

from hearth.foundation.staff.models import Worker


def tell(worker: Worker, says: str, *, leads_to: str = "") -> None:
    """Plain SQL, because Django reads back what it inserts, and whoever tells may not read another's alerts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into staff_alert (worker_id, says, leads_to) values (%s, %s, %s)", [worker.pk, says, leads_to]
        )
