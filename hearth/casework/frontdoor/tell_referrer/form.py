from django import forms


class TellReferrerForm(forms.Form):
    words = forms.CharField(
        label="What are they told?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Write what the referrer is told"},
    )
