from django import forms


class MarkSignificantForm(forms.Form):
    because = forms.CharField(
        label="Why does this matter?",
        help_text="One sentence. It is shown beside the event, to everybody who may open this family.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why this event matters", "max_length": "Say it in 300 characters or fewer"},
    )
