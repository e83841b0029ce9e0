from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from hearth.casework.family_help.choose_factors.ticks import Chosen, as_text
from hearth.foundation.codes import FACTORS_NEVER_WITH_ANOTHER, AssessmentFactor

EVERY_CHILD = "every"


class ChooseFactorsForm(forms.Form):
    """A row of ticks for each factor: which children is it true of? "All" ticks every child at once.

    `began_from` is what was ticked when the page was opened, so that a second writer can be told.
    """

    began_from = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        offered: Sequence[AssessmentFactor],
        children: Sequence[tuple[int, str]],
        chosen: Chosen,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.children = children
        self.initial["began_from"] = as_text(chosen)
        every = [(EVERY_CHILD, "All")] if len(children) > 1 else []
        for factor in offered:
            self.fields[f"factor_{factor.value}"] = forms.MultipleChoiceField(
                label=str(factor.label),
                choices=[*((str(number), name) for number, name in children), *every],
                required=False,
                initial=[str(number) for number, _ in children if (number, factor.value) in chosen],
                widget=forms.CheckboxSelectMultiple,
                error_messages={"invalid_choice": "Choose children of this family"},
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen: Chosen = set()
        for name, ticked in cleaned.items():
            if name.startswith("factor_"):
                numbers = (number for number, _ in self.children if EVERY_CHILD in ticked or str(number) in ticked)
                chosen |= {(number, name.removeprefix("factor_")) for number in numbers}
        for alone in FACTORS_NEVER_WITH_ANOTHER:
            both = [
                name
                for number, name in self.children
                if (number, alone.value) in chosen and sum(1 for one, _ in chosen if one == number) > 1
            ]
            if both:
                self.add_error(
                    f"factor_{alone.value}", f"{both[0]} has “no factors” and others too. Untick one or the others"
                )
        cleaned["chosen"] = chosen
        return cleaned
