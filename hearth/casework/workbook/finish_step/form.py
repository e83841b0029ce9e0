from __future__ import annotations

from django import forms

from hearth.foundation.govuk.fields import DateField


class FinishStepForm(forms.Form):
    done_on = DateField(label="When was it done?", may_be_future=False)
