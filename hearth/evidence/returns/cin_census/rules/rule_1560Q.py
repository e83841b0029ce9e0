"""A former unique pupil number is one letter and then twelve digits.

Either case of the letter is let pass. A temporary number, which ends with a letter, is asked about: it is no permanent one.
"""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "1560Q",
    "query",
    "ChildIdentifiers.FormerUPN",
    says="A former unique pupil number is one letter and then twelve digits. Correct it, or leave it out.",
)
def broken(census: Census) -> Table:
    children = census.children
    return children.filter(~children.FormerUPN.re_search("^[A-Za-z][0-9]{12}$")).select(ChildIdentifiers="row")
