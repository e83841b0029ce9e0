from django import forms

from hearth.foundation.govuk.fields import DateField


class LeaveFamilyForm(forms.Form):
    why = forms.CharField(
        label="What has changed?",
        help_text="One sentence for the family's chronology. Do not say where somebody has gone.",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say what has changed"},
    )
    ends_on = DateField(label="From which day are they no longer part of the family?", may_be_future=False)
