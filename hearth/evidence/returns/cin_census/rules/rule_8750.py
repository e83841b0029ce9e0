"""A child who is not born yet has sex U; until 2023-24, gender 0.

Not born yet: there is an expected date of birth and no date of birth. A sex that is missing is told too, since it is not
U. As in rule 4180, gender is looked at in the years that asked for it and told under sex.
"""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8750",
    "error",
    "ChildIdentifiers.Sex",
    "ChildIdentifiers.PersonBirthDate",
    "ChildIdentifiers.ExpectedPersonBirthDate",
    says="This child is not born yet, so the sex is U (until 2023-24, gender 0). Mend it, or give the date of birth.",
    changed="Until 2023-24 gender 0 is asked for; from 2024-25 sex U.",
)
def broken(census: Census) -> Table:
    found = census.children
    asked, unknown = (found.Sex, "U") if census.year >= 2025 else (found.GenderCurrent, "0")
    found = found.filter(
        found.PersonBirthDate.isnull() & found.ExpectedPersonBirthDate.notnull() & (asked.isnull() | (asked != unknown))
    )
    return found.select(ChildIdentifiers="row")
