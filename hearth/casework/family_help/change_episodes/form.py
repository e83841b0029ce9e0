from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from hearth.casework.family_help.change_episodes.action import Said
from hearth.casework.family_help.models import Episode
from hearth.casework.family_help.queries import Referral
from hearth.foundation.codes import PrimaryNeed, ReferralSource
from hearth.foundation.codes.dated import DatedChoices
from hearth.foundation.govuk.fields import EnumChoiceField, words_of

ASKED: tuple[tuple[str, type[DatedChoices], str, str], ...] = (
    (
        "primary_need",
        PrimaryNeed,
        "Primary need",
        "The main reason for help. Torn between two, choose the one higher in the list.",
    ),
    ("referral_source", ReferralSource, "Who referred them", ""),
)
LEFT, AS_FOR_ALL = "Choose one", "The same as for all"


class ChangeEpisodesForm(forms.Form):
    """One answer for all the children of a referral, and another for a child where it differs. Blank leaves what stands."""

    versions = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, referrals: Sequence[Referral], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.referrals = referrals
        self.initial["versions"] = versions_of(referrals)
        for referral in referrals:
            for item, codes, label, hint in ASKED:
                offered = [code for code in codes if code.in_force(referral.referred_on)]
                shared = _commonest(getattr(each, item) for each in referral.episodes)
                self.fields[f"{item}_{referral.key}"] = _choice(offered, label, hint, LEFT, shared)
                for episode in referral.episodes if referral.is_of_several else ():
                    own = getattr(episode, item)
                    words = f"{label}: {episode.person.first_name}"
                    self.fields[f"{item}_{episode.pk}"] = _choice(
                        offered, words, "", AS_FOR_ALL, own if own != shared else ""
                    )

    def shared_fields(self, referral: Referral) -> list[forms.BoundField]:
        return [self[f"{item}_{referral.key}"] for item, *_ in ASKED]

    def own_fields(self, referral: Referral) -> list[forms.BoundField]:
        several = referral.episodes if referral.is_of_several else ()
        return [self[f"{item}_{each.pk}"] for each in several for item, *_ in ASKED]

    def has_differences(self, referral: Referral) -> bool:
        return any(bound.value() or bound.errors for bound in self.own_fields(referral))

    def said(self) -> dict[int, Said]:
        """By episode, of those that were on the page."""
        seen = dict(pair.split(":") for pair in self.cleaned_data["versions"].split() if ":" in pair)
        return {
            episode.pk: Said(int(seen[str(episode.pk)]), *(self._answer(referral, episode, item) for item, *_ in ASKED))
            for referral in self.referrals
            for episode in referral.episodes
            if seen.get(str(episode.pk), "").isdecimal()
        }

    def _answer(self, referral: Referral, episode: Episode, item: str) -> str:
        own = self.cleaned_data.get(f"{item}_{episode.pk}")
        found = own or self.cleaned_data.get(f"{item}_{referral.key}")
        return str(found.value) if found else ""


def versions_of(referrals: Iterable[Referral]) -> str:
    return " ".join(f"{each.pk}:{each.version}" for referral in referrals for each in referral.episodes)


def _commonest(answers: Iterable[str]) -> str:
    found = Counter(answer for answer in answers if answer).most_common(1)
    return found[0][0] if found else ""


def _choice(offered: list[DatedChoices], label: str, hint: str, when_blank: str, initial: str) -> EnumChoiceField:
    field = EnumChoiceField(offered, label=label, help_text=hint, as_list=True, required=False, initial=initial)
    field.choices = [("", when_blank), *((str(code.value), words_of(code)) for code in offered)]
    return field
