from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms


class AskAgencyForm(forms.Form):
    organisations = forms.TypedMultipleChoiceField(
        label="Whom do you ask?",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one agency"},
    )
    about = forms.TypedMultipleChoiceField(
        label="About whom?",
        help_text="They see the names, dates of birth and address of those you choose, your question, and nothing else. "
        "A health agency sees their NHS number too, a school or nursery their UPN.",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one person"},
    )
    asks = forms.CharField(
        label="What do you ask?",
        help_text="Ask only what you need to decide. Do not repeat the worry unless they need it to answer.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write what you ask them"},
    )

    def __init__(
        self, *args: Any, agencies: Sequence[tuple[int, str]], people: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisations"].choices = agencies  # type: ignore[attr-defined]
        self.fields["about"].choices = people  # type: ignore[attr-defined]
