"""A browser's cookie for a worker, without the sign-in page; and how many statements a page asks."""

from __future__ import annotations

import time

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hearth.foundation.staff.models import Worker


def cookie_of(worker: Worker) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(worker.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = worker.get_session_auth_hash()
    session["active_at"] = int(time.time())
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def statements_of(worker: Worker, path: str) -> int:
    """Every statement from the session to the audit, as the page is opened the second time."""
    client = Client(HTTP_COOKIE=cookie_of(worker), HTTP_HOST="localhost")
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}")
    return len(asked)
