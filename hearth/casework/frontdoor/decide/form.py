from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from hearth.casework.frontdoor.models import Contact
from hearth.casework.frontdoor.rules import JOINS_A_FAMILY, OPENS_A_FAMILY, words_for_referrer
from hearth.foundation.council import council
from hearth.foundation.govuk.fields import EnumChoiceField, RevealingForm, YesNoField

_TO_JOIN = tuple(outcome for outcome in Contact.Outcome if outcome.value in JOINS_A_FAMILY)
_TO_CHOOSE = tuple(outcome for outcome in Contact.Outcome if outcome not in _TO_JOIN)
_TO_JOIN_WORDS = {
    Contact.Outcome.JOINED: "Join the family: what was told is added to their record",
    Contact.Outcome.JOINED_STRATEGY: "Join the family, and a strategy discussion is needed",
}
_MEANS = {
    Contact.Outcome.NO_FURTHER_ACTION: "Nothing more is needed now",
    Contact.Outcome.ADVICE: "We told somebody what may help or where to go",
    Contact.Outcome.EARLY_HELP: "Help before it gets worse, with the family's agreement",
    Contact.Outcome.FAMILY_HELP: "Section 17: a referral. The family's record is made and each child's episode opens",
    Contact.Outcome.STRATEGY_DISCUSSION: "Section 47: a child may be suffering significant harm. A referral too",
    Contact.Outcome.JOINED: "Their lead worker goes on, and is told at once",
    Contact.Outcome.JOINED_STRATEGY: "Section 47: a child may be suffering significant harm. Their lead worker and manager are "
    "told at once that it is needed",
}

_TOLD_BY_ACCOUNT = {"yes": "Yes: now, in these words", "no": "No: I will tell them later"}
_TOLD_BY_TELEPHONE = {"yes": "I have told them by phone, in these words", "no": "Not yet: they still have to be told"}


class DecideForm(RevealingForm):
    """Under each outcome stands what the referrer would be told of it. A contact that joins a family is no new referral, but a
    strategy discussion may be needed all the same."""

    because = forms.CharField(
        label="Why?",
        help_text="What weighed for and against. This is the reason on record.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Say why you decide this"},
    )

    def __init__(self, *args: Any, joins: str, waiting_checks: Sequence[str], has_account: bool, **kwargs: Any) -> None:
        """`has_account`: what a referrer without one is told reaches them only when somebody rings them."""
        super().__init__(*args, **kwargs)
        self._offer_outcomes(_TO_JOIN if joins else _TO_CHOOSE)
        if not joins:
            self.fields["family_name"] = forms.CharField(
                label="What is the family called?",
                help_text="Used only if a family's record is made. From the children's family names; change it if people "
                "use another.",
                max_length=120,
                required=False,
            )
        if waiting_checks:
            self.fields["without_checks_because"] = forms.CharField(
                label="Why do you not wait for the checks?",
                help_text=f"Not answered yet: {', '.join(waiting_checks)}.",
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
                max_length=1000,
            )
        self.fields["is_told_now"] = YesNoField(
            label="Is the referrer told this now?" if has_account else "Has the referrer been told this?",
            help_text="" if has_account else "They have no account here, so nothing reaches them by itself.",
            words=lambda answer: (_TOLD_BY_ACCOUNT if has_account else _TOLD_BY_TELEPHONE)[answer.value],
            initial=has_account and council().told.referral_outcome_to_referrer,
            error_messages={"required": "Say whether the referrer is told now"},
        )

    def _offer_outcomes(self, offered: Sequence[Contact.Outcome]) -> None:
        reveals = {outcome: [_tell(outcome.value)] for outcome in offered}
        because = self.fields.pop("because")
        self.fields["outcome"] = EnumChoiceField(
            offered,
            label="What do you decide?",
            hints=_MEANS,
            words=lambda outcome: _TO_JOIN_WORDS.get(outcome, outcome.label),
            reveals=reveals,
            error_messages={"required": "Choose what you decide"},
        )
        self.fields["because"] = because
        for outcome in offered:
            self.fields[_tell(outcome.value)] = _told_as(outcome.value)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        outcome = self.outcome
        if outcome in OPENS_A_FAMILY and not str(cleaned.get("family_name") or "").strip():
            self.add_error("family_name", "Say what the family is called: its record is made by this decision")
        if outcome and cleaned.get("is_told_now") and not self.words_for_referrer.strip():
            self.add_error(_tell(outcome), "Write what the referrer is told, or choose to tell them later")
        return cleaned

    @property
    def outcome(self) -> str:
        chosen = self.cleaned_data.get("outcome")
        return str(chosen.value) if chosen else ""

    @property
    def words_for_referrer(self) -> str:
        return self.cleaned_data.get(_tell(self.outcome)) or ""


def _tell(outcome: str) -> str:
    return f"tell_{outcome}"


def _told_as(outcome: str) -> forms.CharField:
    return forms.CharField(
        label="What the referrer is told",
        max_length=2000,
        required=False,
        initial=words_for_referrer(outcome),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
