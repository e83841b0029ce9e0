"""A forgotten password: the page only notes the address. Whether anybody has it, a job finds out.

So the answer takes as long, and does the same, whoever asks; and no page waits for the mail server.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from allauth.account.forms import ResetPasswordForm, default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from hearth.foundation.staff.queries import worker_by_email
from hearth.foundation.staff.system import may_sign_in

_LETTER = "account/email/password_reset_key"
_AGAIN = RetryStrategy(max_attempts=5, wait=60)  # seconds: a mail server may be away for a while


class ForgottenPasswordForm(ResetPasswordForm):
    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def save(self, request: HttpRequest, **options: Any) -> str:
        email: str = self.cleaned_data["email"]
        send_password_link.defer(email=email, site=request.build_absolute_uri("/"))
        return email


@app.task(name="staff.send_password_link", queue="mail", retry=_AGAIN)
def send_password_link(email: str, site: str) -> None:
    """Send the link by which somebody who works here chooses a new password; to anybody else, nothing."""
    worker = worker_by_email(email)
    if worker is None or not may_sign_in(worker, on=timezone.localdate()):
        return
    key = {"uidb36": user_pk_to_url_str(worker), "key": default_token_generator.make_token(worker)}
    link = urljoin(site, reverse("account_reset_password_from_key", kwargs=key))
    subject = render_to_string(f"{_LETTER}_subject.txt").strip()
    send_mail(subject, render_to_string(f"{_LETTER}_message.txt", {"password_reset_url": link}), None, [worker.email])
