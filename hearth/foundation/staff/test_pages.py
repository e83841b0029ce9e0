"""What a guarded page does when a rule refuses the act."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.http import HttpResponse
from django.test import RequestFactory

from hearth.conftest import Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.drafts import form_for, name_of_draft
from hearth.foundation.staff.models import Draft, Team, Worker
from hearth.foundation.staff.pages import Request, page

AT = "/staff/7/refuse-always/"
KEPT = "What you typed is still here:"


class NoteForm(forms.Form):
    note = forms.CharField()


@page
def refuse_always(request: Request, number: int) -> HttpResponse:
    form = form_for(request, NoteForm)
    if request.method == "POST":
        Team.objects.create(name="Half done", kind="pod", organisation=request.worker.employer)
        raise Refused("Somebody else was first.")
    return HttpResponse(form["note"].value())


@page
def refuse_without_drafts(request: Request) -> HttpResponse:
    raise Refused("Somebody else was first")


def ask(worker: Worker, method: str, **typed: str) -> HttpResponse:
    request = getattr(RequestFactory(), method)(AT, typed)
    request.user = worker
    return refuse_always(request, number=7)


def test_a_refusal_is_written_down_and_undoes_everything(cast: Cast) -> None:
    answer = ask(cast.ada, "post", note="Her own words")
    assert (answer.status_code, Team.objects.filter(name="Half done").count()) == (409, 0)
    assert list(Event.objects.values_list("kind", "name", "worker", "record", "details")) == [
        ("refused", "staff.refuse_always", cast.ada.pk, 7, {})
    ]


def test_what_was_typed_into_a_refused_form_is_there_when_the_page_is_opened_again(cast: Cast) -> None:
    page_shown = ask(cast.ada, "post", note="Her own words").content.decode()
    assert (page_shown.count(KEPT), page_shown.count(f'href="{AT}"')) == (1, 2)  # the way back and the button
    assert ask(cast.ada, "get").content.decode() == "Her own words"


def test_a_refused_form_is_never_kept_over_words_typed_in_another_tab(cast: Cast) -> None:
    ask(cast.ada, "post", note="In tab A", _kept="")
    in_tab_a = name_of_draft(Draft.objects.get())
    refused = ask(cast.ada, "post", note="In tab B", _kept="").content.decode()  # opened before A had anything kept
    assert (refused.count(KEPT), refused.count("What you sent is not kept,")) == (0, 1)
    assert ask(cast.ada, "get").content.decode() == "In tab A"
    ask(cast.ada, "post", note="In tab A, once more", _kept=in_tab_a)
    assert ask(cast.ada, "get").content.decode() == "In tab A, once more"


@pytest.mark.parametrize("typed", [{}, {"note": "  "}])
def test_where_nothing_was_typed_the_page_does_not_say_that_it_is_kept(cast: Cast, typed: dict[str, str]) -> None:
    assert ask(cast.ada, "post", **typed).content.decode().count(KEPT) == 0
    assert Draft.objects.count() == 0


def test_a_page_that_opens_no_draft_keeps_none_and_promises_none(cast: Cast) -> None:
    request = RequestFactory().post("/staff/refuse-without-drafts/", {"note": "Her own words"})
    request.user = cast.ada
    shown = refuse_without_drafts(request).content.decode()
    assert (shown.count(KEPT), "Somebody else was first." in shown, Draft.objects.count()) == (0, True, 0)


@pytest.mark.parametrize(
    ("came_from", "back"),
    [
        ("http://testserver/my-families/", "http://testserver/my-families/"),
        ("http://testserver/staff/refuse-without-drafts/", "/"),
        ("https://elsewhere.example/", "/"),
        ("", "/"),
    ],
)
def test_a_page_that_refuses_to_open_leads_back_to_where_one_came_from_and_never_to_itself(
    cast: Cast, came_from: str, back: str
) -> None:
    request = RequestFactory().get("/staff/refuse-without-drafts/", headers={"referer": came_from})
    request.user = cast.ada
    shown = refuse_without_drafts(request).content.decode()
    assert ways_back(shown) == [(back, "Back"), (back, "Go back")]


def ways_back(shown: str) -> list[tuple[str, str]]:
    return re.findall(r'<a href="([^"]*)"[^>]*>\s*(Back|Go back)\s*</a>', shown)


@pytest.mark.parametrize(
    ("at", "back"),
    [
        ("/administration/workers/7/end-worker/", "/administration/"),
        ("/returns/answer-query/7/", "/"),
        ("/no/such/", "/"),
    ],
    ids=["hers", "somebody else's", "none"],
)
def test_who_came_from_nowhere_is_led_to_the_nearest_page_above_that_is_hers(cast: Cast, at: str, back: str) -> None:
    request = RequestFactory().get(at)
    request.user = cast.ada
    assert ways_back(refuse_without_drafts(request).content.decode()) == [(back, "Back"), (back, "Go back")]
