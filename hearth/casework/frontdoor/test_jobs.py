from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from hearth.casework.frontdoor.jobs import look_whether_known
from hearth.casework.frontdoor.known import likeness_words
from hearth.casework.frontdoor.models import Contact
from hearth.conftest import Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.staff.models import Worker


def test_the_queue_says_who_may_be_known_before_anybody_takes_a_referral(
    cast: Cast, told: Callable[..., Contact], kit_is_known: Callable[..., Any], signed_in: Callable[[Worker], Client]
) -> None:
    kit_is_known()
    contact, fay = told(), signed_in(cast.fay)
    assert likeness_words(None) in fay.get("/front-door/queue/").content.decode().lower()
    look_whether_known(contact.pk)
    contact.refresh_from_db()
    assert (contact.best_match, contact.version) == (100, 1)
    assert likeness_words(100) in fay.get("/front-door/queue/").content.decode().lower()
    acts = Event.objects.filter(kind="act").values_list("name", "worker", "record")
    assert list(acts) == [("frontdoor.look_whether_known", cast.hearth.pk, contact.pk)]
    assert Event.objects.filter(name="people.maybe_known", worker=cast.hearth.pk).count() == 3
    look_whether_known(contact.pk)
    assert Event.objects.filter(name="people.maybe_known").count() == 3
