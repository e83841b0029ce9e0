"""Signing in by somebody else's list of people (OpenID Connect), believing less than django-allauth does.

Allauth does not look at the id_token's signature where it fetched the token itself, takes what the userinfo page says of
whomever it speaks, and lets the address say what is to be done (`?process=connect`). Here the signature is checked
against the keys the provider publishes, both must speak of one person, and all that is done is signing in.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from allauth.account.utils import get_next_redirect_url
from allauth.core.ratelimit import consume_or_429
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from requests import RequestException

_TROUBLE = (OAuth2Error, RequestException)


@contextmanager
def _saying_what_no_provider_should() -> Iterator[None]:
    """A key that is missing, a number that is a text. Only round what reads the provider's words: a fault of ours shows."""
    try:
        yield
    except (KeyError, TypeError, ValueError) as odd:
        raise OAuth2Error("the provider said what no provider should") from odd


class Checked(OpenIDConnectOAuth2Adapter):
    def get_client(self, request: HttpRequest, app: SocialApp) -> Any:
        with _saying_what_no_provider_should():
            return super().get_client(request, app)

    def get_access_token_data(self, *asked: Any, **given: Any) -> Any:
        with _saying_what_no_provider_should():
            return super().get_access_token_data(*asked, **given)

    def parse_token(self, data: Any) -> SocialToken:
        with _saying_what_no_provider_should():
            return super().parse_token(data)

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **given: Any) -> SocialLogin:
        with _saying_what_no_provider_should():
            if not given["response"].get("id_token"):
                raise OAuth2Error("the provider sent no id_token")
            self.did_fetch_access_token = False  # allauth then asks who signed the id_token
            login = super().complete_login(request, app, token, **given)
            said = login.account.extra_data
            if said["userinfo"]["sub"] != said["id_token"]["sub"]:
                raise OAuth2Error("userinfo and id_token speak of two people")
            return login


def go_to_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    provider = _provider(request, provider_id)
    if request.method != "POST":
        return HttpResponseRedirect("/sign-in/")
    try:
        with _saying_what_no_provider_should():
            answer = provider.redirect(request, AuthProcess.LOGIN, next_url=get_next_redirect_url(request))
    except _TROUBLE as trouble:
        answer = render_authentication_error(request, provider, exception=trouble)
    return cast(HttpResponse, answer)


def come_back_from_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """As many tries from one place as the sign-in page takes: each that fails is written down."""
    provider = _provider(request, provider_id)
    if too_many := consume_or_429(request, action="login", limit_get=True):
        return cast(HttpResponse, too_many)
    try:
        answer = OAuth2CallbackView.adapter_view(Checked(request, provider_id))(request)
    except _TROUBLE as trouble:
        answer = render_authentication_error(request, provider, exception=trouble)
    return cast(HttpResponse, answer)


def _provider(request: HttpRequest, provider_id: str) -> Any:
    try:
        return get_adapter().get_provider(request, provider_id)
    except SocialApp.DoesNotExist:
        raise Http404 from None
