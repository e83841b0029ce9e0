"""The last character of a unique pupil number is a digit, or a capital letter other than I, O and S."""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "1550",
    "error",
    "ChildIdentifiers.UPN",
    says="The unique pupil number must end with a digit, or a capital letter other than I, O and S. Check it with the school.",
)
def broken(census: Census) -> Table:
    children = census.children
    return children.filter(~children.UPN.re_search("[0-9A-HJ-NP-RT-Z]$")).select(ChildIdentifiers="row")
