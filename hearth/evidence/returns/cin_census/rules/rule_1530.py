"""Characters 2 to 4 of a unique pupil number are the number of an authority, or of a pseudo-authority.

Authorities that are no more still stand in the numbers of children who went to school there. The numbers, and where they
are from, are in `authorities.csv`. Cumberland (942) and Westmorland and Furness (943) began with 2023-24.
"""

from __future__ import annotations

import csv
from importlib.resources import files

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule
from hearth.evidence.returns.cin_census.years import FIRST_YEAR


@rule(
    "1530",
    "error",
    "ChildIdentifiers.UPN",
    says="Characters 2 to 4 of the unique pupil number are not the number of any authority. Check it with the school.",
    changed="From 2023-24 the numbers of Cumberland (942) and of Westmorland and Furness (943) are known.",
)
def broken(census: Census) -> Table:
    children = census.children
    known = [number for number, since in SINCE.items() if since <= census.year]
    return children.filter(~children.UPN.substr(1, 3).isin(known)).select(ChildIdentifiers="row")


def _since() -> dict[str, int]:
    """The census year from which each number is known."""
    with files("hearth.evidence.returns.cin_census").joinpath("authorities.csv").open(encoding="utf-8") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return {row["number"]: int(row["since"] or FIRST_YEAR) for row in rows}


SINCE = _since()
