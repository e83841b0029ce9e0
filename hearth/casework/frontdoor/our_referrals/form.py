from django import forms

from hearth.casework.frontdoor.models import Contact
from hearth.casework.frontdoor.partner_queries import WAITING


class OurReferralsFilter(forms.Form):
    outcome = forms.ChoiceField(
        label="What became of it",
        required=False,
        choices=[("", "Everything"), (WAITING, "Waiting for a decision"), *Contact.Outcome.choices],
    )
