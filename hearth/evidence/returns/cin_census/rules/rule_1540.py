"""Characters 5 to 12 of a unique pupil number are digits.

A number too short to have them breaks the rule: eight digits must stand there, and not only what is left of it be digits.
"""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "1540",
    "error",
    "ChildIdentifiers.UPN",
    says="Characters 5 to 12 of the unique pupil number must be digits, and all of them given. Check it with the school.",
)
def broken(census: Census) -> Table:
    children = census.children
    return children.filter(~children.UPN.re_search("^.{4}[0-9]{8}")).select(ChildIdentifiers="row")
