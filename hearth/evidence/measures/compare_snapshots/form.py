from __future__ import annotations

from typing import Any

from django import forms

from hearth.evidence.facts.snapshot import Manifest


class CompareSnapshotsForm(forms.Form):
    first = forms.ChoiceField(label="The first", widget=forms.RadioSelect)
    second = forms.ChoiceField(label="The second", widget=forms.RadioSelect)

    def __init__(self, *given: Any, snapshots: list[Manifest], **more: Any) -> None:
        super().__init__(*given, **more)
        for name in ("first", "second"):
            field: Any = self.fields[name]
            field.choices = [(each.id, f"{each.on:%-d %B %Y}") for each in snapshots]
            field.item_hints = {each.id: f"{each.source} ({each.id})" for each in snapshots}
            field.error_messages |= {
                "required": f"Choose the {name} snapshot", "invalid_choice": "Choose one of those offered",
            }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("first") and told.get("first") == told.get("second"):
            self.add_error("second", "Choose two different snapshots")
        return told
