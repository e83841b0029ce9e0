from django import forms

from hearth.foundation.govuk.fields import DateField


class BeginAssessmentForm(forms.Form):
    started_on = DateField(
        label="When did the assessment begin?",
        help_text="The day the work began, such as the first visit. For example, 27 3 2026",
        may_be_future=False,
    )
