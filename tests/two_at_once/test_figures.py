"""Two data stewards at the figures of one day at the same moment."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from hearth.evidence.measures.conftest import TakeSnapshot, weigh_and_publish
from hearth.evidence.measures.conftest import snapshots_folder as snapshots_folder
from hearth.evidence.measures.conftest import take_snapshot as take_snapshot
from hearth.evidence.measures.models import Publication
from hearth.foundation.staff.models import Worker
from tests.cast import Cast
from tests.two_at_once.conftest import AtOnce

pytestmark = pytest.mark.django_db
SignIn = Callable[[Worker], Client]


@pytest.fixture
def stewards(cast: Cast, signed_in: SignIn) -> tuple[Client, Client]:
    cast.lin.role = "data_steward"
    cast.lin.save(update_fields=["role"])
    return signed_in(cast.stu), signed_in(cast.lin)


def test_of_two_who_publish_figures_of_a_day_the_second_is_told(
    stewards: tuple[Client, Client], at_once: AtOnce, take_snapshot: TakeSnapshot
) -> None:
    stu, lin = stewards
    one, other = (f"/needs-assessment/publish-figures/{take_snapshot(abuse).id}/" for abuse in (30, 31))
    first, second = at_once(lambda: stu.post(one), lambda: lin.post(other))
    assert [first.status_code, second.status_code] == [302, 409]
    assert "Somebody else published figures of this day at the same moment." in second.content.decode()
    assert Publication.objects.count() == 1


def test_of_two_who_withdraw_them_the_second_is_told(
    cast: Cast, stewards: tuple[Client, Client], at_once: AtOnce, take_snapshot: TakeSnapshot
) -> None:
    stu, lin = stewards
    kept = weigh_and_publish(manifest=take_snapshot(), by=cast.stu)
    page = f"/needs-assessment/withdraw-figures/{kept.pk}/"
    first, second = at_once(
        lambda: stu.post(page, {"because": "A team was missing"}), lambda: lin.post(page, {"because": "A slip"})
    )
    assert [first.status_code, second.status_code] == [302, 409]
    assert "These figures were withdrawn already" in second.content.decode()
    kept.refresh_from_db()
    assert (kept.withdrawn_because, kept.withdrawn_by) == ("A team was missing", cast.stu)
