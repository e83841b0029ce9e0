from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from hearth.foundation.codes import ClosureReason
from hearth.foundation.govuk.fields import DateField, EnumChoiceField


class CloseHelpForm(forms.Form):
    """One day for all, one reason for each child. A child left without a reason stays open."""

    closed_on = DateField(label="When did help end?", may_be_future=False)

    def __init__(self, *args: Any, children: Sequence[tuple[int, str]], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.children = children
        reasons = [reason for reason in ClosureReason if reason.in_force(on)]
        for number, name in children:
            self.fields[f"reason_{number}"] = EnumChoiceField(reasons, as_list=True, required=False, label=name)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        reasons = {
            number: cleaned[f"reason_{number}"] for number, _ in self.children if cleaned.get(f"reason_{number}")
        }
        if not self.errors and not reasons:
            self.add_error(f"reason_{self.children[0][0]}", "Choose why help ended, for at least one child")
        cleaned["reasons"] = {number: reason.value for number, reason in reasons.items()}
        return cleaned
