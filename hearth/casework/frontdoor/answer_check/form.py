from __future__ import annotations

from django import forms

from hearth.casework.frontdoor.models import Check
from hearth.foundation.govuk.fields import EnumChoiceField, RevealingForm

LONGEST_TEXT = 10_000


class AnswerCheckForm(RevealingForm):
    answer = EnumChoiceField(
        Check.Answer,
        label="What do you know?",
        hints={
            Check.Answer.NOTHING_KNOWN: "You looked, and hold nothing about any of them. This is an answer, and it helps.",
            Check.Answer.CANNOT_SAY: "Say why. The front door may ring you.",
        },
        reveals={
            Check.Answer.KNOWN: ["holds"],
            Check.Answer.NOTHING_KNOWN: ["looked"],
            Check.Answer.CANNOT_SAY: ["why_not"],
        },
        error_messages={"required": "Choose what you know: that nothing is known is an answer too"},
    )
    holds = forms.CharField(
        label="What do you hold?",
        help_text="Facts with their dates, and where each comes from. Say which is opinion.",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Write what you hold"},
    )
    looked = forms.CharField(
        label="Where did you look?",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    why_not = forms.CharField(
        label="Why can you not share it?",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why you cannot share it"},
    )

    @property
    def says(self) -> str:
        return next((self.cleaned_data[name] for name in ("holds", "looked", "why_not") if self.cleaned_data[name]), "")
