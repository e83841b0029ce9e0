from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from hearth.foundation.audit.models import Event

KINDS = [
    ("", "Everything"),
    (Event.Kind.ACT.value, "Did something"),
    (Event.Kind.READ.value, "Opened a page"),
    (Event.Kind.REFUSED.value, "Was refused"),
]


class SeeReadersForm(forms.Form):
    worker = forms.ChoiceField(label="Who", required=False)
    kind = forms.ChoiceField(label="What", required=False, choices=KINDS, initial="")

    def __init__(self, *args: Any, lookers: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = [  # type: ignore[attr-defined]
            ("", "Everybody"),
            *((str(number), name) for number, name in lookers),
        ]
