"""What is made at first need, needed by two at one time: a command beside a server that is still loading."""

from __future__ import annotations

import pytest
from django.db import transaction

from hearth.foundation.audit.audited import write_act
from hearth.foundation.staff.models import Organisation, Worker
from hearth.foundation.staff.system import system_worker, the_council
from tests.two_at_once.conftest import AtOnce

pytestmark = pytest.mark.django_db


def test_the_council_is_made_once(own_database: None, at_once: AtOnce) -> None:
    def need() -> int:
        with transaction.atomic():
            council = the_council()
            write_act(council, by=Worker(pk=1), name="returns.write_census")
            return council.pk

    first, second = at_once(need, need)
    assert (first, second) == (Organisation.objects.get().pk,) * 2


def test_hearth_itself_is_made_once(own_database: None, at_once: AtOnce) -> None:
    def need() -> int:
        with transaction.atomic():
            hearth = system_worker()
            write_act(by=hearth, name="returns.write_census")
            return hearth.pk

    assert (Worker.objects.count(), Organisation.objects.count()) == (0, 0)
    first, second = at_once(need, need)
    assert (first, second) == (Worker.objects.get(role="system").pk,) * 2
    assert Organisation.objects.count() == 1
