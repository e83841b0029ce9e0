from __future__ import annotations

from hearth.casework.frontdoor.models import Contact, Rating
from hearth.casework.frontdoor.queries import newest_rating
from hearth.casework.frontdoor.rules import may_rate, rating_due_at
from hearth.casework.frontdoor.waiting import changed, hold_still
from hearth.foundation.audit.audited import audited
from hearth.foundation.council import council
from hearth.foundation.refusals import insist
from hearth.foundation.staff.models import Worker


@audited
def rate_contact(*, contact: Contact, rating: str, because: str, version: int, by: Worker) -> Rating:
    """A new rating with its reason; the earlier ones stay. Its limit runs from when the contact came.

    No chronology line: the contact has no family yet. The decision that makes or joins one tells of the rating.
    """
    held = hold_still(contact, version=version)
    standing = newest_rating(held)
    insist(may_rate(standing.rating if standing else "", rating))
    made = Rating.objects.create(
        contact=held,
        rating=rating,
        because=because,
        due_at=rating_due_at(rating, held.received_at, council().front_door),
        rated_by=by,
    )
    changed(held)
    return made
