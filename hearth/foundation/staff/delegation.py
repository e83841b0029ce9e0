"""The scheme of delegation for people to read: roles.py, with the names of slices turned into words."""

from __future__ import annotations

from dataclasses import dataclass

from hearth.foundation.staff.roles import ROLES
from hearth.foundation.staff.rules import NOT_OFFERED

# In the order of the work; a permission's first word is its part of Hearth.
AREAS = {
    "frontdoor": "The front door",
    "caseload": "Allocation",
    "casefile": "A family's file",
    "people": "People and families",
    "family_help": "Assessment and visits",
    "workbook": "Web Star and plan",
    "chronology": "Chronology",
    "partners": "Who is involved",
    "desk": "My day and figures",
    "bring_in_records": "Bringing in records",
    "staff": "Signing in and administration",
}


@dataclass(frozen=True)
class Area:
    title: str
    words: str


@dataclass(frozen=True)
class RoleInWords:
    key: str
    title: str
    says: str
    sees_names: bool
    areas: tuple[Area, ...]


def roles_in_words() -> list[RoleInWords]:
    return [
        RoleInWords(role.key, role.title, role.says, role.sees_names, _areas(role.may))
        for role in ROLES.values()
        if role.key not in NOT_OFFERED
    ]


def _areas(permissions: frozenset[str]) -> tuple[Area, ...]:
    verbs: dict[str, list[str]] = {}
    for permission in sorted(permissions):
        part, verb = permission.split(".", 1)
        verbs.setdefault(part, []).append(verb)
    order = [*AREAS, *sorted(verbs.keys() - AREAS.keys())]
    return tuple(
        Area(AREAS.get(part, part.replace("_", " ").capitalize()), _words(verbs[part]))
        for part in order
        if part in verbs
    )


def _words(verbs: list[str]) -> str:
    return (
        "everything"
        if "*" in verbs
        else ", ".join(verb.replace("_*", " everything").replace("_", " ") for verb in verbs)
    )
