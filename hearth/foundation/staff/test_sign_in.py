from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from hearth.conftest import Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.staff.forgotten_password import send_password_link
from hearth.foundation.staff.models import Worker
from hearth.foundation.staff.sign_in import CANNOT

PASSWORD = "seven quiet otters swim"


@pytest.fixture(autouse=True)
def fresh_limits(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def dee(cast: Cast) -> Worker:
    cast.dee.set_password(PASSWORD)
    cast.dee.save()
    return cast.dee


def sign_in(client: Client, password: str = PASSWORD, email: str = "dee@example.org", to: str = "/sign-in/") -> Any:
    return client.post(to, {"login": email, "password": password})


def is_in(client: Client) -> bool:
    return client.get("/sign-in/safely/").status_code == 200


@pytest.fixture
def the_clock_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """A code is good for half a minute: one made at its end would be wrong when it is sent."""
    now = time.time()
    monkeypatch.setattr(totp, "time", SimpleNamespace(time=lambda: now))


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_the_right_password_leads_to_the_page_that_was_asked_for(dee: Worker) -> None:
    client = Client()
    asked = client.get("/sign-in/safely/")
    assert asked["location"] == "/sign-in/?next=/sign-in/safely/"
    answer = sign_in(client, to=asked["location"])
    assert (answer.status_code, answer["location"]) == (302, "/sign-in/safely/")
    assert is_in(client)
    event = Event.objects.get(name="staff.sign_in")
    assert (event.kind, event.worker) == ("act", dee.pk)


def test_signing_in_never_leads_to_another_site(dee: Worker) -> None:
    answer = sign_in(Client(), to="/sign-in/?next=https://elsewhere.example/")
    assert answer["location"] == "/"


def as_the_web() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('role', 'hearth_web', true)")


def test_a_wrong_password_is_written_down_by_the_role_the_web_runs_as(dee: Worker) -> None:
    as_the_web()
    assert "not right" in sign_in(Client(), "wrong").content.decode()
    with connection.cursor() as cursor:
        cursor.execute("select set_config('role', 'none', true)")
    assert [(event.kind, event.worker) for event in Event.objects.filter(name="staff.sign_in")] == [("refused", None)]


def test_the_role_the_web_runs_as_can_sign_somebody_in(dee: Worker) -> None:
    as_the_web()
    assert sign_in(Client()).status_code == 302


def test_a_page_beyond_ones_role_is_refused_and_written_down_as_the_web(dee: Worker) -> None:
    client = Client()
    sign_in(client)
    as_the_web()
    assert client.get("/administration/").status_code == 403
    refused = Event.objects.get(name="staff.administration")
    assert (refused.kind, refused.worker) == ("refused", dee.pk)


def left(worker: Worker) -> None:
    worker.ends_on = timezone.localdate()


def not_begun(worker: Worker) -> None:
    worker.starts_on = timezone.localdate() + timedelta(days=1)


def dormant(worker: Worker) -> None:
    worker.is_active = False


def hearth_itself(worker: Worker) -> None:
    worker.role = "system"


@pytest.mark.parametrize("change", [left, not_begun, dormant, hearth_itself])
def test_whoever_may_not_sign_in_is_told_what_a_wrong_password_is_told(
    dee: Worker, change: Callable[[Worker], None]
) -> None:
    def words(answer: object) -> list[str]:
        text = answer.content.decode()  # type: ignore[attr-defined]
        return [line for line in text.splitlines() if "csrfmiddlewaretoken" not in line and "id_login" not in line]

    wrong = sign_in(Client(), "not the password")
    unknown = sign_in(Client(), email="nobody@example.org")
    change(dee)
    dee.save()
    closed = sign_in(Client())
    assert "The e-mail address or the password is not right" in wrong.content.decode()
    assert words(wrong) == words(closed) == words(unknown)


def test_the_sixth_wrong_password_is_refused_even_if_it_is_right(dee: Worker) -> None:
    client = Client()
    said = ["not right" in sign_in(client, f"wrong {number}").content.decode() for number in range(5)]
    assert said == [True] * 5
    sixth = sign_in(client)
    assert sixth.status_code == 200
    assert "Too many tries with a wrong password. Wait 5 minutes" in sixth.content.decode()
    assert not is_in(client)
    other = sign_in(Client(), email="mo@example.org", password="wrong")
    assert "not right" in other.content.decode()


def test_somebody_who_left_uses_up_the_same_five_tries(dee: Worker) -> None:
    left(dee)
    dee.save()
    said = ["not right" in sign_in(Client()).content.decode() for _ in range(6)]
    assert said == [True] * 5 + [False]


def test_signing_in_often_with_the_right_password_is_never_refused(dee: Worker) -> None:
    assert [sign_in(Client()).status_code for _ in range(7)] == [302] * 7


def test_behind_a_proxy_each_caller_is_a_place_of_their_own(dee: Worker, settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip"}
    # What the caller says of themselves stands before what the proxy adds.
    theirs = [Client(headers={"x-forwarded-for": f"10.0.0.{each}, 192.0.2.7"}) for each in range(5)]
    tried = [sign_in(each, email="no@example.org").status_code for each in theirs]
    assert tried == [200, 200, 200, 429, 429]
    assert sign_in(Client(headers={"x-forwarded-for": "192.0.2.8"})).status_code == 302


def test_too_many_tries_from_one_place_find_a_clear_page(dee: Worker, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "30/m/ip"}
    last = [sign_in(Client(), email=f"no{number}@example.org") for number in range(31)][-1]
    assert last.status_code == 429
    assert "Too many tries" in last.content.decode()


def test_signing_out_asks_first_and_then_does(dee: Worker) -> None:
    client = Client()
    sign_in(client)
    page = client.get("/sign-out/")
    assert (page.status_code, "Sign out" in page.content.decode(), is_in(client)) == (200, True, True)
    assert client.post("/sign-out/")["location"] == "/sign-in/"
    assert not is_in(client)


@pytest.mark.usefixtures("the_clock_stands")
def test_a_second_factor_is_asked_for_before_anything_opens(dee: Worker) -> None:
    secret = generate_totp_secret()
    TOTP.activate(dee, secret)
    client = Client()
    assert sign_in(client, to="/sign-in/?next=/sign-in/safely/")["location"] == "/sign-in/second-factor/"
    assert not is_in(client)
    wrong = client.post("/sign-in/second-factor/", {"code": "000000"})
    assert "That code is not right" in wrong.content.decode()
    right = client.post("/sign-in/second-factor/", {"code": code_now(secret)})
    assert right["location"] == "/sign-in/safely/"
    assert is_in(client)


@pytest.mark.usefixtures("the_clock_stands")
@pytest.mark.parametrize("change", [left, dormant, hearth_itself])
def test_a_right_code_lets_nobody_in_whose_account_was_closed_since_the_password(
    dee: Worker, change: Callable[[Worker], None]
) -> None:
    secret = generate_totp_secret()
    TOTP.activate(dee, secret)
    client = Client()
    sign_in(client)
    change(dee)
    dee.save()
    answer = client.post("/sign-in/second-factor/", {"code": code_now(secret)})
    assert (answer["location"], is_in(client)) == ("/sign-in/", False)
    assert [event.kind for event in Event.objects.filter(name="staff.sign_in")] == ["refused"]


@pytest.mark.parametrize("change", [left, dormant, hearth_itself])
def test_neither_does_what_a_passkey_or_a_provider_proves(dee: Worker, change: Callable[[Worker], None]) -> None:
    change(dee)
    dee.save()
    request = RequestFactory().post("/sign-in/passkey/")
    request.session = Client().session
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    request.user = AnonymousUser()
    with request_context(request):
        answer = perform_login(request, Login(user=dee))
    assert (answer["location"], [message.message for message in request._messages]) == ("/sign-in/", [CANNOT])


def test_a_recovery_code_works_once(dee: Worker) -> None:
    TOTP.activate(dee, generate_totp_secret())
    code = RecoveryCodes.activate(dee).get_unused_codes()[0]
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client)
        client.post("/sign-in/second-factor/", {"code": code})
    assert (is_in(first), is_in(second)) == (True, False)


@pytest.mark.usefixtures("the_clock_stands")
def test_an_app_is_set_up_and_recovery_codes_are_shown(dee: Worker) -> None:
    client = Client()
    sign_in(client)
    client.post("/sign-in/again/", {"password": PASSWORD})
    page = client.get("/sign-in/app/")
    assert "Set up an authenticator app" in page.content.decode()
    secret = page.context_data["form"].secret
    assert "That code is not right" in client.post("/sign-in/app/", {"code": "000000"}).content.decode()
    done = client.post("/sign-in/app/", {"code": code_now(secret)})
    assert done["location"] == "/sign-in/recovery-codes/"
    codes = Authenticator.objects.get(user=dee, type="recovery_codes").wrap().get_unused_codes()
    shown = client.get("/sign-in/recovery-codes/").content.decode()
    assert [code for code in codes if code not in shown] == []


def test_how_i_sign_in_can_be_changed_only_after_proving_again(dee: Worker) -> None:
    client = Client()
    sign_in(client)
    asked = client.get("/sign-in/app/")
    assert asked["location"].startswith("/sign-in/again/")
    assert "That is not your password" in client.post(asked["location"], {"password": "wrong"}).content.decode()
    assert client.post(asked["location"], {"password": PASSWORD})["location"] == "/sign-in/app/"
    assert client.get("/sign-in/app/").status_code == 200


def test_a_changed_password_ends_every_other_session(dee: Worker) -> None:
    here, elsewhere = Client(), Client()
    sign_in(here)
    sign_in(elsewhere)
    sent = {"oldpassword": PASSWORD, "password1": "another long pass phrase", "password2": "another long pass phrase"}
    short = here.post("/sign-in/password/", sent | {"password1": "short", "password2": "short"})
    assert "at least 12 characters" in short.content.decode()
    assert here.post("/sign-in/password/", sent)["location"] == "/sign-in/safely/"
    assert (is_in(here), is_in(elsewhere)) == (True, False)


def link_in(message: object) -> str:
    return next(word for word in message.body.split() if "/sign-in/forgotten/" in word)  # type: ignore[attr-defined]


def post_is_sent() -> None:
    """What the jobs do with the letters that wait."""
    for job in ProcrastinateJob.objects.filter(task_name="staff.send_password_link"):
        send_password_link(**job.args)


def test_a_forgotten_password_is_chosen_anew_by_a_link_that_works_once(dee: Worker) -> None:
    client = Client()
    answer = client.post("/sign-in/forgotten/", {"email": "Dee@example.org"})
    assert (answer["location"], mail.outbox) == ("/sign-in/forgotten/sent/", [])
    post_is_sent()
    assert [(message.to, message.subject) for message in mail.outbox] == [
        (["dee@example.org"], "Choose a new password for Hearth")
    ]
    link = link_in(mail.outbox[0])
    assert link.startswith("http://testserver/sign-in/forgotten/")
    form = client.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    new = {"password1": "another long pass phrase", "password2": "another long pass phrase"}
    assert client.post(address, new)["location"] == "/sign-in/forgotten/done/"
    assert sign_in(Client(), "another long pass phrase").status_code == 302
    assert "This link no longer works" in Client().get(link, follow=True).content.decode()


@pytest.mark.parametrize("email", ["nobody@example.org", "ash@example.org", "system@hearth.invalid"])
def test_asking_for_a_new_password_tells_nobody_who_works_here(cast: Cast, dee: Worker, email: str) -> None:
    left(cast.ash)
    cast.ash.save()
    Worker.objects.filter(role="system").update(is_active=True)  # even so
    answer = Client().post("/sign-in/forgotten/", {"email": email})
    post_is_sent()
    assert (answer["location"], mail.outbox) == ("/sign-in/forgotten/sent/", [])


def test_asking_for_a_new_password_does_the_same_whoever_asks(dee: Worker) -> None:
    def statements(email: str) -> list[str]:
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            Client().post("/sign-in/forgotten/", {"email": email})
        return [re.sub(r"'[^']*'|s\d+_x\d+", "…", each["sql"]) for each in asked.captured_queries]

    here = statements("dee@example.org")
    assert (bool(here), here) == (True, statements("not@example.org"))


def test_a_role_that_needs_a_second_factor_is_led_to_set_one_up(dee: Worker, settings: object) -> None:
    settings.SECOND_FACTOR_FOR = {"social_worker"}  # type: ignore[attr-defined]
    client = Client()
    sign_in(client)
    assert client.get("/")["location"] == "/sign-in/safely/"
    assert "Your role needs a second way" in client.get("/sign-in/safely/").content.decode()
    TOTP.activate(dee, generate_totp_secret())
    assert client.get("/drafts/x/").status_code == 405


def test_nobody_can_sign_up_and_no_other_page_of_allauth_is_there(dee: Worker) -> None:
    client = Client()
    sign_in(client)
    tried = ("/sign-up/", "/sign-in/signup/", "/accounts/signup/", "/sign-in/email/", "/sign-in/connections/")
    assert [client.get(address).status_code for address in tried] == [404] * 5


def test_a_passkey_is_asked_for_with_a_fresh_challenge(dee: Worker) -> None:
    client = Client()
    first, second = (client.get("/sign-in/passkey/", headers={"accept": "application/json"}).json() for _ in range(2))
    assert first["request_options"]["publicKey"]["challenge"] != second["request_options"]["publicKey"]["challenge"]
    nonsense = client.post("/sign-in/passkey/", {"credential": "{}"})
    assert nonsense["location"] == "/sign-in/"


def test_a_worker_whose_last_day_has_come_is_out_at_the_next_page(dee: Worker) -> None:
    client = Client()
    sign_in(client)
    assert is_in(client)
    left(dee)
    dee.save()
    assert not is_in(client)
