from __future__ import annotations

from django import forms

from hearth.foundation.codes import LevelOfNeed
from hearth.foundation.govuk.fields import EnumChoiceField


class WriteAnalysisForm(forms.Form):
    says = forms.CharField(
        label="What does this mean for the children?",
        help_text="What worries us, what is safe enough, what we do not know. Facts and opinion apart.",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": "Write what this means for the children"},
    )
    level = EnumChoiceField(LevelOfNeed, label="Level of need", error_messages={"required": "Choose the level of need"})
