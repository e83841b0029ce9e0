from django import forms

from hearth.foundation.govuk.fields import DateField


class EndProfessionalForm(forms.Form):
    last_on = DateField(label="What was the last day they were involved?", may_be_future=False)
