from __future__ import annotations

from typing import Any

from django import forms

from hearth.evidence.facts.snapshot import Manifest


class CompareSnapshotsForm(forms.Form):
    first = forms.ChoiceField(label="The first", error_messages={"invalid_choice": "Choose one of those offered"})
    second = forms.ChoiceField(label="The second", error_messages={"invalid_choice": "Choose one of those offered"})

    def __init__(self, *given: Any, snapshots: list[Manifest], **more: Any) -> None:
        super().__init__(*given, **more)
        choices = [(each.id, f"{each.on:%-d %B %Y}: {each.source} ({each.id})") for each in snapshots]
        for name in ("first", "second"):
            self.fields[name].choices = [("", "Choose one"), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("first") and told.get("first") == told.get("second"):
            self.add_error("second", "Choose two different snapshots")
        return told
