"""What Hearth does by itself, and when. The queue is in PostgreSQL; `hearth serve` runs the worker."""

from __future__ import annotations

from procrastinate.contrib.django import app

from hearth.foundation.audit.seal import seal
from hearth.foundation.staff.sessions import close_dormant_accounts


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="seal_the_audit", pass_context=False)
def seal_the_audit(timestamp: int) -> None:
    while seal():
        pass


@app.periodic(cron="15 3 * * *")
@app.task(queueing_lock="close_dormant_accounts")
def close_dormant(timestamp: int) -> None:
    close_dormant_accounts()
