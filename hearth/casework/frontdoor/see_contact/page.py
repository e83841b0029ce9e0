from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from hearth.casework.frontdoor.door import open_contact
from hearth.casework.frontdoor.known import MayBe, not_spoken_of, standing_words, who_may_be_known
from hearth.casework.frontdoor.models import Check, Contact, PersonTold, Rating
from hearth.casework.frontdoor.queries import (
    also_told_of,
    analyses_of,
    checks_of,
    discussion_of,
    families_worked_with,
    from_whom,
    histories,
    is_decided_without_analysis,
    is_held_by_a_pod,
    latest_lines,
    ratings_of,
    tellings_of,
    told_in,
    words_standing,
)
from hearth.casework.frontdoor.rules import (
    JOINS_A_FAMILY,
    NEEDS_A_STRATEGY_DISCUSSION,
    ContactClock,
    Standing,
    clock_look,
    clock_words,
    decision_due_at,
    waiting_look,
    what_is_missing,
)
from hearth.casework.frontdoor.see_contact.next_step import next_step
from hearth.casework.frontdoor.see_contact.strip import strip_of_years
from hearth.casework.frontdoor.see_contact.told import card_of
from hearth.foundation.audit.audited import write_read
from hearth.foundation.codes import BragRating, LevelOfNeed, ReferralSource
from hearth.foundation.council import closure_days, council
from hearth.foundation.periods.words import by_when, do_by
from hearth.foundation.staff.models import Worker
from hearth.foundation.staff.pages import Request, page, show, today

_ACTS = ("take_contact", "match_person", "rate_contact", "ask_agency", "write_analysis", "decide", "tell_referrer")


@page
def see_contact(request: Request, contact: int) -> HttpResponse:
    held = open_contact(request.worker, contact, on=today())
    people = told_in(held)
    may = {name: request.worker.may(f"frontdoor.{name}") for name in _ACTS}
    is_to_match = held.is_waiting and may["match_person"]
    found = who_may_be_known(held, not_spoken_of(people)) if is_to_match else []
    ratings, analyses, checks = list(ratings_of(held)), list(analyses_of(held)), list(checks_of(held))
    standing = _standing(held, people, found, bool(ratings), bool(analyses), checks)
    return show(
        request,
        {
            "contact": held,
            "cards": [card_of(told, held) for told in people],
            "also_told_of": also_told_of(held) if held.is_waiting and may["take_contact"] else [],
            "from_whom": from_whom(held),
            "source": ReferralSource.read(held.source),
            "may": may,
            "holds_it": held.holder_id == request.worker.pk,
            "found": found,
            "said": words_standing(held) if is_to_match else [],
            "ratings": [(BragRating(each.rating), each) for each in ratings],
            "analyses": [(LevelOfNeed(str(each.level_of_need)), each) for each in analyses],
            "checks": _checks(checks, timezone.localtime()),
            "attachments": list(held.attachments.order_by("pk")),
            "may_see_attachment": request.worker.may("frontdoor.see_attachment"),
            "joins": standing.joins,
            "tellings": tellings_of(held),
            "is_analysed_after": is_decided_without_analysis(held),
            "discussion": discussion_of(held) if held.outcome in NEEDS_A_STRATEGY_DISCUSSION else None,
            "family_words": _family_words(held),
            "left_open": _left_open(people),
            "may_add_person": held.family is not None and request.worker.may("casefile.add_person"),
            "missing": what_is_missing(standing) if held.is_waiting else [],
            "waiting_checks": standing.waiting_checks,
            "step": next_step(held, standing, request.worker, is_held_by_a_pod=is_held_by_a_pod(held, today())),
        }
        | _clock(held, ratings[0] if ratings else None, closure_days())
        | _known(request.worker, held, people, today()),
    )


def _standing(
    contact: Contact,
    people: list[PersonTold],
    found: list[MayBe],
    is_rated: bool,
    has_analysis: bool,
    checks: list[Check],
) -> Standing:
    joins = families_worked_with(people, today()) if contact.is_waiting else []
    return Standing(
        is_rated=is_rated,
        has_analysis=has_analysis,
        without_a_word=tuple(each.told.name for each in found if each.needs_a_word),
        waiting_checks=tuple(check.organisation.name for check in checks if not check.answer),
        is_in_immediate_danger=contact.is_in_immediate_danger,
        joins=joins[0].name if joins else "",
    )


def _family_words(contact: Contact) -> str:
    """What is said of the family's record to whoever may not open it: that there is one, and nothing of it."""
    if contact.family_id is None:
        return "No family’s record was made"
    if contact.outcome in JOINS_A_FAMILY:
        return "It joined a family’s record, which is not open to you"
    return "A family’s record was made for it, or taken up again. It is not open to you"


def _left_open(people: list[PersonTold]) -> dict[str, list[PersonTold]]:
    """Those told of of whom the decision left something to say, by what."""
    return {what.value: [told for told in people if told.left_open == what] for what in PersonTold.LeftOpen}


def _clock(contact: Contact, rating: Rating | None, closures: Collection[date]) -> dict[str, Any]:
    """The first limit to come, and both in words; once decided, whether it was in time."""
    now = timezone.localtime()
    law = decision_due_at(contact.received_at, council().front_door, closures)
    clock = ContactClock(law, rating.due_at if rating else None, contact.is_waiting and contact.is_in_immediate_danger)
    both = [f"Statutory guidance, one working day: {by_when(clock.law_due_at, now)}"]
    if rating and clock.rating_due_at:
        both.append(f"Our own limit for {rating.rating}: {by_when(clock.rating_due_at, now)}")
    if contact.is_waiting:
        words, look = clock_words(clock, now, closures), waiting_look(clock, now, closures)
    else:
        look = clock_look(clock.due_at, now, contact.decided_at, closures)
        words = "Decided late" if look == "done_late" else "Decided in time"
    return {"clock": words, "clock_look": look, "both_limits": both}


def _checks(checks: list[Check], now: datetime) -> list[dict[str, Any]]:
    return [
        {
            "check": check,
            "look": clock_look(check.due_at, now, check.answered_at, closure_days()),
            "words": do_by("answer", check.due_at, now, closure_days()),
        }
        for check in checks
    ]


def _known(worker: Worker, contact: Contact, people: list[PersonTold], on: date) -> dict[str, Any]:
    """What the record says of those recognised. Reading it is written down, person by person."""
    if not worker.may("frontdoor.match_person"):
        return {"histories": [], "lines": []}
    same = {told for (told, _), word in standing_words(people).items() if word == "same"}
    known = histories(contact, [told for told in people if told.pk in same], on)
    for each in known:
        write_read(by=worker, record=each.person.record_number, because=f"Recognised in contact {contact.reference}")
    families = {family.pk: family for each in known for family in each.families}
    return {
        "histories": [(each, strip_of_years(each, on)) for each in known],
        "lines": latest_lines(families.values()),
    }
