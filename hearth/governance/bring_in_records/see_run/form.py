from django import forms

from hearth.governance.bring_in_records.models import Remark


class SeeRunForm(forms.Form):
    kind = forms.ChoiceField(label="What was said", choices=[("", "Everything"), *Remark.Kind.choices], required=False)
    where = forms.CharField(label="Item", max_length=60, required=False)
    child = forms.CharField(label="Child's number", max_length=60, required=False)
