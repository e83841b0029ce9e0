from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.utils import timezone

from hearth.casework.frontdoor.models import Check, Contact
from hearth.casework.frontdoor.queries import agencies_that_answer, told_in, working_in
from hearth.casework.frontdoor.rules import may_ask
from hearth.casework.frontdoor.waiting import hold_still
from hearth.foundation.audit.audited import audited
from hearth.foundation.council import council
from hearth.foundation.periods.words import moment_in_words
from hearth.foundation.refusals import insist
from hearth.foundation.staff.alerts import tell
from hearth.foundation.staff.models import Worker


@audited
def ask_agency(
    *, contact: Contact, organisations: Collection[int], about: Collection[int], asks: str, on: date, by: Worker
) -> Contact:
    """One question to each agency, each with its own clock, to the people of that agency who sign in.

    No chronology line: the contact has no family yet. The decision that makes or joins one tells what was answered.
    """
    held = hold_still(contact)
    told = {each.pk for each in told_in(held)}
    asked = [
        (organisation, team) for organisation, team in agencies_that_answer(on) if organisation.pk in organisations
    ]
    waiting = set(held.checks.filter(answer="").values_list("organisation__name", flat=True))
    insist(may_ask(waiting, [organisation.name for organisation, _ in asked]))
    due_at = timezone.now() + timedelta(hours=council().front_door.agency_check_hours)
    for organisation, team in asked:
        check = Check.objects.create(
            contact=held,
            organisation=organisation,
            team=team,
            asks=asks,
            about=sorted(told & set(about)),
            asked_by=by,
            due_at=due_at,
        )
        for worker in working_in(team, on):
            tell(
                worker,
                f"The front door asks you for a check. Answer by {moment_in_words(due_at)}",
                leads_to=f"/checks/{check.pk}/answer-check/",
            )
    return held
