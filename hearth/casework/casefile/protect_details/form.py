from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from hearth.casework.people.models import Protection
from hearth.foundation.govuk.fields import EnumChoiceField

OUTSIDE = "outside"


class ProtectDetailsForm(forms.Form):
    covers = EnumChoiceField(
        Protection.Covers, label="What must be kept back?", error_messages={"required": "Choose what must be kept back"}
    )
    kept_from = forms.ChoiceField(
        label="From whom?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose from whom it must be kept", "invalid_choice": "Choose one of the answers"},
    )
    why = forms.CharField(
        label="Why?",
        help_text="One sentence. It is shown to everybody who may open this record, and to nobody else.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it must be kept back"},
    )

    def __init__(self, *args: Any, kin: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept_from"].choices = [  # type: ignore[attr-defined]
            *((str(number), name) for number, name in kin),
            (OUTSIDE, "Everybody outside: nobody but the workers who may open this record"),
        ]
