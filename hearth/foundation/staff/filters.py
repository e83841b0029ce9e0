"""Filters that live in the address: a form by GET that can say what is chosen and make the next address."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms


def choice(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", "Any"), *choices], required=False)


def tick(words: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label="Ended", choices=[("yes", words)], required=False, widget=forms.CheckboxSelectMultiple
    )


class AddressForm(forms.Form):
    """What cannot be understood in an address is as if it were not there."""

    def _in_address(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None, [])}

    def address_of(self, **changed: Any) -> str:
        asked = self._in_address() | changed
        return f"?{urlencode({name: value for name, value in asked.items() if value}, doseq=True)}"

    def chosen(self) -> list[dict[str, str]]:
        """Each chosen filter in words, with the address that is without it."""
        said = []
        for name, value in self._in_address().items():
            field = self.fields[name]
            if field.widget.is_hidden:
                continue
            labels = dict(getattr(field, "choices", []))
            words = ", ".join(str(labels.get(one, one)) for one in (value if isinstance(value, list) else [value]))
            said.append(
                {
                    "words": f"{field.label}: {words}" if name != "ended" else words,
                    "href": self.address_of(**{name: ""}),
                }
            )
        return said
