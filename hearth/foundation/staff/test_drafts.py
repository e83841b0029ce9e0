from __future__ import annotations

import pytest
from django.http import QueryDict

from hearth.conftest import Cast
from hearth.foundation.staff.drafts import LARGEST, keep
from hearth.foundation.staff.models import Draft
from hearth.foundation.staff.second_wall import stepped_in


def typed(**fields: str) -> QueryDict:
    sent = QueryDict(mutable=True)
    sent.update(fields)
    return sent


@pytest.mark.parametrize(
    ("name", "is_kept"),
    [
        ("worries", True),
        ("postcode", True),
        ("child-0-postcode", True),
        ("born_on_0", True),
        ("password", False),
        ("new_password", False),
        ("recovery-code", False),
        ("csrfmiddlewaretoken", False),
        ("_once", False),
    ],
)
def test_words_are_kept_and_secrets_never(cast: Cast, name: str, is_kept: bool) -> None:
    draft = keep(cast.dee, "/families/1/record-visit/", typed(**{name: "AL1 2BC"}))
    assert (draft.fields if draft else {}) == ({name: ["AL1 2BC"]} if is_kept else {})


def test_a_draft_is_its_workers_alone(cast: Cast) -> None:
    with stepped_in(cast.dee):
        keep(cast.dee, "/families/1/record-visit/", typed(says="He was frightened"))
        assert Draft.objects.count() == 1
    with stepped_in(cast.mo):
        assert Draft.objects.count() == 0


def test_typing_on_changes_the_same_draft(cast: Cast) -> None:
    for words in ("He was", "He was frightened"):
        keep(cast.dee, "/families/1/record-visit/", typed(says=words))
    assert [draft.fields for draft in Draft.objects.all()] == [{"says": ["He was frightened"]}]


@pytest.mark.parametrize("words", ["", "   ", "x" * (LARGEST + 1)])
def test_nothing_and_far_too_much_make_no_draft(cast: Cast, words: str) -> None:
    assert keep(cast.dee, "/families/1/record-visit/", typed(says=words)) is None
