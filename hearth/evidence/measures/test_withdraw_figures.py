from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from hearth.conftest import Cast
from hearth.evidence.measures.conftest import TakeSnapshot, rows, weigh_and_publish, words
from hearth.evidence.measures.models import Publication
from hearth.evidence.measures.withdraw_figures.action import withdraw_figures
from hearth.foundation.audit.models import Event
from hearth.foundation.staff.models import Worker

SignedIn = Callable[[Worker], Client]
LIST, SEE = "/needs-assessment/", "/needs-assessment/see-hidden-harm/"
DOWNLOAD = "/needs-assessment/download-hidden-harm/"
BECAUSE = "The return was corrected: a team was missing"


def withdraw(publication: Publication) -> str:
    return f"/needs-assessment/withdraw-figures/{publication.pk}/"


def test_what_is_withdrawn_is_seen_no_longer_and_its_link_says_why(
    cast: Cast, signed_in: SignedIn, take_snapshot: TakeSnapshot
) -> None:
    taken, client = take_snapshot(), signed_in(cast.stu)
    kept = weigh_and_publish(manifest=taken, by=cast.stu)
    page = client.get(withdraw(kept))
    assert page.status_code == 200
    assert "Whoever read or downloaded them still has them" in words(page)
    done = client.post(withdraw(kept), {"because": f"  {BECAUSE}  "})
    assert (done.status_code, done["location"]) == (302, LIST)
    kept.refresh_from_db()
    assert (kept.stands, kept.withdrawn_by, kept.withdrawn_because) == (False, cast.stu, BECAUSE)
    event = Event.objects.get(kind="act", name="measures.withdraw_figures")
    assert (event.worker, event.record, event.details) == (cast.stu.pk, None, {"snapshot": taken.id})
    reader = signed_in(cast.lin)
    assert "No figures are published yet" in words(reader.get(LIST))
    for address in (SEE, DOWNLOAD):
        link = reader.get(f"{address}?snapshot={taken.id}", follow=True)
        said = words(link)
        assert (link.status_code, "These figures were withdrawn" in said, f"{BECAUSE}." in said) == (404, True, True)
    (row,) = rows(client.get(LIST))
    assert (row[4].startswith("Withdrawn "), f"by Stu Tester: {BECAUSE}" in row[4]) == (True, True)


def test_the_same_figures_are_published_again(cast: Cast, signed_in: SignedIn, take_snapshot: TakeSnapshot) -> None:
    taken = take_snapshot()
    first = weigh_and_publish(manifest=taken, by=cast.stu)
    withdraw_figures(publication=first, because=BECAUSE, by=cast.stu)
    weigh_and_publish(manifest=taken, by=cast.stu)
    assert [row[-1] for row in rows(signed_in(cast.lin).get(LIST))] == [taken.id]
    (row,) = rows(signed_in(cast.stu).get(LIST))
    assert (row[4].startswith("Published "), Publication.objects.count()) == (True, 2)


@pytest.mark.parametrize(
    ("because", "says"),
    [
        ("", "Say why these figures are withdrawn"),
        ("   ", "Say why these figures are withdrawn"),
        ("x" * 301, "Use 300 characters or fewer"),
    ],
)
def test_a_reason_is_asked_for(
    cast: Cast, signed_in: SignedIn, take_snapshot: TakeSnapshot, because: str, says: str
) -> None:
    kept = weigh_and_publish(manifest=take_snapshot(), by=cast.stu)
    page = signed_in(cast.stu).post(withdraw(kept), {"because": because})
    assert (page.status_code, says in words(page)) == (200, True)
    kept.refresh_from_db()
    assert kept.stands is True


def test_sent_twice_it_is_withdrawn_once_and_what_is_withdrawn_stays_so(
    cast: Cast, signed_in: SignedIn, take_snapshot: TakeSnapshot
) -> None:
    kept, client = weigh_and_publish(manifest=take_snapshot(), by=cast.stu), signed_in(cast.stu)
    sent = {"because": BECAUSE, "_once": str(uuid.uuid4())}
    assert [client.post(withdraw(kept), sent).status_code for _ in (1, 2)] == [302, 302]
    assert Event.objects.filter(name="measures.withdraw_figures", kind="act").count() == 1
    again = client.post(withdraw(kept), {"because": "Another reason"})
    assert (again.status_code, "These figures were withdrawn already" in words(again)) == (409, True)
    kept.refresh_from_db()
    assert kept.withdrawn_because == BECAUSE


@pytest.mark.parametrize("who", ["lin", "mo", "guy", "dee", "ada"])
def test_nobody_else_withdraws(cast: Cast, signed_in: SignedIn, take_snapshot: TakeSnapshot, who: str) -> None:
    kept, worker = weigh_and_publish(manifest=take_snapshot(), by=cast.stu), getattr(cast, who)
    assert signed_in(worker).post(withdraw(kept), {"because": BECAUSE}).status_code == 403
    with pytest.raises(PermissionDenied):
        withdraw_figures(publication=kept, because=BECAUSE, by=worker)
    kept.refresh_from_db()
    assert kept.stands is True


def test_there_is_no_such_publication(cast: Cast, signed_in: SignedIn) -> None:
    assert signed_in(cast.stu).get("/needs-assessment/withdraw-figures/987654321/").status_code == 404
