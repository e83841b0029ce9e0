"""What one person waits for, one request after another: a list of twenty, a search among everybody, and recording a visit
with its read and its act in the same transaction."""

from __future__ import annotations

import http.client
import re
import time
import uuid
from collections.abc import Iterator
from datetime import date
from urllib.parse import quote_plus, urlencode

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.council import Made
from benchmarks.likeness.mistype import as_asked, persons
from benchmarks.pages.signed_in import cookie_of, statements_of

TIMES = 200


def one_after_another(made: Made, port: int) -> Iterator[tuple[str, list[float], int]]:
    """Titles, sorted milliseconds and SQL statements."""
    asked = [as_asked(each) for each in persons(TIMES, seed=1)]
    words = [
        f"{each.known_as or each.given_names} {each.family_name} {each.born_on:%d/%m/%Y}"
        for each in asked
        if each.born_on
    ]
    searches = [f"/people/find/?q={quote_plus(each)}" for each in words]
    duty = cookie_of(made.front_door)
    listed = "/my-families/?whose=pod"
    yield (
        "List of 20 families †",
        _gets(port, cookie_of(made.manager), [listed] * TIMES),
        statements_of(made.manager, listed),
    )
    yield "Search among everybody †", _gets(port, duty, searches), statements_of(made.front_door, searches[0])
    yield "Record a visit †", *_visits(made, port)


def _gets(port: int, cookie: str, paths: list[str]) -> list[float]:
    site = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    times = []
    for path in paths:
        began = time.perf_counter()
        site.request("GET", path, headers={"Cookie": cookie})
        answer = site.getresponse()
        answer.read()
        times.append((time.perf_counter() - began) * 1000)
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}")
    return sorted(times)


def _visits(made: Made, port: int) -> tuple[list[float], int]:
    """The form as a browser sends it: its token against forgery, and its own."""
    path = f"/families/{made.family}/record-visit/"
    cookie = cookie_of(made.worker)
    site = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    site.request("GET", path, headers={"Cookie": cookie})
    answer = site.getresponse()
    page = answer.read().decode()
    forgery = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    child = re.search(r'name="(child_\d+)"', page)
    set_cookie = re.search(rf"{settings.CSRF_COOKIE_NAME}=([^;]+)", answer.getheader("Set-Cookie") or "")
    if not (forgery and child and set_cookie):
        raise SystemExit("the visit's form has changed: mend the benchmark")
    headers = {
        "Cookie": f"{cookie}; {settings.CSRF_COOKIE_NAME}={set_cookie.group(1)}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    on = date.today()
    told = {
        "visited_on-day": on.day,
        "visited_on-month": on.month,
        "visited_on-year": on.year,
        child.group(1): "seen",
        "home_seen": "on",
        "says": "Seen at home with his mother. " * 10,
    }
    times = []
    for _ in range(TIMES):
        body = urlencode(told | {"csrfmiddlewaretoken": forgery.group(1), "_once": uuid.uuid4()})
        began = time.perf_counter()
        site.request("POST", path, body=body, headers=headers)
        answer = site.getresponse()
        answer.read()
        times.append((time.perf_counter() - began) * 1000)
        if answer.status != 302:
            raise SystemExit(f"recording a visit answered {answer.status}")
    client = Client(HTTP_COOKIE=cookie, HTTP_HOST="localhost")
    with CaptureQueriesContext(connection) as statements:
        client.post(path, told | {"_once": str(uuid.uuid4())})
    return sorted(times), len(statements)
