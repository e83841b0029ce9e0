from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django import forms
from django.test import Client, RequestFactory
from django.utils import timezone

from hearth.conftest import Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.council import council
from hearth.foundation.staff.drafts import form_for, keep, name_of_draft
from hearth.foundation.staff.models import Draft, Invitation, Worker
from hearth.foundation.staff.sessions import close_dormant_accounts
from hearth.foundation.staff.words_held import typed_by

SignedIn = Callable[[Worker], Client]
QUIET = council().sign_in.idle_minutes * 60


def left_alone(client: Client, seconds: int) -> None:
    session = client.session
    session["active_at"] = int(time.time()) - seconds
    session.save()


class NoteForm(forms.Form):
    note = forms.CharField()


def form_of(worker: Worker, path: str) -> NoteForm:
    request = RequestFactory().get(path)
    request.user = worker
    return form_for(request, NoteForm)


def our_form(worker: Worker, **typed: str) -> dict[str, str]:
    """As a page made it for the worker, its token aside."""
    return typed | {"_typed_by": typed_by(worker)}


def test_a_session_left_alone_ends_and_leads_back(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.dee)
    client.get("/sign-in/safely/")
    left_alone(client, QUIET + 120)
    answer = client.get("/sign-in/safely/?a=b")
    assert answer["location"] == "/sign-in/?next=%2Fsign-in%2Fsafely%2F%3Fa%3Db&ended=1"
    page = client.get(answer["location"]).content.decode()
    assert "You were signed out after 30 minutes. What you typed is kept." in page


def test_a_session_in_use_goes_on(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.dee)
    left_alone(client, QUIET - 5)
    assert client.get("/sign-in/safely/").status_code == 200
    assert client.session["active_at"] >= int(time.time()) - 5


def test_the_page_never_offers_to_renew_what_has_ended(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.dee)
    left_alone(client, QUIET + 30)  # the page counts from its own opening, up to a minute after ours
    answer = client.get("/stay-signed-in/")
    assert (answer.status_code, len(answer["X-CSRFToken"])) == (204, 64)
    assert client.session["active_at"] >= int(time.time()) - 5


def test_a_form_sent_too_late_is_there_after_signing_in_again(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.dee)
    left_alone(client, QUIET + 120)
    answer = client.post("/families/1001/write/", our_form(cast.dee, note="She asked for help", password="not this"))
    assert answer["location"] == "/sign-in/?next=%2Ffamilies%2F1001%2Fwrite%2F&ended=1"
    form = form_of(cast.dee, "/families/1001/write/")
    assert (form["note"].value(), form.errors) == ("She asked for help", {})
    assert Draft.objects.get().fields == {"note": ["She asked for help"]}
    assert form_of(cast.mo, "/families/1001/write/")["note"].value() is None


