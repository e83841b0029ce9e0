from __future__ import annotations

from django import forms

from hearth.foundation.govuk.fields import DateField


class BeginStarForm(forms.Form):
    drawn_on = DateField(label="When do you sit together?", may_be_future=False)
    note = forms.CharField(
        label="Where, and with whom?",
        help_text="A line that will help you remember. The family can see it.",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
