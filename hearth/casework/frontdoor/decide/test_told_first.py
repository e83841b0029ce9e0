"""Whether the referrer is told at once is the manager's to say; what stands chosen first is the council's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from hearth.casework.frontdoor.decide.form import DecideForm
from hearth.foundation.council.choices import Council, Told


@pytest.mark.parametrize(("is_first", "chosen"), [(True, "yes"), (False, "no")])
def test_what_stands_chosen_first_is_the_councils(settings: Any, is_first: bool, chosen: str) -> None:
    settings.COUNCIL = replace(Council(), told=Told(referral_outcome_to_referrer=is_first))
    asked = DecideForm(joins="", waiting_checks=())["is_told_now"]
    assert [each.data["value"] for each in asked if each.data["selected"]] == [chosen]
