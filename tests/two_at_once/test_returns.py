"""Two data stewards at one return at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hearth.evidence.returns.cin_census.example import census, child, episode
from hearth.evidence.returns.conftest import kept_in as kept_in
from hearth.evidence.returns.jobs import check_waiting_run
from hearth.evidence.returns.models import Explanation, Issue, Run
from hearth.foundation.staff.models import Worker
from tests.cast import Cast
from tests.two_at_once.conftest import AtOnce

pytestmark = pytest.mark.django_db
SignIn = Callable[[Worker], Client]
FILE = census(child(episode(CINclosureDate="2025-08-01", ReasonForClosure="RC2"), LAchildID="A1", Sex="X")).getvalue()


def gives(client: Client) -> Any:
    return client.post("/returns/check-census/", {"file": SimpleUploadedFile("census.xml", FILE), "year": ""})


@pytest.fixture
def stewards(cast: Cast, signed_in: SignIn, kept_in: Path) -> tuple[Client, Client]:
    cast.lin.role = "data_steward"
    cast.lin.save(update_fields=["role"])
    return signed_in(cast.stu), signed_in(cast.lin)


def test_the_same_file_given_by_two_is_checked_once(stewards: tuple[Client, Client], at_once: AtOnce) -> None:
    stu, lin = stewards
    first, second = at_once(lambda: gives(stu), lambda: gives(lin))
    run = Run.objects.get()
    assert [first["location"], second["location"]] == [
        f"/returns/see-check/{run.pk}/",
        f"/returns/see-check/{run.pk}/?given=before",
    ]


def test_of_two_who_answer_a_query_the_second_is_told(stewards: tuple[Client, Client], at_once: AtOnce) -> None:
    stu, lin = stewards
    gives(stu)
    check_waiting_run(Run.objects.get().pk)
    page = f"/returns/answer-query/{Issue.objects.get(rule='8585Q', table='CINdetails').pk}/"
    first, second = at_once(
        lambda: stu.post(page, {"says": "The coroner was told", "version": "0"}),
        lambda: lin.post(page, {"says": "It is a slip", "version": "0"}),
    )
    told = second.content.decode()
    assert (first.status_code, second.status_code) == (302, 200)
    assert ("Somebody else answered this query" in told, "It is a slip" in told) == (True, True)
    assert list(Explanation.objects.values_list("says", flat=True)) == ["The coroner was told"]


@pytest.mark.parametrize("is_other_of_all", [True, False], ids=["both all of them", "the other one of them"])
def test_of_two_who_answer_all_queries_of_a_rule_the_second_is_told(
    is_other_of_all: bool, stewards: tuple[Client, Client], at_once: AtOnce
) -> None:
    stu, lin = stewards
    gives(stu)
    run = Run.objects.get()
    check_waiting_run(run.pk)
    of_all = f"/returns/answer-queries/{run.pk}/8585Q/"
    of_one = f"/returns/answer-query/{Issue.objects.get(rule='8585Q', table='CINdetails').pk}/"
    first, second = at_once(
        lambda: stu.post(of_all, {"says": "The coroner was told", "version": "0"}),
        lambda: lin.post(of_all if is_other_of_all else of_one, {"says": "It is a slip", "version": "0"}),
    )
    told = second.content.decode()
    assert (first.status_code, second.status_code) == (302, 200)
    assert ("Somebody else answered" in told, "It is a slip" in told) == (True, True)
    assert list(Explanation.objects.values_list("says", "version")) == [("The coroner was told", 1)] * 2
