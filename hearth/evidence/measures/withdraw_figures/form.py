from django import forms

from hearth.evidence.measures.models import Publication


class WithdrawFiguresForm(forms.Form):
    because = forms.CharField(
        label="Why are these figures withdrawn?",
        help_text="Whoever follows a link to them reads this. Give no names, and no number that was kept back.",
        max_length=Publication.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Say why these figures are withdrawn",
            "max_length": f"Use {Publication.LONGEST} characters or fewer",
        },
    )
