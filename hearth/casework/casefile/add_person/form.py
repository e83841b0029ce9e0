from __future__ import annotations

from enum import Enum
from typing import Any

from django import forms

from hearth.casework.people.models import FamilyMembership
from hearth.foundation.codes import Sex
from hearth.foundation.govuk.fields import (
    DateField,
    EnumChoiceField,
    ExpectedDateField,
    PostcodeField,
    RevealingForm,
    TelephoneField,
    YesNoField,
)

NEW = "new"


class Birth(Enum):
    BORN = "born"
    UNBORN = "unborn"
    NOT_KNOWN = "not_known"


BIRTH_WORDS = {Birth.BORN: "Yes", Birth.UNBORN: "Not born yet", Birth.NOT_KNOWN: "Date of birth not known"}


class AddPersonForm(RevealingForm):
    known_as = forms.CharField(
        label="Known as", help_text="What they are called day to day", max_length=100, required=False
    )
    given_names = forms.CharField(label="Given names, as on official papers", max_length=200, required=False)
    family_name = forms.CharField(label="Family name", max_length=100, required=False)
    birth = EnumChoiceField(
        Birth,
        label="Are they born?",
        words=BIRTH_WORDS.__getitem__,
        reveals={Birth.BORN: ["born_on"], Birth.UNBORN: ["expected_on"]},
        error_messages={"required": "Say whether they are born"},
    )
    born_on = DateField(
        label="Date of birth", help_text="For example, 27 3 1986, or 27 3 2016 for a child", may_be_future=False
    )
    expected_on = ExpectedDateField(label="Expected date of birth")
    sex = EnumChoiceField(Sex, label="Sex", error_messages={"required": "Choose the sex, or not known"})
    part = EnumChoiceField(
        FamilyMembership.Part,
        label="What are they in this family?",
        error_messages={"required": "Choose what they are in this family"},
    )
    has_parental_responsibility = YesNoField(
        label="Do they have parental responsibility?", help_text="Leave open when it is not known.", required=False
    )
    lives_in_household = YesNoField(
        label="Do they live in the household?", help_text="Leave open when it is not known.", required=False
    )
    address = forms.CharField(label="Address", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    postcode = PostcodeField(label="Postcode", required=False)
    phone = TelephoneField(label="Phone", max_length=40, required=False)
    school = forms.CharField(label="School or nursery", max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if told.get("birth") is not Birth.UNBORN and not (told.get("known_as") or told.get("family_name")):
            self.add_error("known_as", "Enter what they are called, or their family name")
        return told
