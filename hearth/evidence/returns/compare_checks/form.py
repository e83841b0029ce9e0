from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from hearth.evidence.returns.models import Run
from hearth.foundation.periods.words import moment_in_words


class CompareChecksForm(forms.Form):
    earlier = forms.TypedChoiceField(
        label="The earlier check",
        coerce=int,
        error_messages={"required": "Choose the earlier check", "invalid_choice": "Choose one of the checks listed"},
    )
    later = forms.TypedChoiceField(
        label="The later check",
        coerce=int,
        error_messages={"required": "Choose the later check", "invalid_choice": "Choose one of the checks listed"},
    )

    def __init__(self, *args: Any, runs: Sequence[Run], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Choose a check"), *((str(run.pk), _words(run)) for run in runs)]
        for field in self.fields.values():
            field.choices = choices  # type: ignore[attr-defined]


def _words(run: Run) -> str:
    errors = "1 error" if run.errors == 1 else f"{run.errors:,} errors"
    return f"{moment_in_words(run.given_at)}: {run.file_name} (authority {run.authority}, {errors})"
