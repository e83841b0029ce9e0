from django import forms


class EndPartForm(forms.Form):
    because = forms.CharField(
        label="Why does their part end?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why their part ends"},
    )
