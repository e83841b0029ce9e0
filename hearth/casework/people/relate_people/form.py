from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from hearth.casework.people.models import Relationship
from hearth.foundation.govuk.fields import EnumChoiceField


class RelatePeopleForm(forms.Form):
    person = forms.ChoiceField(label="Who?", error_messages={"required": "Choose who is related"})
    kind = EnumChoiceField(
        Relationship.Kind, label="Is the", error_messages={"required": "Choose how they are related"}
    )
    to = forms.ChoiceField(label="Of whom?", error_messages={"required": "Choose whom they are related to"})

    def __init__(self, *args: Any, members: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Choose one"), *((str(number), name) for number, name in members)]
        self.fields["person"].choices = self.fields["to"].choices = choices  # type: ignore[attr-defined]
