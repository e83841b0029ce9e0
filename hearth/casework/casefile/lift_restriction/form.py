from django import forms


class LiftRestrictionForm(forms.Form):
    why = forms.CharField(
        label="Why need it be restricted no longer?",
        help_text="It is written into the chronology, which the family's pod will read.",
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it need be restricted no longer"},
    )
