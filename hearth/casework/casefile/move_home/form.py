from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from hearth.foundation.govuk.fields import DateField, PostcodeField


class MoveHomeForm(forms.Form):
    who = forms.MultipleChoiceField(
        label="Who has moved?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose who has moved", "invalid_choice": "Choose from the people shown"},
    )
    address = forms.CharField(
        label="New address, without the postcode",
        help_text="One line for each part. If there is no fixed address, say so here.",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter the new address, or say there is no fixed address"},
    )
    postcode = PostcodeField(label="Postcode", required=False)
    moved_on = DateField(label="When did they move?", may_be_future=False)

    def __init__(self, *args: Any, members: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [(str(number), words) for number, words in members]  # type: ignore[attr-defined]
