"""Every child has a sex, one of the codes: M, F or U since 2024-25.

Until 2023-24 the census asked for gender in its place (GenderCurrent: 0, 1, 2 or 9), and that item is looked at in those
years. It is told under the name of the item that took its place. An item of the other year stands for nothing.
"""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "4180",
    "error",
    "ChildIdentifiers.Sex",
    says="The sex is missing or is not one of the codes. Give M, F or U; until 2023-24 give the gender as 0, 1, 2 or 9.",
    changed="Until 2023-24 gender (0, 1, 2 or 9) is asked for; from 2024-25 sex (M, F or U).",
)
def broken(census: Census) -> Table:
    found = census.children
    asked, codes = (found.Sex, "sextype") if census.year >= 2025 else (found.GenderCurrent, "gendercurrenttype")
    return found.filter(asked.isnull() | asked.notin(census.codes(codes))).select(ChildIdentifiers="row")
