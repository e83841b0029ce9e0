"""The questions asked about a worker, in an invitation and later."""

from __future__ import annotations

from typing import Any

from django import forms

from hearth.foundation.govuk.fields import TelephoneField
from hearth.foundation.staff.roles import ROLES
from hearth.foundation.staff.rules import NOT_OFFERED


class AboutWorker(forms.Form):
    known_as = forms.CharField(label="First name", help_text="As they are called at work.", max_length=80)
    family_name = forms.CharField(label="Last name", max_length=80)
    email = forms.EmailField(label="E-mail address", help_text="They sign in with it. Use their own, not a shared one.")
    job_title = forms.CharField(
        label="Job title", help_text="As families would read it, such as “children's social worker”.", max_length=120
    )
    phone = TelephoneField(
        label="Telephone", help_text="Shown to colleagues who work with the same family.", required=False
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class RoleField(forms.ChoiceField):
    """Each role with what it may do, in English."""

    def __init__(self, **options: Any) -> None:
        offered = [role for role in ROLES.values() if role.key not in NOT_OFFERED]
        self.item_hints = {role.key: role.says for role in offered}
        options.setdefault("widget", forms.RadioSelect)
        options.setdefault("error_messages", {"required": "Choose what they may do in Hearth"})
        super().__init__(choices=[(role.key, role.title) for role in offered], **options)


def select(label: str, choices: list[tuple[str, str]], *, empty: str, required: bool = True, hint: str = "") -> Any:
    """One from a list of rows, cleaned to its number, or None."""
    return forms.TypedChoiceField(
        label=label,
        choices=[("", empty), *choices],
        coerce=int,
        empty_value=None,
        required=required,
        widget=forms.Select,
        help_text=hint,
        error_messages={"invalid_choice": "Choose one from the list"},
    )
