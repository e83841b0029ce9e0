from __future__ import annotations

from datetime import date

from hearth.casework.chronology.write import write_line
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
    """`about` is the one they are there for; None for the whole family.

    The chronology's line names nobody and no agency: a refuge's worker leads to the refuge.
    """
    made = Professional.objects.create(
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
    write_line(
        family=family,
        says="A professional joined the team around the family",
        happened_on=starts_on,
        slice="partners.add_professional",
        leads_to=f"/families/{family.pk}/see-team-around/",
        by=by,
    )
    return made
