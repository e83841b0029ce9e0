from __future__ import annotations

from django import forms

from hearth.foundation.govuk.fields import TelephoneField


class ChangeTeamForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(label="Name", max_length=120)
    area = forms.CharField(label="Area", max_length=120, required=False)
    phone = TelephoneField(label="Telephone", required=False)
