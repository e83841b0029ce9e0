from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from django.db.models.functions import Now

from hearth.casework.caseload.models import Allocation, Involvement
from hearth.casework.caseload.rules import may_be_allocated, usual_part
from hearth.casework.chronology.write import write_line
from hearth.casework.people.models import Family
from hearth.casework.people.opening import BROUGHT_IN, MADE_THIS_RECORD, grant
from hearth.foundation.audit.audited import audited
from hearth.foundation.periods.words import moment_in_words
from hearth.foundation.refusals import ChangedMeanwhile, insist
from hearth.foundation.staff.alerts import tell
from hearth.foundation.staff.models import Grant, Restriction, Team, Worker


@audited
def allocate_family(
    *,
    family: Family,
    team: Team,
    lead: Worker,
    beside: Sequence[Worker],
    seen: int | None = None,
    on: date,
    by: Worker,
) -> Allocation:
    """Give the family to a pod: what was held before ends, grants are written, those who come are told.

    `seen` is the allocation the page showed, 0 for none: whoever comes second is told, and writes nothing.
    """
    insist(may_be_allocated(team, lead, beside, on=on))
    Family.objects.select_for_update().get(pk=family.pk)
    if seen is not None:
        _insist_as_seen(family, seen)
    for held in Allocation.objects.filter(family=family, ends_on__isnull=True):
        _end(held, on=on, because=f"Allocated to {team.name}")
    for part in Involvement.objects.filter(family=family, ends_on__isnull=True):
        _end(part, on=on, because=f"Allocated to {team.name}")
    given = grant(record=family.pk, why=f"Held by {team.name}", by=by, team=team)
    grants = [given]
    # On a restricted record only a named grant opens anything: whoever allocates it names those it is given to.
    is_restricted = Restriction.objects.filter(record=family.pk).exists()
    kind = Grant.Kind.NAMED if is_restricted else Grant.Kind.WORK
    allocation = Allocation.objects.create(family=family, team=team, starts_on=on, grant=given, allocated_by=by)
    for worker in (lead, *beside):
        plays = Involvement.Part.LEAD if worker == lead else usual_part(worker)
        own = grant(record=family.pk, why=plays.label, by=by, worker=worker, kind=kind)
        grants.append(own)
        Involvement.objects.create(family=family, worker=worker, part=plays, starts_on=on, grant=own)
        says = f"A family is allocated to you (family {family.pk}): {plays.label}"
        tell(worker, says, leads_to=f"/families/{family.pk}/see-family/")
    write_line(
        family=family,
        says=f"Allocated to {team.name}: {lead.name} leads",
        happened_on=on,
        slice="caseload.allocate_family",
        leads_to=f"/families/{family.pk}/see-team-around/",
        by=by,
    )
    _end_earlier_grants(family, keep=grants)
    return allocation


def _insist_as_seen(family: Family, seen: int) -> None:
    now = Allocation.objects.filter(family=family, ends_on__isnull=True).select_related("team", "allocated_by").first()
    if now and now.pk != seen:
        raise ChangedMeanwhile(
            f"{now.allocated_by} allocated this family to {now.team.name} on {moment_in_words(now.allocated_at)}, "
            "after you opened this page. Nothing you sent was recorded."
        )
    if not Family.objects.filter(pk=family.pk).exists():  # what was allocated meanwhile closed it to whoever is here
        raise ChangedMeanwhile(
            "Somebody else allocated this family after you opened this page, so it is no longer open to you. "
            "Nothing you sent was recorded."
        )


def _end_earlier_grants(family: Family, *, keep: list[Grant]) -> None:
    """Whoever held or made the record before no longer opens it, nor its people by having made them or brought them in.

    One statement: whoever allocates may be ending their own right to see the rest. Emergencies run out by themselves, and
    those named on a restricted record stay named.
    """
    people = list(family.memberships.values_list("person", flat=True))
    made = Q(record__in=people, why__in=[MADE_THIS_RECORD, BROUGHT_IN])
    standing = Q(ends_at__isnull=True) | Q(ends_at__gt=Now())
    earlier = Grant.objects.filter(standing, Q(record=family.pk) | made, kind=Grant.Kind.WORK)
    earlier.exclude(pk__in=[each.pk for each in keep]).update(ends_at=Now())


def _end(held: Allocation | Involvement, *, on: date, because: str) -> None:
    """Ended today. One that began today holds no whole day, and is kept all the same: they could open the record."""
    held.ends_on, held.why_ended = max(on, held.starts_on), because
    held.save(update_fields=["ends_on", "why_ended"])
