from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from hearth.casework.people.models import Identifier, Person
from hearth.casework.people.rules import is_below_school_age
from hearth.foundation.codes import DISABILITIES_NEVER_WITH_ANOTHER, Disability, Ethnicity, UPNUnknown
from hearth.foundation.govuk.fields import EnumChoiceField, EnumChoicesField, UpnField

OF_THE_BORN = ("disabilities", "upn", "upn_unknown")


class ChangeCensusDetailsForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    ethnicity = EnumChoiceField(
        Ethnicity,
        label="Ethnicity",
        help_text="As the child or parent says it. Choose “Not yet asked or told” until they have.",
        as_list=True,
        required=False,
    )
    disabilities = EnumChoicesField(
        Disability,
        label="Disability",
        help_text="Choose every one that applies, or “No disability” when you have asked and there is none.",
        required=False,
    )
    upn = UpnField(
        label="Unique pupil number (UPN)", help_text="The school has it, such as H801200001001", required=False
    )

    def __init__(self, *args: Any, person: Person, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["upn_unknown"] = EnumChoiceField(
            [reason for reason in UPNUnknown if reason.in_force(on)],
            label="If there is no UPN, why?",
            help_text="When you give the number, this is left out.",
            as_list=True,
            required=False,
        )
        if person.born_on is None and person.expected_on is not None:
            for name in OF_THE_BORN:
                del self.fields[name]

    def clean_disabilities(self) -> list[Disability]:
        chosen: list[Disability] = self.cleaned_data["disabilities"]
        if len(chosen) > 1 and not DISABILITIES_NEVER_WITH_ANOTHER.isdisjoint(chosen):
            raise forms.ValidationError("Choose “No disability” or the disabilities, not both")
        return chosen


def as_recorded(person: Person, numbers: dict[str, Identifier], on: date) -> dict[str, Any]:
    """What the form shows when it is opened. A child below school age has no number for that reason, until told otherwise."""
    upn = numbers[Identifier.Kind.UPN].value if Identifier.Kind.UPN in numbers else ""
    reason = person.upn_unknown or (
        UPNUnknown.NOT_OF_SCHOOL_AGE.value if not upn and is_below_school_age(person.born_on, on=on) else ""
    )
    return {
        "version": person.version,
        "ethnicity": person.ethnicity,
        "disabilities": person.disabilities,
        "upn": upn,
        "upn_unknown": reason,
    }
