from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from hearth.casework.people.models import Identifier, Person
from hearth.foundation.codes import Ethnicity, Sex
from hearth.foundation.govuk.fields import (
    DateField,
    EnumChoiceField,
    ExpectedDateField,
    NhsNumberField,
    TelephoneField,
    UpnField,
)
from hearth.foundation.periods.period import age_on

NUMBERS = {"nhs_number": Identifier.Kind.NHS, "upn": Identifier.Kind.UPN}
FACTS = (
    *("known_as", "given_names", "family_name", "sex", "born_on", "expected_on", "died_on", "ethnicity", "language"),
    *("communication_needs", "phone", "school", "surgery"),
)


class OneALine(forms.CharField):
    """Several short things, one on each line; cleaned to a list."""

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def validate(self, value: Any) -> None:
        if any(len(line) > 200 for line in value):
            raise forms.ValidationError("Each name must be 200 characters or fewer")


def is_adult(born_on: date | None) -> bool:
    return born_on is not None and age_on(born_on, timezone.localdate()) >= 18


class ChangePersonForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    known_as = forms.CharField(label="Known as", help_text="What they are called day to day", max_length=100)
    given_names = forms.CharField(label="Given names, as on official papers", max_length=200, required=False)
    family_name = forms.CharField(label="Family name", max_length=100, required=False)
    other_names = OneALine(
        label="Other names",
        help_text="Former names, maiden names, aliases: one on each line. The search finds them by any of these.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    born_on = DateField(label="Date of birth", may_be_future=False, required=False)
    expected_on = ExpectedDateField(label="Expected date of birth", required=False)
    died_on = DateField(
        label="Date of death", help_text="Only when somebody has died", may_be_future=False, required=False
    )
    sex = EnumChoiceField(Sex, label="Sex", error_messages={"required": "Choose the sex, or not known"})
    ethnicity = EnumChoiceField(Ethnicity, label="Ethnicity", as_list=True, required=False)
    language = forms.CharField(label="First language", max_length=80, required=False)
    communication_needs = forms.CharField(
        label="Communication needs",
        help_text="An interpreter, large print, signing",
        max_length=300,
        required=False,
    )
    phone = TelephoneField(label="Phone", max_length=40, required=False)
    school = forms.CharField(label="School or nursery", max_length=200, required=False)
    surgery = forms.CharField(label="GP surgery", max_length=200, required=False)
    nhs_number = NhsNumberField(label="NHS number", required=False)
    upn = UpnField(label="Unique pupil number (UPN)", required=False)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A child not yet born has an expected date and no more; the birth has its own page.
        unborn = person.expected_on is not None and person.born_on is None
        for name in ("born_on", "died_on", "school", "nhs_number", "upn") if unborn else ("expected_on",):
            del self.fields[name]
        if "born_on" in self.fields and is_adult(person.born_on):
            self.fields["born_on"].help_text = "For example, 27 3 1986"
        if unborn or not person.known_as:
            self.fields["known_as"].required = False

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        born_on, died_on = told.get("born_on"), told.get("died_on")
        if born_on and died_on and died_on < born_on:
            self.add_error("died_on", "The date of death must be the date of birth or later")
        return told


def as_recorded(person: Person, numbers: dict[str, Identifier]) -> dict[str, Any]:
    """What the form shows when it is opened."""
    return (
        {name: getattr(person, name) for name in FACTS}
        | {"other_names": person.other_names, "version": person.version}
        | {name: numbers[kind].value for name, kind in NUMBERS.items() if kind in numbers}
    )
