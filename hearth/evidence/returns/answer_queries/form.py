from django import forms

from hearth.evidence.returns.models import Explanation


class AnswerQueriesForm(forms.Form):
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    says = forms.CharField(
        label="Why are they right as they are?",
        help_text="One explanation for all of them. It goes into the downloads, and is remembered when the next return of "
        "this authority is checked. Give no names, and nothing that is true of one child alone.",
        max_length=Explanation.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why these are right as they are"},
    )
    replaces = forms.BooleanField(required=False)
