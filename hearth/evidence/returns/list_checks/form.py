from django import forms

from hearth.evidence.returns.models import Run


class ListChecksForm(forms.Form):
    state = forms.ChoiceField(label="How it ended", choices=[("", "Any"), *Run.State.choices], required=False)
