"""The filters of a check's pages."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from hearth.evidence.returns.models import Issue

MODULES = {
    "Header": "Header",
    "ChildIdentifiers": "Child identifiers",
    "ChildCharacteristics": "Child characteristics",
    "Disabilities": "Disabilities",
    "CINdetails": "Child in need details",
    "Assessments": "Assessments",
    "CINplanDates": "Child in need plan dates",
    "Section47": "Section 47",
    "ChildProtectionPlans": "Child protection plans",
    "Reviews": "Reviews",
}
"""The tables that rules name, in the order of the census."""

NARROWS = {"module", "child", "child_contains"}
_NOT_OFFERED = {"invalid_choice": "“%(value)s” is none of these, so it is left out. Choose from the list"}


class IssueFilter(forms.Form):
    """`child` is a child's whole number as the file has it: links to one child use it. `by` is no filter: it says
    which of a check's two pages is filtered."""

    severity = forms.ChoiceField(
        label="Severity",
        choices=[("", "Both"), *Issue.Severity.choices],
        required=False,
        error_messages=_NOT_OFFERED,
    )
    rule = forms.CharField(label="Rule", max_length=10, required=False)
    module = forms.ChoiceField(
        label="Module", choices=[("", "All"), *MODULES.items()], required=False, error_messages=_NOT_OFFERED
    )
    child = forms.CharField(label="Child’s number", max_length=100, required=False)
    child_contains = forms.CharField(label="Child’s number contains", max_length=60, required=False)
    answered = forms.ChoiceField(
        label="Queries",
        choices=[("", "All"), ("no", "Not answered yet"), ("yes", "Answered")],
        required=False,
        error_messages=_NOT_OFFERED,
    )
    by = forms.CharField(required=False, widget=forms.HiddenInput)

    def chosen(self) -> dict[str, str]:
        """What is chosen, in words of the address. What cannot be understood is left out, and its field says so: enough to
        read by, too little to write by (`not_understood`)."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value and name != "by"}

    def not_understood(self) -> list[str]:
        """The labels of what cannot be understood: also a name that is no filter's, and one that is there more than once."""
        asked = dict(self.data.lists()) if isinstance(self.data, QueryDict) else {}
        wrong = {*self.errors, *(name for name, values in asked.items() if name not in self.fields or len(values) > 1)}
        known = [str(field.label) for name, field in self.fields.items() if name in wrong]
        return known + [name for name in asked if name not in self.fields]

    def narrowed(self) -> dict[str, str]:
        """Of what is chosen, what still tells one query of a rule from another."""
        return {name: value for name, value in self.chosen().items() if name in NARROWS}

    def in_words(self) -> dict[str, str]:
        """Each thing chosen as a page says it."""
        chosen = self.chosen()
        said = {
            "severity": {"error": "Errors", "query": "Queries"},
            "module": MODULES,
            "answered": {"no": "Not answered yet", "yes": "Answered"},
        }
        before = {"rule": "Rule: ", "child": "Child: ", "child_contains": "Child’s number contains: "}
        return {name: said.get(name, {}).get(value, before.get(name, "") + value) for name, value in chosen.items()}
