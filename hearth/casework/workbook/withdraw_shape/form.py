from __future__ import annotations

from django import forms


class WithdrawShapeForm(forms.Form):
    because = forms.CharField(
        label="Why are these scores withdrawn?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why these scores are withdrawn"},
    )
