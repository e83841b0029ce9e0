from __future__ import annotations

from typing import Any, cast

from django import forms

from hearth.casework.caseload.models import Involvement
from hearth.foundation.staff.models import Worker


class AddPractitionerForm(forms.Form):
    worker = forms.TypedChoiceField(label="Who joins?", coerce=int, error_messages={"required": "Choose who joins"})
    part = forms.ChoiceField(
        label="What is their part?",
        widget=forms.RadioSelect,
        choices=[choice for choice in Involvement.Part.choices if choice[0] != Involvement.Part.LEAD],
        error_messages={"required": "Choose their part"},
    )

    def __init__(self, *args: Any, workers: list[Worker], **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ChoiceField, self.fields["worker"]).choices = [("", "Choose somebody")] + [
            (worker.pk, f"{worker.name}, {worker.job_title or worker.role_title}, {worker.employer}")
            for worker in workers
        ]
