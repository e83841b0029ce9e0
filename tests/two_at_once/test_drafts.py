from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import QueryDict

from hearth.foundation.audit.audited import write_act
from hearth.foundation.staff.drafts import TypedElsewhere, keep
from hearth.foundation.staff.models import Draft
from hearth.foundation.staff.second_wall import stepped_in
from tests.cast import Cast
from tests.two_at_once.conftest import AtOnce

pytestmark = pytest.mark.django_db


def test_two_tabs_keep_their_first_words(cast: Cast, at_once: AtOnce) -> None:
    """Neither knows of a draft, and neither sees the other's: the second is told, as if it had come a minute later."""

    def keeps(words: str) -> Callable[[], None]:
        def in_a_tab() -> None:
            with stepped_in(cast.dee):
                keep(cast.dee, "/families/1/record-visit/", QueryDict(f"says={words}"), over="")
                write_act(by=cast.dee, name="staff.keep_draft")  # what the gate stops

        return in_a_tab

    first, second = at_once(keeps("He+was"), keeps("She+said"))
    draft = Draft.objects.get()
    assert (first, type(second), second.kept) == (None, TypedElsewhere, draft.saved_at)
    assert draft.fields == {"says": ["He was"]}
