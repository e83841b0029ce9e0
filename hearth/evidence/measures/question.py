"""What is counted: which snapshot, on which day, who, by what. What a page's form asks and its address keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from hearth.evidence.facts.snapshot import Manifest
from hearth.evidence.facts.tables import Facts
from hearth.evidence.measures.hidden_harm.calculate import Cohort, Period, Unit, holds, year_that_ends_on
from hearth.evidence.measures.hidden_harm.definition import Definition, definition
from hearth.foundation.govuk.fields import DATE_PARTS, DateField, RevealingForm

FIRST_SEEN_BY = ("age", "sex")
MOST_EARLIER = 4
COHORTS = {
    "in_need": "Children in need on the day",
    "on_protection_plan": "Children with a protection plan on the day",
    "assessed": "Children assessed in a period that ends on the day",
}
UNITS = {"child": "Children", "family": "Families", "assessment": "Assessments"}


@dataclass(frozen=True)
class Question:
    """`since` is the first day of the period of those assessed, of which `on` is the last. `earlier` are other snapshots,
    each counted on its own day."""

    snapshot: str
    on: date
    cohort: Cohort = "in_need"
    unit: Unit = "child"
    since: date | None = None
    is_one: bool = False
    """Drugs and alcohol are one factor."""
    by: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()

    @property
    def definition(self) -> Definition:
        return definition().with_drugs_and_alcohol_as_one() if self.is_one else definition()

    @property
    def period(self) -> Period | None:
        return (self.since, self.on) if self.since else None

    def of(self, manifest: Manifest, by: tuple[str, ...]) -> Question:
        """The same question of another snapshot, on its own day, of a period as long."""
        since = manifest.on - (self.on - self.since) if self.since else None
        return Question(manifest.id, manifest.on, self.cohort, self.unit, since, self.is_one, by)

    @property
    def as_query(self) -> str:
        """As the address has it."""
        told: list[tuple[str, str]] = [
            ("snapshot", self.snapshot), ("on", self.on.isoformat()), ("cohort", self.cohort), ("unit", self.unit),
            *([("since", self.since.isoformat())] if self.since else []),
            *([("one", "on")] if self.is_one else []),
            *(("by", name) for name in self.by),
            *(("earlier", id) for id in self.earlier),
        ]  # fmt: skip
        return urlencode(told)

    def is_other_than(self, asked: QueryDict) -> bool:
        """Whether an address asks for anything that this is not the answer to."""
        own = QueryDict(self.as_query)
        names = set(asked) & {"on", "cohort", "unit", "since", "one", "by"}
        return any(set(asked.getlist(name)) != set(own.getlist(name)) for name in names)

    @property
    def audited_as(self) -> dict[str, object]:
        return {"figures": self.as_query}


def the_published(manifest: Manifest, facts: Facts) -> Question:
    """The one set of figures that is published of a snapshot: its own day, children in need, by all that it holds.

    One set, because two sets of the same children, asked otherwise, can be set beside each other, and what each keeps back
    be worked out from both.
    """
    return Question(manifest.id, manifest.on, by=tuple(breakdowns_of(facts)))


def earlier_field() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label="Set beside other snapshots, each on its own day", widget=forms.CheckboxSelectMultiple, required=False
    )


class QuestionForm(RevealingForm):
    """Read from an address: a day is `on=2026-03-31`, or three boxes as the form sends them."""

    on = DateField(label="On which day?", required=False)
    cohort = forms.ChoiceField(
        label="Who is counted?", choices=list(COHORTS.items()), widget=forms.RadioSelect, required=False
    )
    since = DateField(label="Assessed since", required=False, help_text="Without it, the year that ends on the day.")
    unit = forms.ChoiceField(label="What is counted?", widget=forms.RadioSelect, required=False)
    by = forms.MultipleChoiceField(label="Broken down by", widget=forms.CheckboxSelectMultiple, required=False)
    one = forms.BooleanField(label="Count drugs and alcohol as one factor", required=False)
    earlier = earlier_field()

    def __init__(self, asked: QueryDict, manifest: Manifest, facts: Facts, others: list[Manifest]) -> None:
        self.manifest, self.others = manifest, others
        super().__init__(_filled(asked, manifest))
        if facts.reaches:
            self.fields["on"].help_text = f"These facts reach to {facts.reaches:%-d %B %Y}."
        self.fields["cohort"].reveals = {"assessed": ("since",)}  # type: ignore[attr-defined]
        units = {name: words for name, words in UNITS.items() if holds(facts, name)}
        self.fields["unit"].choices = list(units.items())  # type: ignore[attr-defined]
        self.fields["unit"].error_messages["invalid_choice"] = (
            "Choose one of those offered: these facts hold no families. A census knows no families"
            if "family" not in units
            else "Choose one of those offered"
        )
        self.breakdowns = breakdowns_of(facts)
        self.fields["by"].choices = list(self.breakdowns.items())  # type: ignore[attr-defined]
        self.fields["by"].error_messages["invalid_choice"] = (
            "Choose from those offered: these facts can be told by nothing else"
        )
        self.fields["cohort"].error_messages["invalid_choice"] = "Choose one of those offered"
        set_beside(self.fields["earlier"], others)

    def clean_earlier(self) -> list[str]:
        return at_most_earlier(self.cleaned_data["earlier"])

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        on, since = told.get("on") or self.manifest.on, told.get("since")
        if any(each.on >= on for each in self.others if each.id in told.get("earlier", ())):
            self.add_error("earlier", f"Choose snapshots of days before {on:%-d %B %Y}, the day that is counted")
        if since and since > on:
            self.add_error("since", "The period must begin before the day on which it ends")
        return told

    def question(self) -> Question:
        """Of a valid form."""
        told = self.cleaned_data
        on = told["on"] or self.manifest.on
        cohort: Cohort = told["cohort"] or "in_need"
        since = (told["since"] or year_that_ends_on(on)[0]) if cohort == "assessed" else None
        return Question(
            self.manifest.id, on, cohort, told["unit"] or "child", since, told["one"],
            tuple(name for name in self.breakdowns if name in told["by"]),
            tuple(told["earlier"]),
        )  # fmt: skip


class EarlierForm(forms.Form):
    """Of the one published set, only what it is set beside is chosen."""

    earlier = earlier_field()

    def __init__(self, asked: QueryDict, others: list[Manifest]) -> None:
        super().__init__(asked)
        set_beside(self.fields["earlier"], others)

    def clean_earlier(self) -> list[str]:
        return at_most_earlier(self.cleaned_data["earlier"])


def is_earlier_of_the_same(other: Manifest, manifest: Manifest) -> bool:
    """Of an earlier day, of the same council, and from the same kind of source: casework and a return know of different
    children, and a line from one to the other would be none of theirs."""
    return other.on < manifest.on and (other.authority, other.numbers) == (manifest.authority, manifest.numbers)


def set_beside(field: forms.Field, others: list[Manifest]) -> None:
    field.choices = [(each.id, f"{each.on:%-d %B %Y}: {each.source} ({each.id})") for each in others]  # type: ignore[attr-defined]
    field.error_messages["invalid_choice"] = "Choose from the snapshots offered"


def at_most_earlier(chosen: list[str]) -> list[str]:
    if len(chosen) > MOST_EARLIER:
        raise forms.ValidationError(f"Choose at most {MOST_EARLIER}")
    return chosen


def breakdowns_of(facts: Facts) -> dict[str, str]:
    """Those that the facts can be told by, with their words."""
    return {name: each.label for name, each in definition().breakdowns.items() if holds(facts, name)}


def _filled(asked: QueryDict, manifest: Manifest) -> QueryDict:
    """With what is used where the address says nothing; a whole date parted into its boxes."""
    filled = asked.copy()
    is_new = not set(asked) - {"snapshot", "as"}
    for name, otherwise in (("on", manifest.on.isoformat()), ("since", "")):
        if not any(f"{name}-{part}" in asked for part in DATE_PARTS):
            # What is not a date is parted too, so that the boxes show it and the field says what is wrong with it.
            year, month, day = [*asked.get(name, otherwise).split("-", 2), "", ""][:3]
            for part, value in zip(DATE_PARTS, (day, month, year), strict=True):
                filled[f"{name}-{part}"] = value
    filled.setdefault("cohort", "in_need")
    filled.setdefault("unit", "child")
    if is_new:
        filled.setlist("by", list(FIRST_SEEN_BY))
    return filled
