from __future__ import annotations

from datetime import date

from hearth.casework.partners.models import Professional
from hearth.casework.people.models import Family, Person
from hearth.foundation.audit.audited import audited
from hearth.foundation.staff.models import Worker


@audited
def add_professional(
    *,
    family: Family,
    about: Person | None,
    name: str,
    does: str,
    starts_on: date,
    by: Worker,
    agency: str = "",
    phone: str = "",
    email: str = "",
) -> Professional:
    """`about` is the one they are there for; None for the whole family."""
    return Professional.objects.create(
        family=family,
        about=about,
        name=name,
        does=does,
        agency=agency,
        phone=phone,
        email=email,
        starts_on=starts_on,
        recorded_by=by,
    )
