"""What Hearth does by itself, and when. The queue is in PostgreSQL; `hearth serve` runs the worker."""

from __future__ import annotations

from procrastinate.contrib.django import app

from hearth.casework.frontdoor.jobs import look_whether_known
from hearth.casework.frontdoor.unfinished import clear_unsent
from hearth.foundation.audit.seal import seal
from hearth.foundation.staff.forgotten_password import send_password_link
from hearth.foundation.staff.sessions import close_dormant_accounts
from hearth.foundation.staff.sweeping import sweep
from hearth.governance.bring_in_records.jobs import read_waiting_run

__all__ = ["look_whether_known", "read_waiting_run", "send_password_link"]


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
