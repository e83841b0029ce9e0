from django import forms

from hearth.foundation.codes import Sex
from hearth.foundation.govuk.fields import DateField, EnumChoiceField


class RecordBirthForm(forms.Form):
    born_on = DateField(label="Date of birth", may_be_future=False)
    known_as = forms.CharField(
        label="Known as",
        max_length=100,
        error_messages={"required": "Enter what the child is called. If there is no name yet, enter Baby"},
    )
    given_names = forms.CharField(label="Given names", max_length=200, required=False)
    family_name = forms.CharField(
        label="Family name", max_length=100, error_messages={"required": "Enter the child's family name"}
    )
    sex = EnumChoiceField(Sex, label="Sex", error_messages={"required": "Choose the sex, or not known"})
