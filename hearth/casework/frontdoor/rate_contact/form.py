from __future__ import annotations

from typing import Any

from django import forms

from hearth.foundation.codes import BragRating
from hearth.foundation.council.choices import FrontDoor
from hearth.foundation.govuk.fields import EnumChoiceField

_MEANS = {
    BragRating.RED: "A child may be suffering significant harm now",
    BragRating.AMBER: "Serious worries that cannot wait",
    BragRating.GREEN: "Worries that need help soon",
    BragRating.BLUE: "Needs that universal services or early help can meet",
}


class RateContactForm(forms.Form):
    rating = EnumChoiceField(
        BragRating, label="How urgent is this?", error_messages={"required": "Choose how urgent this is"}
    )
    because = forms.CharField(
        label="Why this rating?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why you give this rating"},
    )

    def __init__(self, *args: Any, front_door: FrontDoor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rating"].item_hints = {  # type: ignore[attr-defined]
            rating.value: f"{means}: {_within(getattr(front_door, f'{rating.value}_hours'))}"
            for rating, means in _MEANS.items()
        }


def _within(hours: int | None) -> str:
    if hours is None:
        return "no limit of our own"
    return f"decide within {hours} {'hour' if hours == 1 else 'hours'} of receiving it"
