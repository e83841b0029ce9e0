from __future__ import annotations

from django import forms

from hearth.foundation.govuk.fields import EnumChoiceField, TelephoneField, YesNoField
from hearth.foundation.staff.models import Organisation


class AddOrganisationForm(forms.Form):
    name = forms.CharField(label="Name", max_length=200)
    kind = EnumChoiceField(
        [kind for kind in Organisation.Kind if kind != Organisation.Kind.COUNCIL], label="What kind is it?"
    )
    phone = TelephoneField(label="Telephone", required=False)
    email = forms.EmailField(label="E-mail address", help_text="For the organisation, not a person.", required=False)
    answers_checks = YesNoField(
        label="Does it answer checks?",
        help_text="If yes, the front door can ask it what it knows of a family, and its people answer in their own account.",
    )
