from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from hearth.foundation.staff.models import Worker


class ChoosePasswordForm(forms.Form):
    password1 = forms.CharField(
        label="Password",
        help_text="At least 12 characters. Three words that do not belong together are easy to remember and hard to guess.",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Enter a password"},
    )
    password2 = forms.CharField(
        label="The same password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Enter the same password again"},
    )

    def __init__(self, *args: Any, worker: Worker, **options: Any) -> None:
        super().__init__(*args, **options)
        self.worker = worker

    def clean_password1(self) -> str:
        password = str(self.cleaned_data["password1"])
        try:
            validate_password(password, self.worker)
        except ValidationError as wrong:
            raise ValidationError([_plainly(each) for each in wrong.error_list]) from wrong
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("password1") and cleaned.get("password2") and cleaned["password1"] != cleaned["password2"]:
            self.add_error("password2", "The two passwords are not the same")
        return cleaned


def _plainly(wrong: ValidationError) -> str:
    return {
        "password_too_short": "Use at least 12 characters",
        "password_too_common": "Too many people use this password. Choose another",
        "password_too_similar": "This is too like your name or e-mail address. Choose another",
    }.get(str(wrong.code), str(wrong.message))
