"""A form sent when the session is gone altogether: whose the words are, how long, and who never gets them."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.http import QueryDict
from django.test import Client

from hearth.conftest import Cast
from hearth.foundation.staff.drafts import LARGEST, keep
from hearth.foundation.staff.models import Draft, Worker

PAGE, PASSWORD = "/people/open-in-emergency/", "correct horse battery staple"
WORDS = "Kit rang from a cupboard: Dad is in the house"
LED = "/sign-in/?next=%2Fpeople%2Fopen-in-emergency%2F&ended=held"


def tokens_of(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.partition('id="main-content"')[2])
    return {name: value for name, value in found if name in {"csrfmiddlewaretoken", "_once", "_kept", "_typed_by"}}


@pytest.fixture
def browser(cast: Cast) -> Client:
    for worker in (cast.dee, cast.ash, cast.ada):
        worker.set_password(PASSWORD)
        worker.save()
    return Client(enforce_csrf_checks=True)


def signs_in(browser: Client, worker: Worker, address: str = "/sign-in/") -> Any:
    tokens = tokens_of(browser.get(address).content.decode())
    after = re.search(r"next=([^&]*)", address)
    told = {"login": worker.email, "password": PASSWORD, "next": after[1].replace("%2F", "/") if after else "/"}
    return browser.post("/sign-in/", tokens | told)


def opened(browser: Client, worker: Worker) -> dict[str, str]:
    """The worker signs in and opens the form: its tokens."""
    assert signs_in(browser, worker).status_code == 302
    return tokens_of(browser.get(PAGE).content.decode())


def written(browser: Client) -> tuple[int, bool]:
    page = browser.get(PAGE)
    return page.status_code, WORDS in page.content.decode()


@pytest.mark.parametrize("lost", ["cookie", "every cookie", "row", "password changed"])
def test_the_words_are_there_after_signing_in_again(browser: Client, cast: Cast, lost: str) -> None:
    tokens = opened(browser, cast.dee)
    if lost == "cookie":
        del browser.cookies["hearth_session"]
    elif lost == "every cookie":
        browser.cookies.clear()
    elif lost == "row":
        Session.objects.all().delete()
    else:
        cast.dee.set_password(PASSWORD)
        cast.dee.save()
    answer = browser.post(PAGE, tokens | {"number": "1042", "why": WORDS, "password": "secret"})
    assert (answer.status_code, answer["location"]) == (302, LED)
    assert "Sign in again: what you typed is kept for an hour." in browser.get(LED).content.decode()
    assert signs_in(browser, cast.dee, LED)["location"] == PAGE
    assert written(browser) == (200, True)
    draft = Draft.objects.get()
    assert (draft.worker, draft.fields) == (cast.dee, {"number": ["1042"], "why": [WORDS]})
    assert "words_held" not in browser.session


def test_another_worker_never_gets_them(browser: Client, cast: Cast) -> None:
    tokens = opened(browser, cast.dee)
    del browser.cookies["hearth_session"]
    browser.post(PAGE, tokens | {"number": "1042", "why": WORDS})
    assert signs_in(browser, cast.ash, LED)["location"] == PAGE
    assert (written(browser), "words_held" in browser.session) == ((200, False), False)
    assert Draft.objects.count() == 0


def test_a_form_of_one_worker_is_not_kept_for_another_who_signed_in_since(browser: Client, cast: Cast) -> None:
    tokens = opened(browser, cast.dee)
    browser.cookies.clear()
    assert signs_in(browser, cast.ash).status_code == 302
    answer = browser.post(PAGE, tokens | {"number": "1042", "why": WORDS})
    assert (answer.status_code, Draft.objects.count(), written(browser)) == (403, 0, (200, False))


def test_they_are_dropped_after_an_hour(browser: Client, cast: Cast) -> None:
    tokens = opened(browser, cast.dee)
    del browser.cookies["hearth_session"]
    browser.post(PAGE, tokens | {"number": "1042", "why": WORDS})
    session = browser.session
    assert session.get_expiry_age() == 3600
    session["words_held"] = session["words_held"] | {"at": int(time.time()) - 3601}
    session.save()
    assert signs_in(browser, cast.dee, LED).status_code == 302
    assert (written(browser), Draft.objects.count()) == ((200, False), 0)


def test_never_over_words_typed_since(browser: Client, cast: Cast) -> None:
    tokens = opened(browser, cast.dee)
    del browser.cookies["hearth_session"]
    browser.post(PAGE, tokens | {"number": "1042", "why": WORDS})
    keep(cast.dee, PAGE, QueryDict("why=Typed+on+the+telephone+since"))
    assert signs_in(browser, cast.dee, LED).status_code == 302
    assert [each.fields for each in Draft.objects.all()] == [{"why": ["Typed on the telephone since"]}]


def test_nor_for_a_page_that_is_no_longer_theirs(browser: Client, cast: Cast) -> None:
    tokens = opened(browser, cast.dee)
    del browser.cookies["hearth_session"]
    browser.post(PAGE, tokens | {"number": "1042", "why": WORDS})
    Worker.objects.filter(pk=cast.dee.pk).update(role="administrator")
    assert signs_in(browser, cast.dee, LED).status_code == 302
    assert Draft.objects.count() == 0


@pytest.mark.parametrize(
    "change", [{"_typed_by": "1:forged:forged"}, {"why": "x" * (LARGEST + 1)}, {"why": " ", "number": ""}]
)
def test_what_names_nobody_or_is_too_much_is_not_held(browser: Client, cast: Cast, change: dict[str, str]) -> None:
    tokens = opened(browser, cast.dee)
    del browser.cookies["hearth_session"]
    answer = browser.post(PAGE, tokens | {"number": "1042", "why": WORDS} | change)
    assert (answer["location"], "words_held" in browser.session) == (
        "/sign-in/?next=%2Fpeople%2Fopen-in-emergency%2F",
        False,
    )
