from __future__ import annotations

from typing import Any, cast

from django import forms

from hearth.casework.caseload.queries import Load
from hearth.foundation.staff.models import Worker


class ChoosePodForm(forms.Form):
    pod = forms.TypedChoiceField(
        label="Which pod will hold this family?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a pod"},
    )

    def __init__(self, *args: Any, pods: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ChoiceField, self.fields["pod"]).choices = pods


class AllocateFamilyForm(forms.Form):
    """`seen` is the allocation that stood when the page was opened, 0 for none: a second manager can be told."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    lead = forms.TypedChoiceField(
        label="Who leads?",
        help_text="The family's children's social worker.",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who leads"},
    )
    beside = forms.TypedMultipleChoiceField(
        label="Who works beside them?",
        help_text="Choose as many as the family needs. Each can open the family's record from now on.",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, loads: list[Load], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(load.worker.pk, f"{_described(load.worker)}: holds {load.words}") for load in loads]
        leads = {load.worker.pk for load in loads if load.worker.role == "social_worker"}
        cast(forms.ChoiceField, self.fields["lead"]).choices = [choice for choice in choices if choice[0] in leads]
        cast(forms.ChoiceField, self.fields["beside"]).choices = choices

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("lead") in told.get("beside", []):
            self.add_error("beside", "The lead works with the family already: choose others to work beside them")
        return told


def _described(worker: Worker) -> str:
    return f"{worker.name}, {worker.job_title or worker.role_title}, {worker.employer}"
