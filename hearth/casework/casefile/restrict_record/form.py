from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms


class RestrictRecordForm(forms.Form):
    why = forms.CharField(
        label="Why must this record be restricted?",
        help_text="For example, a colleague's family, an adoption, somebody well known. Those named can read this.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why this record must be restricted"},
    )
    named = forms.MultipleChoiceField(
        label="Who may still open it?",
        help_text="You are always named. Nobody else will be able to open it, nor find it.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": "Choose from the people shown"},
    )
    others = forms.CharField(
        label="Anybody else, by their e-mail address in Hearth",
        help_text="One on each line",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, reach_it: Sequence[tuple[int, str]], is_restricted: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["named"].choices = [(str(number), words) for number, words in reach_it]  # type: ignore[attr-defined]
        if is_restricted:
            del self.fields["why"]

    def clean_others(self) -> list[str]:
        return [line.strip().lower() for line in self.cleaned_data["others"].splitlines() if line.strip()]
