"""What is thrown away by itself: tokens of forms already answered, and sessions that have ended."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from hearth.foundation.staff.models import Submission

TOKENS_KEPT = timedelta(days=1)


def sweep() -> tuple[int, int]:
    """Gives how many tokens and how many sessions went. Runs as the owner, daily."""
    now = timezone.now()
    tokens, _ = Submission.objects.filter(at__lt=now - TOKENS_KEPT).delete()
    sessions, _ = Session.objects.filter(expire_date__lt=now).delete()
    return tokens, sessions
