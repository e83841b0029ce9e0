"""The doors of signing in by somebody else's account. What comes through them is in `journeys`, with a real provider."""

from __future__ import annotations

import socket
from dataclasses import replace

import pytest
from django.test import Client
from pytest_django import Settings

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


def test_a_provider_that_is_away_is_said_plainly() -> None:
    client = Client()
    assert told_at_sign_in(client, client.post("/sign-in/by/entra/")["location"])


@pytest.mark.parametrize("query", ["", "?code=x", "?code=x&state=y", "?error=access_denied"])
def test_an_answer_nobody_asked_for_signs_nobody_in(query: str) -> None:
    client = Client()
    assert told_at_sign_in(client, client.get(f"/sign-in/by/entra/back/{query}")["location"])
