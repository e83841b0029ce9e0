from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from hearth.foundation.govuk.fields import RevealingForm

OUTSIDE = "outside"


class PrintPlanForm(RevealingForm):
    outside_name = forms.CharField(
        label="Their name", max_length=120, error_messages={"required": "Write the name of the person it is for"}
    )
    agency = forms.CharField(
        label="Their agency, or who they are to the family",
        max_length=160,
        error_messages={"required": "Write their agency, or who they are to the family"},
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whom = forms.ChoiceField(
            label="Who is this copy for?",
            help_text="One copy for one person. What must not reach them is left out of theirs.",
            choices=[*people, (OUTSIDE, "Somebody else")],
            widget=forms.RadioSelect,
            error_messages={"required": "Choose who the copy is for", "invalid_choice": "Choose one of those offered"},
        )
        whom.reveals = {OUTSIDE: ("outside_name", "agency")}  # type: ignore[attr-defined]
        whom.item_hints = {  # type: ignore[attr-defined]
            OUTSIDE: "Anybody on the family’s record is above. While anything is kept from somebody in this family, nobody else "
            "is told it, unless you say why they may have it."
        }
        self.fields = {"whom": whom, **self.fields}


class AnswerForForm(forms.Form):
    because = forms.CharField(
        label="How do you know them, and why may they have it?",
        help_text="It is kept with the copy, with your name.",
        max_length=300,
        min_length=10,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Write how you know them, and why they may have it",
            "min_length": "Say it in a sentence: how you know them, and why they may have it",
        },
    )
