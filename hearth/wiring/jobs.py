"""What Hearth does by itself, and when. The queue is in PostgreSQL; `hearth serve` runs the worker."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from hearth.casework.frontdoor.jobs import look_whether_known
from hearth.casework.frontdoor.unfinished import clear_unsent
from hearth.evidence.returns.jobs import check_waiting_run, forget_old_checks
from hearth.foundation.audit.seal import seal
from hearth.foundation.staff.forgotten_password import send_password_link
from hearth.foundation.staff.sessions import close_dormant_accounts
from hearth.foundation.staff.sweeping import sweep
from hearth.governance.bring_in_records.jobs import read_waiting_run

__all__ = ["check_waiting_run", "look_whether_known", "read_waiting_run", "send_password_link"]

_KEPT_FOR = 24  # hours after its end that somebody may look at a job which failed
_DEAD_AFTER = 120  # seconds without a sign of life from the process that did a job; it gives one every 10
_TRIES = 3


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="seal_the_audit", pass_context=False)
def seal_the_audit(timestamp: int) -> None:
    while seal():
        pass


@app.periodic(cron="15 3 * * *")
@app.task(queueing_lock="close_dormant_accounts")
def close_dormant(timestamp: int) -> None:
    close_dormant_accounts()


@app.periodic(cron="30 3 * * *")
@app.task(queueing_lock="sweep")
def sweep_what_is_over(timestamp: int) -> None:
    sweep()


@app.periodic(cron="45 3 * * *")
@app.task(queueing_lock="clear_unsent_referrals")
def clear_unsent_referrals(timestamp: int) -> None:
    clear_unsent()


@app.periodic(cron="50 3 * * *")
@app.task(queueing_lock="forget_old_checks")
def forget_checks(timestamp: int) -> None:
    forget_old_checks()


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="clear_jobs", pass_context=False)
async def clear_jobs(timestamp: int) -> None:
    """Take up the jobs whose process died, and throw away those that are over, with the addresses they were given.

    What comes round by itself is not taken up: the next of its kind waits already, and two may not.
    """
    jobs = app.job_manager
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=_DEAD_AFTER):
        if job.queueing_lock or job.attempts >= _TRIES:
            await jobs.finish_job(job, Status.FAILED, delete_job=False)
        else:
            await jobs.retry_job(job, retry_at=datetime.now(UTC))
    await jobs.delete_old_jobs(_KEPT_FOR, include_failed=True, include_cancelled=True, include_aborted=True)
