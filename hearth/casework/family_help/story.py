"""The Okafor-Reid family as tests of this app tell it: three siblings and their mother."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hearth.casework.family_help.models import Assessment
from hearth.casework.people.models import Family, Person
from hearth.foundation.staff.pages import today


@dataclass
class Story:
    family: Family
    kit: Person  # nine
    ada: Person  # five
    joss: Person  # one
    mother: Person
    referred_on: date

    @property
    def children(self) -> tuple[Person, Person, Person]:
        return self.kit, self.ada, self.joss

    def at(self, verb: str, assessment: Assessment | None = None, after: str = "") -> str:
        middle = f"assessments/{assessment.pk}/" if assessment else ""
        return f"/families/{self.family.pk}/{middle}{verb}/{after}"


def years_ago(years: int) -> date:
    return today() - timedelta(days=366 * years)
