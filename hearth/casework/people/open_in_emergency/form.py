from __future__ import annotations

import re

from django import forms


class OpenInEmergencyForm(forms.Form):
    number = forms.CharField(
        label="Number of the family or the person",
        help_text="For example, 1042",
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Enter the number of the family or the person, such as 1042"},
    )
    why = forms.CharField(
        label="Why must you open it now?",
        help_text="What is happening, and why it cannot wait for somebody who may open it. Managers read this.",
        min_length=10,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Say why you must open it now",
            "min_length": "Say in a few words what is happening, so that a manager can understand it",
        },
    )

    def clean_number(self) -> int:
        found = re.fullmatch(r"\D{0,12}?(\d{1,12})", self.cleaned_data["number"].strip())
        if found is None:
            raise forms.ValidationError("Enter one number, such as 1042")
        return int(found[1])