@pytest.mark.parametrize("hours", [1, 25, 24 * 30])
@pytest.mark.parametrize("lost", ["left alone", "before the last sign-in", "signed out"])
def test_a_form_opened_on_friday_is_kept_on_monday(
    cast: Cast, hours: int, lost: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_at = time.time() - hours * 60 * 60
    with monkeypatch.context() as then:
        then.setattr(time, "time", lambda: opened_at)
        sent = our_form(cast.dee, why="She asked for help")
    client = Client(enforce_csrf_checks=True)
    if lost != "signed out":
        client.force_login(cast.dee, backend="allauth.account.auth_backends.AuthenticationBackend")
    if lost == "left alone":
        left_alone(client, QUIET + 120)
    answer = client.post("/people/open-in-emergency/?number=1042", sent | {"csrfmiddlewaretoken": "stale"})
    held = client.session.get("words_held", {}).get("fields")
    kept = [draft.fields for draft in Draft.objects.all()]
    back = "/sign-in/?next=%2Fpeople%2Fopen-in-emergency%2F%3Fnumber%3D1042&ended="
    assert (answer.get("location"), held, kept) == {
        "left alone": (f"{back}1", None, [{"why": ["She asked for help"]}]),
        "before the last sign-in": (None, None, [{"why": ["She asked for help"]}]),
        "signed out": (f"{back}held", {"why": ["She asked for help"]}, []),
    }[lost]


def test_a_form_sent_too_late_is_not_kept_over_words_typed_in_another_tab(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.dee)
    client.post("/drafts/families/1001/write/", {"note": "In tab A", "_kept": ""})
    left_alone(client, QUIET + 120)
    answer = client.post("/families/1001/write/", our_form(cast.dee, note="In tab B", _kept=""))
    assert answer["location"] == "/sign-in/?next=%2Ffamilies%2F1001%2Fwrite%2F&ended=other-words-kept"
    assert client.get(answer["location"]).content.decode().count("What you sent last is not kept, because") == 1
    assert form_of(cast.dee, "/families/1001/write/")["note"].value() == "In tab A"


def test_a_form_from_before_the_last_sign_in_is_not_kept_over_them_either(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.dee, backend="allauth.account.auth_backends.AuthenticationBackend")
    stale = our_form(cast.dee, csrfmiddlewaretoken="stale", _kept="")
    first, second = (
        client.post("/drafts/families/1001/write/", stale | {"note": note}) for note in ("In tab A", "In tab B")
    )
    assert first["X-Draft-Kept"] == name_of_draft(Draft.objects.get())
    assert (second.status_code, second.has_header("X-Draft-Kept")) == (403, False)
    assert second.content.decode().count("What you sent is not kept,") == 1
    assert form_of(cast.dee, "/families/1001/write/")["note"].value() == "In tab A"


def test_typing_goes_on_being_kept_until_the_session_ends(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.dee)
    kept = client.post("/drafts/families/1001/write/", {"note": "First words"})
    assert (kept.status_code, list(kept.json())) == (200, ["kept"])
    assert form_of(cast.dee, "/families/1001/write/")["note"].value() == "First words"
    left_alone(client, QUIET + 120)
    assert client.post("/drafts/families/1001/write/", our_form(cast.dee, note="Last words")).status_code == 401
    assert form_of(cast.dee, "/families/1001/write/")["note"].value() == "Last words"
    assert client.post("/drafts/families/1001/write/", {"note": "Stranger's words"}).status_code == 401
    assert form_of(cast.dee, "/families/1001/write/")["note"].value() == "Last words"


def test_nothing_typed_and_far_too_much_keep_nothing(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.dee)
    answers = [client.post("/drafts/x/", {"note": words}).status_code for words in ("  ", "x" * 200_001)]
    assert (answers, Draft.objects.count()) == ([204, 413], 0)
    assert client.get("/drafts/x/").status_code == 405


def test_a_form_from_before_the_last_sign_in_is_refused_and_its_words_kept(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.dee, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post(
        "/drafts/families/1001/write/", our_form(cast.dee, note="Old page", csrfmiddlewaretoken="stale")
    )
    assert answer.status_code == 403
    assert "What you typed is kept:" in answer.content.decode()
    assert 'href="/families/1001/write/"' in answer.content.decode()
    assert form_of(cast.dee, "/families/1001/write/")["note"].value() == "Old page"


FORGED = pytest.mark.parametrize(
    "says", ["", "1:forged:forged", "another's"], ids=["nothing", "in another hand", "another's"]
)


def forged_for(says: str, cast: Cast) -> dict[str, str]:
    return {"note": "They wrote this, not I", "_typed_by": typed_by(cast.ash) if says == "another's" else says}


@FORGED
@pytest.mark.parametrize("address", ["/drafts/families/1001/write/", "/people/open-in-emergency/", "/stay-signed-in/"])
def test_a_forged_form_is_refused_and_leaves_nothing_behind(cast: Cast, says: str, address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.dee, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post(address, forged_for(says, cast) | {"csrfmiddlewaretoken": "forged"})
    assert (answer.status_code, answer.has_header("X-Draft-Kept"), Draft.objects.count()) == (403, False, 0)
    assert (answer.content.decode().count("What you typed is kept"), "words_held" in client.session) == (0, False)


@FORGED
def test_nor_does_one_that_comes_when_the_session_has_ended(cast: Cast, says: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.dee, backend="allauth.account.auth_backends.AuthenticationBackend")
    left_alone(client, QUIET + 120)
    answer = client.post("/families/1001/write/", forged_for(says, cast))
    assert (answer.status_code, Draft.objects.count(), "words_held" in client.session) == (302, 0, False)


def test_a_draft_is_never_another_persons(cast: Cast) -> None:
    request = RequestFactory().post("/x/", {"note": "mine"})
    keep(cast.dee, "/x/", request.POST)
    assert [form_of(who, "/x/")["note"].value() for who in (cast.dee, cast.mo)] == ["mine", None]


def days_ago(count: int) -> date:
    return timezone.localdate() - timedelta(days=count)


@pytest.fixture
def everybody_was_here_today(cast: Cast) -> None:
    Worker.objects.update(last_seen_on=timezone.localdate())


@pytest.mark.usefixtures("everybody_was_here_today")
@pytest.mark.parametrize(
    ("seen", "began", "is_closed"),
    [
        (days_ago(90), days_ago(500), False),
        (days_ago(91), days_ago(500), True),
        (None, days_ago(90), False),
        (None, days_ago(91), True),
    ],
)
def test_an_account_nobody_uses_is_closed_after_ninety_days(
    cast: Cast, seen: date | None, began: date, is_closed: bool
) -> None:
    Worker.objects.filter(pk=cast.dee.pk).update(last_seen_on=seen, starts_on=began)
    assert close_dormant_accounts() == int(is_closed)
    cast.dee.refresh_from_db()
    assert cast.dee.is_active is not is_closed


@pytest.mark.usefixtures("everybody_was_here_today")
def test_somebody_invited_lately_stays_open_however_long_ago_they_began(cast: Cast) -> None:
    Worker.objects.filter(pk=cast.dee.pk).update(last_seen_on=None)
    Invitation.objects.create(worker=cast.dee, token_hash="x", ends_at=timezone.now())
    assert close_dormant_accounts() == 0


@pytest.mark.usefixtures("everybody_was_here_today")
def test_the_administrator_seen_last_is_never_closed(cast: Cast) -> None:
    Worker.objects.filter(pk__in=[cast.ada.pk, cast.lin.pk]).update(last_seen_on=days_ago(200), role="administrator")
    Worker.objects.filter(pk=cast.ada.pk).update(last_seen_on=days_ago(150))
    assert close_dormant_accounts() == 1
    assert list(Worker.objects.filter(is_active=False).exclude(role="system")) == [cast.lin]
    assert close_dormant_accounts() == 0


@pytest.mark.usefixtures("everybody_was_here_today")
def test_each_closing_is_written_down_as_done_by_the_system(cast: Cast) -> None:
    Worker.objects.filter(pk__in=[cast.dee.pk, cast.mo.pk]).update(last_seen_on=days_ago(91))
    close_dormant_accounts()
    assert list(Event.objects.order_by("id").values_list("kind", "name", "worker", "details")) == [
        ("act", "staff.close_dormant_accounts", cast.hearth.pk, who.audited_as) for who in (cast.dee, cast.mo)
    ]


def test_the_system_is_never_closed(cast: Cast) -> None:
    Worker.objects.exclude(role="system").update(last_seen_on=timezone.localdate())
    Worker.objects.filter(role="system").update(last_seen_on=days_ago(400))
    assert close_dormant_accounts() == 0
