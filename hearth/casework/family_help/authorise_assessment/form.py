from enum import Enum
from typing import Any

from django import forms

from hearth.foundation.govuk.fields import EnumChoiceField, RevealingForm


class Answer(Enum):
    AUTHORISE = "authorise"
    RETURN = "return"


WORDS = {Answer.AUTHORISE: "Authorise it", Answer.RETURN: "Return it for more work"}


class AuthoriseAssessmentForm(RevealingForm):
    def __init__(self, *args: Any, is_late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reveals = {Answer.RETURN: ["returned_because"]} | ({Answer.AUTHORISE: ["late_because"]} if is_late else {})
        self.fields["answer"] = EnumChoiceField(
            Answer,
            words=WORDS.__getitem__,
            reveals=reveals,
            label="Your decision",
            error_messages={"required": "Choose whether to authorise it or return it"},
        )
        self.fields["returned_because"] = forms.CharField(
            label="What is still needed?",
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 4}),
            error_messages={"required": "Say what is still needed"},
        )
        if is_late:
            self.fields["late_because"] = forms.CharField(
                label="Why did it take longer than 45 working days?",
                max_length=300,
                widget=forms.Textarea(attrs={"rows": 3}),
                error_messages={"required": "Say why it took longer than 45 working days"},
            )
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)
