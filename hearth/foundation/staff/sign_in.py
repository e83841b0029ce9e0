"""How django-allauth is used: e-mail and password with a second factor, passkeys, and the council's own identity provider.

Nobody signs up: a worker is invited by an administrator. An identity provider signs in a worker whose e-mail is already
here, and nobody else.
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.utils import timezone

from hearth.foundation.staff.models import Worker


def display(worker: Worker) -> str:
    return worker.name


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Worker, **options: Any) -> Any:
        """Somebody who has left, or has not begun, is told nothing more than a wrong password would tell."""
        if not user.works_here(on=timezone.localdate()):
            messages.error(request, "The email address or password is not right, or the account is closed.")
            return HttpResponseRedirect("/sign-in/")
        return super().pre_login(request, user, **options)


class SocialAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Join the identity to the worker with the same verified e-mail, the first time it comes."""
        if sociallogin.is_existing:
            return
        verified = [address.email for address in sociallogin.email_addresses if address.verified]
        worker = Worker.objects.filter(email__in=[email.lower() for email in verified]).first()
        if worker is None:
            messages.error(request, "Your account is not known to Hearth. Ask an administrator to invite you.")
            raise ImmediateHttpResponse(HttpResponseRedirect("/sign-in/"))
        sociallogin.connect(request, worker)
