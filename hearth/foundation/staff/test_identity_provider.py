"""The doors of signing in by somebody else's account. What comes through them is in `journeys`, with a real provider."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django import Settings

from hearth.foundation.audit.models import Event
from hearth.foundation.council import council
from hearth.foundation.council.choices import IdentityProvider, SignIn

DID_NOT_WORK = "Signing in by your council account did not work. Try again, or use your e-mail and password."


@pytest.fixture(autouse=True)
def provider(db: None, settings: Settings) -> IdentityProvider:
    """One that is away: nothing listens where it should."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        away = f"http://127.0.0.1:{free.getsockname()[1]}"
    one = IdentityProvider("entra", "your council account", "hearth", "secret", away)
    sign_in = SignIn(openid_connect=(one,))
    settings.COUNCIL = replace(council(), sign_in=sign_in)
    settings.SOCIALACCOUNT_PROVIDERS = sign_in.providers()
    return one


def told_at_sign_in(client: Client, location: str) -> bool:
    return location == "/sign-in/" and DID_NOT_WORK in client.get(location).content.decode()


def test_it_stands_on_the_sign_in_page_and_keeps_where_one_was_going() -> None:
    page = Client().get("/sign-in/?next=/my-families/").content.decode()
    assert page.count("Sign in with your council account") == 1
    assert page.count('action="/sign-in/by/entra/?next=%2Fmy-families%2F"') == 1


def test_only_a_form_of_ours_goes_there() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.get("/sign-in/by/entra/")["location"] == "/sign-in/"
    assert client.get("/sign-in/by/entra/?process=connect")["location"] == "/sign-in/"
    assert client.post("/sign-in/by/entra/").status_code == 403


def test_a_provider_nobody_named_is_nowhere() -> None:
    client = Client()
    tried = (client.post("/sign-in/by/other/"), client.get("/sign-in/by/other/back/?code=x&state=y"))
    assert [answer.status_code for answer in tried] == [404, 404]


def test_coming_back_again_and_again_is_stopped_and_no_longer_written_down(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip"}
    client = Client(REMOTE_ADDR="192.0.2.77")
    answers = [client.get("/sign-in/by/entra/back/?error=access_denied").status_code for _ in range(5)]
    assert (answers, Event.objects.count()) == ([302, 302, 302, 429, 429], 3)


def written(caplog: pytest.LogCaptureFixture) -> tuple[list[str], list[tuple[str, str, int | None]]]:
    """What the log says, and the audit."""
    said = [record.getMessage() for record in caplog.records if record.name == "hearth.sign_in"]
    return said, list(Event.objects.values_list("kind", "name", "worker"))


REFUSED = ("refused", "staff.sign_in", None)


def test_a_provider_that_is_away_is_said_plainly_and_written_down(caplog: pytest.LogCaptureFixture) -> None:
    client = Client()
    assert told_at_sign_in(client, client.post("/sign-in/by/entra/")["location"])
    assert written(caplog) == (["entra: ConnectionError"], [REFUSED])


@pytest.fixture
def says(provider: IdentityProvider) -> Iterator[dict[str, Any]]:
    """The same provider, there now: what it answers at each of its addresses."""
    answers: dict[str, Any] = {}

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(answers[self.path]).encode())

        do_POST = do_GET

        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing."""

    where = urlsplit(provider.server_url)
    with ThreadingHTTPServer((str(where.hostname), int(where.port or 0)), Answers) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield answers
        server.shutdown()


CONFIGURATION = "/.well-known/openid-configuration"


def test_a_provider_that_does_not_say_where_to_go_is_said_plainly_and_written_down(
    says: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    says[CONFIGURATION] = {"issuer": "somebody"}
    client = Client()
    assert told_at_sign_in(client, client.post("/sign-in/by/entra/")["location"])
    assert written(caplog) == (["entra: KeyError"], [REFUSED])


@pytest.mark.parametrize(
    ("token", "kind"),
    [
        ({"access_token": "x", "expires_in": "soon"}, "ValueError"),
        ({"access_token": "x"}, "OAuth2Error"),
        ({"access_token": "x", "id_token": "dee@example.org"}, "DecodeError"),
        (["access_token"], "TypeError"),
    ],
)
def test_what_no_provider_should_say_signs_nobody_in_and_is_written_down_by_its_kind_alone(
    provider: IdentityProvider, says: dict[str, Any], token: Any, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    ends = ("authorization", "token", "userinfo")
    says[CONFIGURATION] = {f"{end}_endpoint": f"{provider.server_url}/{end}" for end in ends} | {
        "issuer": provider.server_url,
        "jwks_uri": f"{provider.server_url}/keys",
    }
    says["/token"], says["/userinfo"], says["/keys"] = token, {"sub": "1"}, {"keys": []}
    client = Client()
    there = urlsplit(client.post("/sign-in/by/entra/")["location"])
    state = parse_qs(there.query)["state"][0]
    assert told_at_sign_in(client, client.get(f"/sign-in/by/entra/back/?code=x&state={state}")["location"])
    assert written(caplog) == ([f"entra: {kind}"], [REFUSED])


@pytest.mark.parametrize("query", ["", "?code=x", "?code=x&state=y", "?error=access_denied"])
def test_an_answer_nobody_asked_for_signs_nobody_in(query: str, caplog: pytest.LogCaptureFixture) -> None:
    client = Client()
    assert told_at_sign_in(client, client.get(f"/sign-in/by/entra/back/{query}")["location"])
    assert written(caplog) == (["entra: AuthError unknown"], [REFUSED])
