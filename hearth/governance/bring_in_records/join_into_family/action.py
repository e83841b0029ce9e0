from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from hearth.casework.chronology.write import write_line
from hearth.casework.family_help.opening import give_family
from hearth.casework.people.models import Family, FamilyMembership, Person
from hearth.casework.people.opening import begin_family, grant, join_family
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import insist
from hearth.foundation.staff.models import Team, Worker
from hearth.governance.bring_in_records.queries import teams_holding
from hearth.governance.bring_in_records.rules import may_join


@audited
def join_into_family(
    *, children: Sequence[Person], on: date, by: Worker, name: str = "", family: Family | None = None
) -> Family:
    """Into `family`, held by the very teams that hold the children, or into a new one called `name` that they then hold:
    with a pod, the stewards' team.

    Their open episodes become the family's; assessments brought in stay each child's own.
    """
    held = teams_holding([child.pk for child in children], on=on)
    familys = _names(teams_holding([family.pk], on=on)[family.pk]) if family else None
    insist(may_join(children=len(children), teams=[_names(teams) for teams in held.values()], familys=familys))
    joined = family or begin_family(name=name.strip(), by=by)
    if family is None:
        for team in sorted(held[children[0].pk], key=lambda each: each.pk):
            grant(record=joined.pk, why="Holds the children brought in", by=by, team=team)
    for child in children:
        join_family(family=joined, person=child, part=FamilyMembership.Part.CHILD, starts_on=on)
    give_family(people=children, family=joined)
    many = "A child" if len(children) == 1 else f"{len(children)} children"
    write_line(
        family=joined,
        says=f"{many} brought in from the census joined this family",
        happened_on=on,
        slice="bring_in_records.join_into_family",
        by=by,
    )
    return joined


def _names(teams: Iterable[Team]) -> frozenset[str]:
    return frozenset(team.name for team in teams)
