"""How django-allauth is used: e-mail and password with a second factor, passkeys, and the council's own identity provider.

Nobody signs up: a worker is invited by an administrator. An identity provider signs in a worker whose e-mail is already
here, and nobody else. Whoever may not sign in learns nothing: a wrong password, an unknown address and somebody who has
left are answered with the same words.
"""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from hearth.foundation.audit.audited import write_refusal
from hearth.foundation.audit.models import Event
from hearth.foundation.council import council
from hearth.foundation.council.choices import IdentityProvider
from hearth.foundation.staff.models import Worker
from hearth.foundation.staff.second_wall import stepped_in
from hearth.foundation.staff.system import may_sign_in
from hearth.foundation.staff.words_held import hand_over

log = logging.getLogger("hearth.sign_in")
NOT_RIGHT = "The e-mail address or the password is not right"
TOO_MANY = "Too many tries with a wrong password. Wait 5 minutes and try again, or choose a new password by e-mail"
CANNOT = "You cannot sign in with this. If you work here, ask an administrator."
NOT_KNOWN = "Your account is not known to Hearth. Ask an administrator to invite you."
NAME = "staff.sign_in"

# What is said after something was done. What allauth would say besides ("signed in as") the page itself shows.
_SAYS = {
    "account/messages/password_changed.txt": "Your password is changed. You are signed out everywhere else.",
    "account/messages/password_set.txt": "Your password is set.",
    "mfa/messages/totp_activated.txt": "Your authenticator app is set up. Keep the recovery codes below somewhere safe.",
    "mfa/messages/totp_deactivated.txt": "Your authenticator app is no longer asked for.",
    "mfa/messages/webauthn_added.txt": "Your passkey is added.",
    "mfa/messages/webauthn_removed.txt": "Your passkey is removed.",
}


def display(worker: Worker) -> str:
    return worker.name


class Adapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": NOT_RIGHT,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": "Too many tries. Wait a few minutes and try again",
        "incorrect_password": "That is not your password. Try again",
        "enter_current_password": "That is not your password now. Try again",
        "incorrect_code": "That code is not right, or has run out. Enter the code shown now",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Worker | None:
        """As allauth's, but for somebody who has left or not begun it is as if the password were wrong, limit and all."""
        found = super().authenticate(request, **credentials)
        if isinstance(found, Worker) and not may_sign_in(found, on=timezone.localdate()):
            self.pre_authenticate(request, **credentials)
            self.authentication_failed(request, **credentials)
            return None
        return found if isinstance(found, Worker) else None

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        write_refusal(by=None, name=NAME)

    def reauthenticate(self, user: Worker, password: str) -> bool:
        return self.authenticate(self.request, email=user.email, password=password) == user

    def pre_login(self, request: HttpRequest, user: Worker, **options: Any) -> Any:
        """A passkey or an identity provider may know somebody who has left: they are told no more than anybody else."""
        if not may_sign_in(user, on=timezone.localdate()):
            return turned_away(request, CANNOT)
        return super().pre_login(request, user, **options)

    def login(self, request: HttpRequest, user: Worker) -> None:
        """The last step of every way of signing in: a code may come when the account was closed since the password."""
        if not may_sign_in(user, on=timezone.localdate()):
            raise ImmediateHttpResponse(turned_away(request, CANNOT))
        super().login(request, user)

    def post_login(self, request: HttpRequest, user: Worker, **options: Any) -> HttpResponse:
        with stepped_in(user):
            Event.objects.create(kind=Event.Kind.ACT, name=NAME, worker=user.pk)
            hand_over(request, user)
        answer: HttpResponse = super().post_login(request, user, **options)
        return answer

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/sign-in/safely/"

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        if says := message or _SAYS.get(message_template or ""):
            messages.add_message(request, level, says, extra_tags=extra_tags)


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "That code is not right, or has run out. Enter the code shown now",
        "cannot_generate_recovery_codes": "Set up an authenticator app or a passkey first",
    }

    def generate_authenticator_name(self, user: Worker, type: Any) -> str:
        return f"Passkey {Authenticator.objects.filter(user=user, type=type).count() + 1}"


class SocialAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Join the identity to the worker with the same verified e-mail, the first time it comes."""
        provider = next(one for one in council().sign_in.openid_connect if one.id == sociallogin.account.provider)
        worker = sociallogin.user if sociallogin.is_existing else _known_by_email(provider, sociallogin)
        if worker is None:
            raise ImmediateHttpResponse(turned_away(request, NOT_KNOWN))
        if worker.role in provider.not_for:
            raise ImmediateHttpResponse(
                turned_away(request, f"You cannot sign in with {provider.name}. Use another way.")
            )
        if not may_sign_in(worker, on=timezone.localdate()):
            raise ImmediateHttpResponse(turned_away(request, CANNOT))
        if not sociallogin.is_existing:
            sociallogin.connect(request, worker)

    def on_authentication_error(self, request: HttpRequest, provider: Any, **options: Any) -> None:
        exception = options.get("exception")
        kind = type(exception.__cause__ or exception).__name__ if exception else f"AuthError {options.get('error')}"
        log.warning("%s: %s", provider.sub_id, kind)  # never its words: they may be the provider's whole answer
        write_refusal(by=None, name=NAME)
        name = getattr(provider, "name", "") or "your organisation's account"
        messages.error(request, f"Signing in by {name} did not work. Try again, or use your e-mail and password.")
        raise ImmediateHttpResponse(HttpResponseRedirect("/sign-in/"))


def _known_by_email(provider: IdentityProvider, sociallogin: Any) -> Worker | None:
    """Only a plain yes makes an address verified: some providers send "false" as a text, which is not nothing."""
    said = sociallogin.account.extra_data["userinfo"]
    email = str(said.get("email", "")).lower()
    vouches = "email_verified" not in said and email.rpartition("@")[2] in provider.vouches_for
    if said.get("email_verified") is not True and not vouches:
        return None
    return Worker.objects.filter(email=email).exclude(role="system").first()


def turned_away(request: HttpRequest, because: str) -> HttpResponse:
    write_refusal(by=None, name=NAME)
    messages.error(request, because)
    return HttpResponseRedirect("/sign-in/")


def too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "foundation/staff/sign_in_templates/too_many.html", status=429)
