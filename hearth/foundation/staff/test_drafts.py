from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import QueryDict
from django.test import Client

from hearth.conftest import Cast
from hearth.foundation.staff.drafts import LARGEST, forget, keep, key_of
from hearth.foundation.staff.models import Draft, Worker
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
        ("_kept", False),
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


def test_words_of_one_thing_are_not_those_of_another_at_the_same_address(cast: Cast) -> None:
    address = "/returns/answer-queries/1/8585Q/"
    for of, words in (("", "Of all"), ("child=A1", "Of A1"), ("child=B1", "Of B1")):
        keep(cast.dee, address, typed(says=words, **({"_of": of} if of else {})))
    forget(cast.dee, address, "child=A1")
    assert sorted(Draft.objects.values_list("fields__says__0", flat=True)) == ["Of B1", "Of all"]
    assert {key_of("x" * 300), key_of("x" * 300, "y" * 300)} == {"x" * 200, key_of("x" * 160, "y" * 300)}
    assert len(key_of("x" * 300, "y" * 300)) == 193


def keep_by_page(client: Client, words: str, kept: str | None) -> tuple[int, str]:
    """As the page's script does: with the draft that the page knows of."""
    headers = {} if kept is None else {"X-Draft-Kept": kept}
    answer = client.post("/drafts/families/1/record-visit/", {"says": words}, headers=headers)
    return answer.status_code, answer.json().get("kept", "") if answer.content else ""


def test_two_tabs_of_one_form_never_write_over_each_other_unasked(
    cast: Cast, signed_in: Callable[[Worker], Client]
) -> None:
    def words() -> list[list[str]]:
        return list(Draft.objects.values_list("fields__says", flat=True))

    client = signed_in(cast.dee)
    status, first = keep_by_page(client, "He was", "")  # both tabs were opened before anything was typed
    assert (status, words()) == (200, [["He was"]])
    assert keep_by_page(client, "She said", "") == (409, first)
    assert words() == [["He was"]]
    status, second = keep_by_page(client, "She said", first)  # chosen, knowing of the other
    assert (status, words()) == (200, [["She said"]])
    assert keep_by_page(client, "He was frightened", first) == (409, second)
    assert keep_by_page(client, "He was frightened", second)[0] == 200
    assert words() == [["He was frightened"]]


def test_a_page_is_told_when_there_is_too_much_to_keep(cast: Cast, signed_in: Callable[[Worker], Client]) -> None:
    client = signed_in(cast.dee)
    assert keep_by_page(client, "x" * (LARGEST + 1), "") == (413, "")
    assert keep_by_page(client, "  ", "") == (204, "")


@pytest.mark.parametrize("words", ["", "   ", "x" * (LARGEST + 1)])
def test_nothing_and_far_too_much_make_no_draft(cast: Cast, words: str) -> None:
    assert keep(cast.dee, "/families/1/record-visit/", typed(says=words)) is None
