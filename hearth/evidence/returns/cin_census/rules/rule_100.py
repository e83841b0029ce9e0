"""The header gives the reference date, and it is 31 March of the year that the header names.

Where the header names no year, only the day and the month are compared.
"""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "100",
    "error",
    "Header.ReferenceDate",
    says="The reference date in the header must be 31 March of the year of the return. Correct the date, or the year.",
)
def broken(census: Census) -> Table:
    header = census.header
    day = header.ReferenceDate
    found = header.filter(day.isnull() | (day.month() != 3) | (day.day() != 31) | (day.year() != header.Year))
    return found.select(Header="row")
