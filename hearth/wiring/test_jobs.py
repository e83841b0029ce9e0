"""What a job leaves behind, and what becomes of one whose process died."""

from __future__ import annotations

from datetime import timedelta

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from hearth.wiring.jobs import clear_jobs

DEAD, ALIVE = timedelta(minutes=5), timedelta(seconds=5)


def job(task: str, status: str, *, ago: timedelta, worker: int | None = None, tries: int = 0, lock: str = "") -> int:
    """One that came to `status` so long ago, as procrastinate itself writes it down."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_jobs (queue_name, task_name, args, attempts, worker_id, queueing_lock) "
            "values ('mail', %s, '{\"email\": \"dee@council.example\"}', %s, %s, %s) returning id",
            [task, tries, worker, lock or None],
        )
        (number,) = cursor.fetchone()
        for step in () if status == "todo" else ("doing",) if status == "doing" else ("doing", status):
            cursor.execute("update procrastinate_jobs set status = %s where id = %s", [step, number])
        cursor.execute("update procrastinate_events set at = %s where job_id = %s", [timezone.now() - ago, number])
    return int(number)


def process(*, silent_for: timedelta) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_workers (last_heartbeat) values (%s) returning id", [timezone.now() - silent_for]
        )
        (number,) = cursor.fetchone()
    return int(number)


def left() -> dict[int, tuple[str, int]]:
    return {each.pk: (each.status, each.attempts) for each in ProcrastinateJob.objects.all()}


@pytest.mark.parametrize("status", ["succeeded", "failed", "cancelled", "aborted"])
def test_a_job_that_is_over_is_gone_after_a_day_with_what_it_was_given(db: None, status: str) -> None:
    job("staff.send_password_link", status, ago=timedelta(hours=25))
    lately = job("staff.send_password_link", status, ago=timedelta(hours=23))
    waits = job("staff.send_password_link", "todo", ago=timedelta(days=3))
    async_to_sync(clear_jobs.func)(0)
    assert left() == {lately: (status, 0), waits: ("todo", 0)}


def test_a_job_whose_process_died_is_taken_up_again_but_not_for_ever(db: None) -> None:
    dead, alive = process(silent_for=DEAD), process(silent_for=ALIVE)
    letter = job("staff.send_password_link", "doing", ago=timedelta(minutes=9), worker=dead)
    orphan = job("staff.send_password_link", "doing", ago=timedelta(minutes=9))
    tried = job("staff.send_password_link", "doing", ago=timedelta(days=2), worker=dead, tries=3)
    being_done = job("staff.send_password_link", "doing", ago=timedelta(days=2), worker=alive)
    async_to_sync(clear_jobs.func)(0)
    assert left() == {letter: ("todo", 1), orphan: ("todo", 1), tried: ("failed", 4), being_done: ("doing", 0)}


def test_what_comes_round_by_itself_never_stands_in_the_way_of_the_next(db: None) -> None:
    died = job("seal_the_audit", "doing", ago=timedelta(minutes=9), lock="seal_the_audit")
    following = job("seal_the_audit", "todo", ago=timedelta(minutes=1), lock="seal_the_audit")
    async_to_sync(clear_jobs.func)(0)
    assert left() == {died: ("failed", 1), following: ("todo", 0)}
