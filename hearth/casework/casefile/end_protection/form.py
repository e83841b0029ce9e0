from django import forms


class EndProtectionForm(forms.Form):
    why = forms.CharField(
        label="Why is it safe to tell now?",
        help_text="Say who agreed: the person who was protected should be one of them.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it is safe to tell now, and who agreed"},
    )
