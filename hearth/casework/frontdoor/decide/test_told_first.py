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
