"""The filters of a check's pages."""

from __future__ import annotations

from typing import Any

from django import forms

from hearth.evidence.returns.models import Issue


class IssueFilter(forms.Form):
    severity = forms.ChoiceField(label="Severity", choices=[("", "Both"), *Issue.Severity.choices], required=False)
    rule = forms.CharField(label="Rule", max_length=10, required=False)
    child = forms.CharField(label="Child’s number", max_length=60, required=False)
    answered = forms.ChoiceField(
        label="Queries",
        choices=[("", "All"), ("no", "Not answered yet"), ("yes", "Answered")],
        required=False,
    )

    def chosen(self) -> dict[str, str]:
        """What is chosen, in words of the address; nothing of it when something cannot be understood."""
        told: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        return {name: value for name, value in told.items() if value}

    def in_words(self) -> dict[str, str]:
        """Each thing chosen as a page says it."""
        chosen = self.chosen()
        said = {
            "severity": {"error": "Errors", "query": "Queries"},
            "answered": {"no": "Not answered yet", "yes": "Answered"},
        }
        before = {"rule": "Rule: ", "child": "Child: "}
        return {name: said.get(name, {}).get(value, before.get(name, "") + value) for name, value in chosen.items()}
