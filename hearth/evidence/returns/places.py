"""Where a record stands in a child's story, told so that it is found again in the next return.

A record's row moves whenever a child is put in before it. What stays is: whose it is (LAchildID), the day that names it
(an episode its referral, an assessment or a plan its start) and the record it stands in. Of two that these tell alike, the
first in the file is the first. What a rule says of any other item is then still there when its value changes; a day that
names a record and is mended makes it another record, whose issues are told as new.
"""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from hearth.evidence.returns.cin_census.check import OF
from hearth.evidence.returns.cin_census.columns import Columns
from hearth.foundation.periods.words import date_in_words

_BETWEEN = "\x1f"  # no XML holds it, so no value of a file can pretend to be two


@dataclass(frozen=True)
class Step:
    """A table whose records stand in another's: `item` is the day that names them, `parent` the column that says in which."""

    words: str
    item: str
    within: str
    parent: str


STEPS = {
    "Disabilities": Step("disability", "Disability", "ChildIdentifiers", "child"),
    "CINdetails": Step("referral", "CINreferralDate", "ChildIdentifiers", "child"),
    "Assessments": Step("assessment", "AssessmentActualStartDate", "CINdetails", "episode"),
    "Factors": Step("factor", "AssessmentFactors", "Assessments", "assessment"),
    "CINplanDates": Step("child in need plan", "CINPlanStartDate", "CINdetails", "episode"),
    "Section47": Step("section 47 enquiry", "S47ActualStartDate", "CINdetails", "episode"),
    "ChildProtectionPlans": Step("child protection plan", "CPPstartDate", "CINdetails", "episode"),
    "Reviews": Step("review", "CPPreviewDate", "ChildProtectionPlans", "plan"),
    "PreProceedingsandFGDM": Step("pre-proceedings", "PPStartDate", "CINdetails", "episode"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """`told` names the record among all of a return, `words` says it to somebody who knows the child."""

    told: str
    words: str = ""


class Places:
    """Of every record of a return: `places.of(table)[row]`."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._known: dict[str, list[Place]] = {}

    def of(self, table: str) -> list[Place]:
        table = OF.get(table, table)
        if table not in self._known:
            self._known[table] = self._numbered(self._found(table))
        return self._known[table]

    def _found(self, table: str) -> list[Place]:
        step = STEPS.get(table)
        if step is None:  # the child, or the header
            return [Place(number or "") for number in self._columns.child_numbers(table)]
        above = self.of(step.within)
        parents = self._columns.tables[table].column(step.parent).to_pylist()
        days = self._columns.as_written(table, step.item)
        return [_below(above[parent], step, day) for parent, day in zip(parents, days, strict=True)]

    def _numbered(self, places: list[Place]) -> list[Place]:
        seen: Counter[str] = Counter()
        told = []
        for place in places:
            seen[place.told] += 1
            times = seen[place.told]
            if times > 1:
                words = f"{place.words} ({_nth(times)})" if place.words else f"{_nth(times)} of this number"
                place = Place(f"{place.told}{_BETWEEN}{_BETWEEN}{times}", words)
            told.append(place)
        return told


def _below(above: Place, step: Step, day: str | None) -> Place:
    named = f"{step.words} {_in_words(day)}" if day else f"{step.words} without its date"
    return Place(
        _BETWEEN.join((above.told, step.words, day or "")), f"{above.words}, {named}" if above.words else named
    )


def _in_words(day: str) -> str:
    try:
        return date_in_words(date.fromisoformat(day))
    except ValueError:  # a code, or what was written where a date belongs
        return day[:40]


def _nth(times: int) -> str:
    return {2: "the second", 3: "the third"}.get(times, f"number {times}")


def number_of(*parts: str) -> uuid.UUID:
    """The same for the same parts, in every return and on every machine."""
    return uuid.UUID(bytes=blake2b(_BETWEEN.join(parts).encode(), digest_size=16).digest())
