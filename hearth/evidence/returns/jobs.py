"""What is checked in the background, so that a page need not wait for it; and what is forgotten when its time is over."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from procrastinate.contrib.django import app

from hearth.evidence.returns.check_run import FILES, check_run
from hearth.evidence.returns.models import Explanation, Issue, Run
from hearth.foundation.council import council


@app.task(name="returns.check_census", queue="returns", lock="returns")  # one file at a time
def check_waiting_run(run: int) -> None:
    """Checks a run that is not over. One whose process died is begun anew: nothing of it was kept."""
    waiting = Run.objects.filter(pk=run, ended_at__isnull=True).select_related("given_by").first()
    if waiting is not None:
        check_run(waiting)


def forget_old_checks() -> tuple[int, int]:
    """Files and issues whose days are over; how many of each. Counts stay. Runs as the owner, daily.

    An explanation stays as long as any check that is still here asks for it.
    """
    now, kept = timezone.now(), council().returns
    old = Run.objects.filter(ended_at__lt=now - timedelta(days=kept.file_days))
    young = Run.objects.filter(Q(ended_at__isnull=True) | Q(ended_at__gte=now - timedelta(days=kept.file_days)))
    gone = set(old.values_list("sha256", flat=True)) - set(young.values_list("sha256", flat=True))
    files = [sha256 for sha256 in gone if FILES.path_of(sha256).exists()]
    for sha256 in files:
        FILES.forget(sha256)
    over = Run.objects.filter(ended_at__lt=now - timedelta(days=kept.issues_days), forgotten_at__isnull=True)
    numbers = list(over.values_list("pk", flat=True))
    issues, _ = Issue.objects.filter(run__in=numbers).delete()
    Run.objects.filter(pk__in=numbers).update(forgotten_at=now, failed_rules={}, reader_lines=[])
    if numbers:
        asked = Issue.objects.filter(record=OuterRef("record"), run__authority=OuterRef("authority"))
        Explanation.objects.filter(~Exists(asked)).delete()
    return len(files), issues
