"""What the front door has done in the background."""

from __future__ import annotations

from django.db import transaction
from procrastinate.contrib.django import app

from hearth.casework.frontdoor.known import keep_best_match, who_may_be_known
from hearth.casework.frontdoor.models import Contact
from hearth.casework.frontdoor.queries import told_in
from hearth.foundation.audit.audited import write_act
from hearth.foundation.staff.second_wall import stepped_in
from hearth.foundation.staff.system import system_worker


@app.task(name="frontdoor.look_whether_known", queue="front_door")
def look_whether_known(contact: int) -> None:
    """A partner may not search: so that the queue says who may be known before anybody takes what they sent."""
    found = Contact.objects.filter(pk=contact, best_match__isnull=True).first()
    if found is None:
        return
    by, people = system_worker(), told_in(found)
    with stepped_in(by):
        known = who_may_be_known(found, people)
    with transaction.atomic():
        keep_best_match(found, known)
        write_act(found, by=by, name="frontdoor.look_whether_known")
