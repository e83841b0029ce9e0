from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from hearth.foundation.govuk.fields import DateField, TelephoneField


class AddProfessionalForm(forms.Form):
    name = forms.CharField(label="Name", max_length=160, error_messages={"required": "Enter the professional's name"})
    does = forms.CharField(
        label="What they do",
        help_text="For example, health visitor, class teacher, GP, refuge worker",
        max_length=160,
        error_messages={"required": "Enter what they do, such as health visitor"},
    )
    agency = forms.CharField(label="Agency", max_length=200, required=False)
    about = forms.ChoiceField(
        label="Whom are they there for?",
        help_text="What is kept from somebody about a person is kept from them about that person's professionals too.",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whom they are there for", "invalid_choice": "Choose one of the answers"},
    )
    phone = TelephoneField(label="Phone", max_length=40, required=False)
    email = forms.EmailField(label="E-mail", required=False)
    starts_on = DateField(label="Involved since", may_be_future=False)

    def __init__(self, *args: Any, members: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [  # type: ignore[attr-defined]
            ("family", "The whole family"),
            *((str(number), name) for number, name in members),
        ]
