"""Who may already be known, among everybody: for the front door alone.

The database's own function finds the candidates by shared keys; here they are ranked and told why.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from hearth.casework.people.likeness.description import Dwelling, Likeness
from hearth.casework.people.likeness.keys import query_keys
from hearth.casework.people.likeness.ranking import Match, rank

MOST_CANDIDATES = 400
SEARCHES_EVERYBODY = frozenset({"front_door_worker", "front_door_manager", "system"})
"""The roles the database lets search. It holds the same list and asks it itself."""


@dataclass(frozen=True)
class MaybeKnown:
    """The matches, best first, with what the search may say of each; and how many restricted records share as much."""

    matches: list[tuple[Match[int], Likeness]]
    restricted: int


def maybe_known(asked: str | Likeness, *, limit: int = 8) -> MaybeKnown:
    """Search everybody. Must run as a worker (`stepped_in`) whose role may: the database refuses anybody else.

    One statement. The search itself is written to the audit by the database.
    """
    keys = sorted(query_keys(asked))
    if not keys:
        return MaybeKnown([], 0)
    with connection.cursor() as cursor:
        cursor.execute("select * from hearth_maybe_known(%s, %s)", [keys, MOST_CANDIDATES])
        rows = cursor.fetchall()
    open_to_search = [
        (number, _likeness(json.loads(facts))) for number, _, is_restricted, facts in rows if not is_restricted
    ]
    least = _least_shared(keys)
    restricted = sum(1 for _, shared, is_restricted, _ in rows if is_restricted and shared >= least)
    found = dict(open_to_search)
    matches = [(match, found[match.person_ref]) for match in rank(asked, open_to_search, limit=limit)]
    return MaybeKnown(matches, restricted)


def _least_shared(keys: list[str]) -> int:
    """How many keys make a restricted record worth a word: two; one where one thing alone was asked (a name, a number)."""
    return 2 if len({key.partition(":")[0] for key in keys}) > 1 else 1


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


def _likeness(facts: dict[str, Any]) -> Likeness:
    return Likeness(
        known_as=facts["known_as"],
        given_names=facts["given_names"],
        family_name=facts["family_name"],
        former_names=tuple(facts["other_names"]),
        born_on=_day(facts["born_on"]),
        expected_on=_day(facts["expected_on"]),
        dwellings=tuple(Dwelling(code, line, _day(until)) for code, line, until in facts["homes"] or ()),
        identifiers=tuple((kind, value) for kind, value in facts["numbers"] or ()),
    )
