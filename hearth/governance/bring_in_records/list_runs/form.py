from django import forms

from hearth.governance.bring_in_records.models import Run


class ListRunsForm(forms.Form):
    state = forms.ChoiceField(label="How it ended", choices=[("", "Any"), *Run.State.choices], required=False)
