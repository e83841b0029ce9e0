from django import forms

from hearth.casework.desk.queries import MINE, OPEN, POD


class WhichFamiliesForm(forms.Form):
    whose = forms.ChoiceField(
        label="Whose",
        choices=[(MINE, "Mine"), (POD, "My pod's"), (OPEN, "All that are open to me")],
    )
    sort = forms.ChoiceField(
        label="In order of", choices=[("owed", "What is owed first"), ("name", "Name"), ("newest", "Newest first")]
    )
