"""A unique pupil number begins with its check letter, a capital.

The letter is worked out from characters 2 to 13: each times its place, summed, the remainder by 23, counted from A in the
alphabet without I, O and S. A temporary number ends with a letter, which counts as its place in that alphabet (source: UK
Government Data Standards Catalogue, Unique Pupil Number 2.0). Numbers of another length or with other characters have no
check letter to compare; rules 1540 and 1550 tell of them.
"""

from __future__ import annotations

from typing import Any

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule

DIGITS = "0123456789"
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


@rule(
    "1510",
    "error",
    "ChildIdentifiers.UPN",
    says="The first letter of the unique pupil number does not fit the rest: it may be mistyped. Check it with the school.",
)
def broken(census: Census) -> Table:
    found = census.children.filter(ibis._.UPN.re_search("^.[0-9]{11}[0-9A-HJ-NP-RT-Z]$"))
    last = _place_in(LETTERS, found.UPN, 13)
    total = 13 * ibis.ifelse(last >= 0, last, _place_in(DIGITS, found.UPN, 13))
    for weight in range(2, 13):
        total += weight * _place_in(DIGITS, found.UPN, weight)
    return found.filter(_place_in(LETTERS, found.UPN, 1) != total % 23).select(ChildIdentifiers="row")


def _place_in(alphabet: str, text: Any, character: int) -> Any:
    """From 0; -1 for a character that does not stand there."""
    return ibis.literal(alphabet).find(text.substr(character - 1, 1))
