"""What a contact writes in the chronology of the family it made or joined.

Before the decision there is no family, so nothing is written; the decision tells in short what came before it.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from hearth.casework.chronology.write import write_line
from hearth.casework.frontdoor.models import Contact
from hearth.casework.frontdoor.queries import analyses_of, checks_of, newest_rating
from hearth.casework.people.models import Family
from hearth.foundation.codes import BragRating, LevelOfNeed, ReferralSource
from hearth.foundation.periods.words import date_in_words
from hearth.foundation.staff.models import Worker


def write_what_came_before(contact: Contact, family: Family, *, slice: str) -> None:
    """One line each for its receipt, the rating and the analysis that stand, and the checks answered.

    Each is told on its own day, and as written by whoever did it: not by whoever decides.
    """
    came: list[tuple[datetime, str, Worker]] = [
        (contact.received_at, f"Contact {from_where(contact)} received", contact.received_by)
    ]
    if rating := newest_rating(contact):
        word = BragRating(rating.rating).label.lower()
        came.append((rating.rated_at, f"Contact {contact.reference} rated {word}", rating.rated_by))
    if analysis := analyses_of(contact).first():
        level = LevelOfNeed(str(analysis.level_of_need)).label
        came.append((analysis.written_at, f"Contact {contact.reference} analysed: {level}", analysis.written_by))
    came += [
        (check.answered_at, answered_words(contact.reference, check.organisation.name), check.answered_by)
        for check in checks_of(contact)
        if check.answered_at and check.answered_by
    ]
    for at, says, who in sorted(came, key=lambda each: each[:2]):
        write_line(
            family=family, says=says, happened_on=timezone.localdate(at), slice=slice, leads_to=page_of(contact), by=who
        )


def write_after_decision(
    contact: int, says: str, *, slice: str, happened_on: date | None = None, is_significant: bool = False
) -> None:
    """A line for the contact's family, if it has one, on today's date unless `happened_on`. The database writes it:
    whoever acts may not open the family."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select hearth_line_of_contact(%s, %s, %s, %s, %s::date, %s)",
            [contact, says, slice, _page(contact), happened_on, is_significant],
        )


def answered_words(reference: str, agency: str) -> str:
    return f"{agency} answered the check asked on contact {reference}"


def received_words(contact: Contact) -> str:
    return f"{from_where(contact)}, received {date_in_words(timezone.localdate(contact.received_at))}"


def from_where(contact: Contact) -> str:
    """Never the name of a member of the public: a family's chronology may be read to it."""
    source = ReferralSource.read(contact.source)
    return f"{contact.reference} from {contact.referrer_agency or (source.label.lower() if source else 'source not known')}"


def page_of(contact: Contact) -> str:
    return _page(contact.pk)


def _page(contact: int) -> str:
    """By number alone: an agency that answers a check may not open the contact."""
    return reverse("frontdoor:see_contact", kwargs={"contact": contact})
