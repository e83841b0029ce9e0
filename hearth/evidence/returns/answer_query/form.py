from django import forms

from hearth.evidence.returns.models import Explanation


class AnswerQueryForm(forms.Form):
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    says = forms.CharField(
        label="Why is it right as it is?",
        help_text="It goes into the downloads, and is remembered when the next return of this authority is checked. "
        "Give no names.",
        max_length=Explanation.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why this is right as it is"},
    )
    also_others = forms.BooleanField(required=False)
