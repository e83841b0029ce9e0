"""Whether the referrer is told at once is the manager's to say; what stands chosen first is the council's."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from hearth.casework.frontdoor.models import Contact
from hearth.conftest import Cast
from hearth.foundation.council.choices import Council, Told
from hearth.foundation.staff.models import Worker


@pytest.mark.parametrize(("is_first", "chosen"), [(True, "yes"), (False, "no")])
def test_what_stands_chosen_first_is_the_councils(
    told: Callable[..., Contact],
    cast: Cast,
    signed_in: Callable[[Worker], Client],
    settings: Any,
    is_first: bool,
    chosen: str,
) -> None:
    settings.COUNCIL = replace(Council(), told=Told(referral_outcome_to_referrer=is_first))
    contact = told()
    Contact.objects.filter(pk=contact.pk).update(is_in_immediate_danger=True)  # decided without more
    page = signed_in(cast.guy).get(f"/front-door/{contact.pk}/decide/").content.decode()
    choices = [each for each in re.findall(r"<input[^>]*>", page) if 'name="is_told_now"' in each]
    assert [re.findall(r'value="(\w+)"', each) for each in choices if " checked" in each] == [[chosen]]


@pytest.mark.parametrize(("caller", "is_owed"), [("A neighbour", True), ("", False)])
def test_a_caller_without_an_account_is_not_told_until_somebody_rings_them(
    told: Callable[..., Contact], cast: Cast, signed_in: Callable[[Worker], Client], caller: str, is_owed: bool
) -> None:
    nobody = {"referrer": None, "referrer_team": None, "referrer_agency": "", "source": "1A"}
    contact = told(is_in_immediate_danger=True, referrer_name=caller, **nobody)
    guy = signed_in(cast.guy)
    page = guy.get(f"/front-door/{contact.pk}/decide/").content.decode()
    choices = [each for each in re.findall(r"<input[^>]*>", page) if 'name="is_told_now"' in each]
    assert [re.findall(r'value="(\w+)"', each) for each in choices if " checked" in each] == [["no"]]
    assert ("I have told them by phone, in these words" in page, "Yes: now, in these words" in page) == (True, False)
    said = {"outcome": "strategy", "because": "x", "family_name": "Reid", "tell_strategy": "y", "is_told_now": "no"}
    assert guy.post(f"/front-door/{contact.pk}/decide/", said | {"version": "1"}).status_code == 302
    contact.refresh_from_db()
    assert contact.told_referrer_at is None
    Contact.objects.filter(pk=contact.pk).update(discussion_due_on=None)
    page = guy.get(f"/front-door/{contact.pk}/see-contact/").content.decode()
    assert ("The referrer has not been told what was decided." in page) == is_owed
