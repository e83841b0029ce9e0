from __future__ import annotations

from typing import Any

from django import forms

from hearth.foundation.govuk.fields import DateField
from hearth.foundation.staff.worker_fields import select


class MoveWorkerForm(forms.Form):
    on = DateField(
        label="From which day?",
        may_be_past=False,
        help_text="From that day they open what the new team holds, and no longer what the old one holds.",
    )

    def __init__(
        self, *args: Any, teams: list[tuple[str, str]], memberships: list[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if memberships:
            self.fields["leaves"] = forms.TypedMultipleChoiceField(
                label="Which teams do they leave?",
                choices=memberships,
                coerce=int,
                required=False,
                initial=[key for key, _ in memberships],
                widget=forms.CheckboxSelectMultiple,
            )
        self.fields["joins"] = select("Which team do they join?", teams, empty="None", required=False)
        self.order_fields(["leaves", "joins", "on"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned.setdefault("leaves", [])
        if not cleaned["leaves"] and not cleaned.get("joins") and not self.errors:
            self.add_error("joins", "Choose a team to leave or one to join")
        return cleaned
