from datetime import date
from typing import Any

from django import forms

from hearth.foundation.govuk.fields import DateField, RevealingForm, YesNoField


class RecordViewForm(RevealingForm):
    has_told = YesNoField(
        label="Have they told us what they think?",
        reveals_if_yes=["says", "how_told", "told_on"],
        reveals_if_no=["not_heard_because"],
        error_messages={"required": "Say whether they have told us what they think"},
    )
    says = forms.CharField(
        label="What did they tell us?",
        help_text="In their own words, as far as you can.",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Write what they told us"},
    )
    how_told = forms.CharField(
        label="How did they tell us?",
        help_text="For example: on a walk, by drawing, with an interpreter",
        max_length=160,
        error_messages={"required": "Say how they told us"},
    )
    told_on = DateField(label="When?", may_be_future=False)
    not_heard_because = forms.CharField(
        label="Why not?",
        help_text="What was tried, and why we could not hear them.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why we could not hear them"},
    )
    began_from = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def told(self) -> dict[str, Any]:
        """What was said, as the action takes it; when it was not told, the day it was written down stands."""
        cleaned = self.cleaned_data
        return {
            "says": cleaned["says"] or "",
            "how_told": cleaned["how_told"] or "",
            "told_on": cleaned["told_on"],
            "not_heard_because": cleaned["not_heard_because"] or "",
            "began_from": cleaned["began_from"],
        }


def as_sent(told: dict[str, Any], *, began_from: int | None) -> dict[str, Any]:
    """The form's own words again, begun from what stands now."""
    day: date | None = told["told_on"]
    parts = {"told_on-day": day.day, "told_on-month": day.month, "told_on-year": day.year} if day else {}
    return {
        **{name: str(value) for name, value in parts.items()},
        "has_told": "yes" if told["says"] else "no",
        "says": told["says"],
        "how_told": told["how_told"],
        "not_heard_because": told["not_heard_because"],
        "began_from": began_from or "",
    }
