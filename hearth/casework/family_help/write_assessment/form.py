from django import forms

from hearth.casework.family_help.outcomes import Outcome
from hearth.foundation.codes import PrimaryNeed
from hearth.foundation.govuk.fields import EnumChoiceField


class WriteAssessmentForm(forms.Form):
    analysis = forms.CharField(
        label="Analysis",
        help_text="What does it mean for each child, what is likely to happen if nothing changes, and why do you think so?",
        max_length=12000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    decision = EnumChoiceField(
        Outcome,
        label="What should happen next?",
        hints={Outcome.CHILD_IN_NEED_PLAN: "Not when “no factors” is found for a child"},
        required=False,
    )
    decision_because = forms.CharField(
        label="Why?",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    primary_need = EnumChoiceField(
        PrimaryNeed,
        label="What is the main reason the children need help?",
        help_text="Torn between two, choose the one higher in the list. If it differs for one child, change it "
        "afterwards under “Need and referral”.",
        as_list=True,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
