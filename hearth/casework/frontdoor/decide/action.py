from __future__ import annotations

from datetime import date

from django.utils import timezone

from hearth.casework.chronology.write import write_line
from hearth.casework.frontdoor.alerts import alert
from hearth.casework.frontdoor.decide.family import make_family
from hearth.casework.frontdoor.known import hold_known
from hearth.casework.frontdoor.models import Contact, PersonTold
from hearth.casework.frontdoor.queries import families_now, families_worked_with, told_in, who_to_alert
from hearth.casework.frontdoor.rules import JOINED, OPENS_A_FAMILY, STRATEGY_DISCUSSION, may_decide
from hearth.casework.frontdoor.standing import standing_of
from hearth.casework.frontdoor.waiting import hold_still
from hearth.foundation.audit.audited import audited
from hearth.foundation.codes import ReferralSource
from hearth.foundation.periods.words import date_in_words
from hearth.foundation.refusals import insist
from hearth.foundation.staff.models import Worker

NAME = "frontdoor.decide"


@audited
def decide(
    *,
    contact: Contact,
    outcome: str,
    because: str,
    family_name: str = "",
    tell_referrer: str = "",
    is_told_now: bool = True,
    without_checks_because: str = "",
    version: int,
    on: date,
    by: Worker,
) -> Contact:
    """Decide what becomes of a contact. Whoever decides second is told who decided what, and writes nothing.

    It is a referral only when it opens a new episode: a contact about a family already worked with joins it.
    """
    held = hold_still(contact, version=version)
    people = told_in(held)
    for told in people:
        if told.person_id:
            hold_known(contact=held, person=told.person_id, by=by, on=on)
    standing = standing_of(held, people, on)
    insist(may_decide(standing, outcome, without_checks_because=without_checks_because))
    held.outcome = outcome
    if outcome == JOINED:
        _join(held, people, on, by)
    elif outcome in OPENS_A_FAMILY:
        _open(held, people, family_name, on, by)
    else:
        _note_for_those_known(held, people, on, by)
    held.decided_at, held.decided_by, held.decided_because = timezone.now(), by, because
    held.decided_without_checks = without_checks_because if standing.waiting_checks else ""
    held.told_referrer = tell_referrer
    held.told_referrer_at = held.decided_at if is_told_now and tell_referrer else None
    held.version += 1
    held.save()
    return held


def _open(contact: Contact, people: list[PersonTold], family_name: str, on: date, by: Worker) -> None:
    family, new = make_family(contact=contact, people=people, name=family_name, on=on, by=by)
    contact.family, contact.is_referral = family, new > 0
    write_line(
        family=family,
        says=f"Referral {_told(contact)}: {contact.get_outcome_display().lower()}",
        happened_on=on,
        slice=NAME,
        leads_to=_page(contact),
        is_significant=contact.outcome == STRATEGY_DISCUSSION,
        by=by,
    )


def _join(contact: Contact, people: list[PersonTold], on: date, by: Worker) -> None:
    families = families_worked_with(people, on)
    contact.family, contact.is_referral = families[0], False
    for family in families:
        write_line(
            family=family,
            says=f"New contact {_told(contact)} joined the work already going on",
            happened_on=on,
            slice=NAME,
            leads_to=_page(contact),
            is_significant=contact.is_in_immediate_danger,
            by=by,
        )
        danger = " A child may be in danger now." if contact.is_in_immediate_danger else ""
        alert(
            who_to_alert(family, on),
            says=f"A new contact, {contact.reference}, about a family you work with.{danger}",
            leads_to=_page(contact),
        )


def _note_for_those_known(contact: Contact, people: list[PersonTold], on: date, by: Worker) -> None:
    """A line for each family of somebody recognised, and for somebody recognised who is in no family."""
    says = f"Contact {_told(contact)}: {contact.get_outcome_display().lower()}"
    now = families_now(people, on)
    for family in {family.pk: family for families in now.values() for family in families}.values():
        write_line(family=family, says=says, happened_on=on, slice=NAME, leads_to=_page(contact), by=by)
    for told in people:
        if told.person_id and told.person_id not in now:
            write_line(person=told.person, says=says, happened_on=on, slice=NAME, leads_to=_page(contact), by=by)


def _told(contact: Contact) -> str:
    """Where it came from and when. Never the name of a member of the public: a family's chronology may be read to it."""
    source = ReferralSource.read(contact.source)
    whom = contact.referrer_agency or (source.label.lower() if source else "source not known")
    return f"{contact.reference} from {whom}, received {date_in_words(timezone.localdate(contact.received_at))}"


def _page(contact: Contact) -> str:
    return f"/front-door/{contact.pk}/see-contact/"
