from __future__ import annotations

from django import forms

from hearth.casework.frontdoor.models import StrategyDiscussion
from hearth.foundation.govuk.fields import DateField, EnumChoicesField, YesNoField


class RecordDiscussionForm(forms.Form):
    held_on = DateField(label="When was it held?", may_be_future=False)
    agencies = EnumChoicesField(
        StrategyDiscussion.Agency,
        label="Who took part?",
        help_text="It needs children’s social care, the police and health at the least.",
        error_messages={"required": "Choose who took part"},
    )
    others = forms.CharField(label="Anybody else who took part", max_length=300, required=False)
    without_because = forms.CharField(
        label="Why did somebody it needs not take part?",
        help_text="Only if children’s social care, the police or health did not.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    decided = forms.CharField(
        label="What was decided?",
        help_text="In plain words: what keeps each child safe now, who does what, and by when.",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Write what was decided"},
    )
    begins_enquiry = YesNoField(
        label="Does a section 47 enquiry begin?",
        error_messages={"required": "Say whether a section 47 enquiry begins"},
    )
