from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from hearth.casework.frontdoor.queue.rows import NOBODY
from hearth.foundation.codes import BragRating
from hearth.foundation.staff.models import Worker


class QueueForm(forms.Form):
    """What the queue shows only. Kept in the address; a choice that makes no sense is as if not made."""

    rating = forms.ChoiceField(
        label="Rating",
        required=False,
        choices=[("", "Any"), *((rating.value, rating.label) for rating in BragRating), ("none", "Not rated yet")],
    )
    holder = forms.ChoiceField(label="Held by", required=False)
    overdue = forms.BooleanField(label="Overdue", required=False)
    checks = forms.BooleanField(label="Waiting on checks", required=False)
    sort = forms.ChoiceField(
        required=False,
        choices=[(order, order) for each in ("due", "received", "rating") for order in (each, f"-{each}")],
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, holders: Iterable[Worker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].choices = [  # type: ignore[attr-defined]
            ("", "Anybody"),
            (NOBODY, "Nobody yet"),
            *((str(worker.pk), worker.name) for worker in holders),
        ]

    def chosen(self) -> dict[str, Any]:
        """What was chosen and makes sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
