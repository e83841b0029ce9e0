from django import forms

STATES = {
    "published": "Published",
    "withdrawn": "Withdrawn",
    "not_published": "Not published",
    "not_ours": "Not the council’s own",
}
KINDS = {"casework": "Casework", "return": "A return"}


class ListSnapshotsForm(forms.Form):
    """What cannot be understood is left out, and its field says so."""

    state = forms.ChoiceField(label="Published?", choices=[("", "Any"), *STATES.items()], required=False)
    kind = forms.ChoiceField(label="Made from", choices=[("", "Any"), *KINDS.items()], required=False)

    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
