from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any

from django import forms

from hearth.foundation.govuk.fields import DateField, EnumChoicesField


class How(Enum):
    SEEN = "seen"
    ALONE = "alone"
    BEDROOM = "bedroom"


WORDS = {How.SEEN: "Seen", How.ALONE: "Alone", How.BEDROOM: "Bedroom"}


class RecordVisitForm(forms.Form):
    """One visit, and for every child how they were seen: cleaned to `seen`, of (child's number, alone, bedroom)."""

    visited_on = DateField(label="When was the visit?", may_be_future=False)

    def __init__(self, *args: Any, children: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.children = children
        for number, name in children:
            self.fields[f"child_{number}"] = EnumChoicesField(How, words=WORDS.__getitem__, label=name, required=False)
        self.fields["home_seen"] = forms.BooleanField(label="The home was seen", required=False)
        self.fields["says"] = forms.CharField(
            label="What happened?",
            help_text="What you saw and heard, what was said, what you did. If nobody was seen, say why.",
            max_length=8000,
            widget=forms.Textarea(attrs={"rows": 10}),
            error_messages={"required": "Say what happened"},
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        seen = []
        for number, name in self.children:
            ticked = set(cleaned.get(f"child_{number}") or ())
            if ticked == {How.BEDROOM}:
                self.add_error(f"child_{number}", f"Say whether {name} was seen, or untick the bedroom")
            elif ticked:
                seen.append((number, How.ALONE in ticked, How.BEDROOM in ticked))
        cleaned["seen"] = seen
        return cleaned
