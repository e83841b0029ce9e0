from __future__ import annotations

from collections.abc import Sequence

from hearth.casework.people.models import Identifier, Person
from hearth.casework.people.opening import renew_likeness, write_number
from hearth.casework.people.rules import may_have_disabilities
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import ChangedMeanwhile, insist
from hearth.foundation.staff.models import Worker


@audited
def change_census_details(
    *,
    person: Person,
    version: int,
    ethnicity: str,
    disabilities: Sequence[str] = (),
    upn: str = "",
    upn_unknown: str = "",
    by: Worker,
) -> Person:
    """Codes of the census. A pupil number that is given leaves no reason for its being unknown."""
    standing = Person.objects.select_for_update().get(pk=person.pk)
    if standing.version != version:
        raise ChangedMeanwhile("Somebody else changed this record after you opened the page")
    insist(may_have_disabilities(disabilities))
    standing.ethnicity, standing.disabilities = ethnicity, sorted(disabilities)
    standing.upn_unknown = "" if upn else upn_unknown
    standing.version += 1
    standing.save(update_fields=["ethnicity", "disabilities", "upn_unknown", "version"])
    write_number(standing, Identifier.Kind.UPN, upn)
    renew_likeness(standing)
    return standing
