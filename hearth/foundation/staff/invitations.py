"""The link by which a worker chooses their first password. Only its hash is kept; it works once, for some days."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from hearth.foundation.council import council
from hearth.foundation.periods.words import date_in_words
from hearth.foundation.staff.models import Invitation, Worker


def make_invitation(worker: Worker, *, by: Worker | None) -> str:
    """A new link's token; links sent before stop working."""
    token = secrets.token_urlsafe(32)
    now = timezone.now()
    worker.invitations.filter(used_at__isnull=True, ends_at__gt=now).update(ends_at=now)
    Invitation.objects.create(
        worker=worker,
        token_hash=_hash(token),
        ends_at=now + timedelta(days=council().sign_in.invitation_days),
        sent_by=by,
    )
    return token


def invitation_of(token: str) -> Invitation | None:
    """Whatever became of it: whether it still works is for `still_works`."""
    return Invitation.objects.select_related("worker").filter(token_hash=_hash(token)).first()


def still_works(invitation: Invitation) -> bool:
    worker = invitation.worker
    return (
        invitation.used_at is None
        and timezone.now() < invitation.ends_at
        and worker.is_active
        and (worker.ends_on is None or worker.ends_on > timezone.localdate())
    )


def path_of(token: str) -> str:
    return f"/accept-invitation/{token}/"


def send_invitation(worker: Worker, *, link: str) -> None:
    """Send the link when the transaction is done. An e-mail that cannot be sent undoes nothing: the link was shown too."""
    days = council().sign_in.invitation_days
    text = (
        f"Dear {worker.known_as},\n\n"
        f"{council().name} has made you an account in Hearth, its casework system. "
        f"Choose your password here within {days} days:\n\n{link}\n\n"
        f"You sign in with this e-mail address, from {date_in_words(worker.starts_on)}.\n\n"
        "If you did not expect this, do nothing."
    )
    transaction.on_commit(
        lambda: send_mail("Your account in Hearth", text, None, [worker.email], fail_silently=False), robust=True
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
