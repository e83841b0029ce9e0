"""A refusal says which question it lies in, so that a page need not tell refusals apart by their words."""

from __future__ import annotations

import pytest
from django import forms

from hearth.foundation.refusals import Refusal, Refused, insist, put_beside


class MoveForm(forms.Form):
    moved_on = forms.DateField()
    who = forms.CharField()


@pytest.mark.parametrize(
    ("refused", "errors"),
    [
        (Refused(Refusal("One at a time", field="who")), {"who": ["One at a time"]}),
        (Refused("Too early", field="moved_on"), {"moved_on": ["Too early"]}),
        (Refused("Somebody else was first"), {"__all__": ["Somebody else was first"]}),
        (Refused("Not asked here", field="because"), {"__all__": ["Not asked here"]}),
    ],
)
def test_a_refusal_is_put_beside_what_it_lies_in(refused: Refused, errors: dict[str, list[str]]) -> None:
    form = MoveForm({"moved_on": "2026-11-18", "who": "1"})
    put_beside(form, refused)
    assert form.errors == errors


def test_what_a_rule_refuses_keeps_its_field_when_it_is_insisted_on() -> None:
    with pytest.raises(Refused) as refused:
        insist(Refusal("The visit cannot be on a day that has not come yet.", field="visited_on"))
    assert refused.value.field == "visited_on"
