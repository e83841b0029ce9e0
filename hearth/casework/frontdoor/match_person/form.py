from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from hearth.casework.frontdoor.models import SaidOfMatch
from hearth.foundation.govuk.fields import EnumChoiceField


class MatchPersonForm(forms.Form):
    """For each person told of and each who may be them, a word: same, different, not sure, or none yet.

    `asked` holds (told, person, name of who was told of, name on record, word that stands).
    """

    def __init__(self, *args: Any, asked: Sequence[tuple[int, int, str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        for told, person, name, known, said in asked:
            self.fields[field_name(told, person)] = EnumChoiceField(
                SaidOfMatch.Word, label=f"Is {name} the {known} we know?", required=False, initial=said
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        same: dict[int, list[str]] = {}
        for told, person, name, known, _ in self.asked:
            if cleaned.get(field_name(told, person)) == SaidOfMatch.Word.SAME:
                same.setdefault(told, []).append(known)
                if len(same[told]) > 1:
                    self.add_error(
                        field_name(told, person), f"{name} can be the same person as one record only. Choose which"
                    )
        return cleaned

    def words(self) -> dict[tuple[int, int], str]:
        """Every word chosen, by the number of the one told of and of the person on record."""
        chosen = {(told, person): self.cleaned_data[field_name(told, person)] for told, person, *_ in self.asked}
        return {key: word.value for key, word in chosen.items() if word}


def field_name(told: int, person: int) -> str:
    return f"said_{told}_{person}"
