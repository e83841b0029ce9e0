from typing import Any

from django import forms

LONGEST = 8000


class WriteFindingForm(forms.Form):
    """Each side carries the number of the finding it was written from, so that two writers cannot undo each other."""

    worrying = forms.CharField(
        label="What is worrying?",
        help_text="What you saw or were told, when, and what it is like for the child.",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    going_well = forms.CharField(
        label="What is going well?",
        help_text="Strengths and safety: who helps, what has already changed.",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    worrying_from = forms.IntegerField(required=False, widget=forms.HiddenInput)
    going_well_from = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not (cleaned["worrying"] or cleaned["going_well"]):
            self.add_error("worrying", "Write what is worrying, or what is going well, or both")
        return cleaned
