from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hearth.casework.caseload.allocate_family.action import allocate_family
from hearth.casework.caseload.end_part.action import end_part
from hearth.casework.caseload.models import Allocation, Involvement
from hearth.casework.caseload.queries import families_waiting, loads_of, parts_of
from hearth.casework.caseload.rules import may_be_allocated, usual_part
from hearth.casework.chronology.models import Line
from hearth.casework.people.models import Family
from hearth.casework.people.opening import PersonFacts, begin_family, grant, join_family, record_person
from hearth.conftest import LONG_AGO, Cast
from hearth.foundation.staff.models import Alert, Grant, Restriction, Worker
from hearth.foundation.staff.second_wall import stepped_in

SignIn = Callable[[Worker], Client]


@pytest.fixture
def waiting(cast: Cast) -> Family:
    """A family that the front door has decided needs help, and nobody holds yet."""
    return a_family(cast)


def a_family(cast: Cast, name: str = "Okafor-Reid") -> Family:
    family = begin_family(name=name, by=cast.hearth)
    kit = record_person(facts=PersonFacts(known_as="Kit", family_name=name), on=LONG_AGO, by=cast.hearth)
    join_family(family=family, person=kit, part="child", starts_on=LONG_AGO)
    grant(
        record=family.pk, why="Decided at the front door", by=cast.guy, team=cast.front_door, lasts=timedelta(days=10)
    )
    return family


def address(family: Family, cast: Cast) -> str:
    return f"/families/{family.pk}/allocate-family/?pod={cast.north_pod.pk}"


def test_before_allocation_they_could_not_open_it_and_now_they_can(
    cast: Cast, waiting: Family, signed_in: SignIn
) -> None:
    page = f"/families/{waiting.pk}/see-team-around/"
    assert [signed_in(each).get(page).status_code for each in (cast.dee, cast.sam, cast.mo, cast.ash)] == [404] * 4
    answer = signed_in(cast.guy).post(address(waiting, cast), {"lead": cast.dee.pk, "beside": [cast.sam.pk]})
    assert (answer.status_code, answer["location"]) == (302, "/families/waiting-to-be-allocated/")
    opens = {
        each.known_as: signed_in(each).get(page).status_code
        for each in (cast.dee, cast.sam, cast.mo, cast.ash, cast.guy)
    }
    assert opens == {"Dee": 200, "Sam": 200, "Mo": 200, "Ash": 404, "Guy": 404}
    parts = {each.worker.known_as: each.get_part_display() for each in Involvement.objects.all()}
    assert parts == {"Dee": "Lead social worker", "Sam": "Domestic abuse practitioner"}
    assert Line.objects.get().says == "Allocated to North pod: Dee Tester leads"
    assert {alert.worker.known_as for alert in Alert.objects.all()} == {"Dee", "Sam"}


def test_allocating_again_ends_what_was(cast: Cast, waiting: Family) -> None:
    on = timezone.localdate()
    allocate_family(
        family=waiting, team=cast.north_pod, lead=cast.dee, beside=[cast.sam], on=on - timedelta(days=30), by=cast.guy
    )
    allocate_family(family=waiting, team=cast.south_pod, lead=cast.ash, beside=[], on=on, by=cast.mo)
    held = {(each.team.name, each.ends_on) for each in Allocation.objects.all()}
    assert held == {("North pod", on), ("South pod", None)}
    standing = Grant.objects.filter(record=waiting.pk, ends_at__isnull=True)
    assert {str(each.team or each.worker) for each in standing} == {"South pod", "Ash Tester"}


def test_who_was_allocated_this_morning_and_no_longer_is_stays_in_the_history(
    cast: Cast, waiting: Family, signed_in: SignIn
) -> None:
    on = timezone.localdate()
    allocate_family(family=waiting, team=cast.north_pod, lead=cast.dee, beside=[], on=on, by=cast.guy)
    allocate_family(family=waiting, team=cast.south_pod, lead=cast.ash, beside=[cast.sam], on=on, by=cast.mo)
    end_part(part=Involvement.objects.get(worker=cast.sam), because="Chosen by mistake", on=on, by=cast.mo)
    assert [(each.team.name, each.ends_on) for each in Allocation.objects.order_by("pk")] == [
        ("North pod", on),
        ("South pod", None),
    ]
    assert [(each.worker, each.ends_on, each.why_ended) for each in Involvement.objects.order_by("pk")] == [
        (cast.dee, on, "Allocated to South pod"),
        (cast.ash, None, ""),
        (cast.sam, on, "Chosen by mistake"),
    ]
    assert [each.worker for each in parts_of(waiting, on=on)] == [cast.ash]


def test_a_manager_who_sends_an_old_page_is_told_who_allocated_meanwhile(
    cast: Cast, waiting: Family, signed_in: SignIn
) -> None:
    on = timezone.localdate()
    held = allocate_family(family=waiting, team=cast.south_pod, lead=cast.ash, beside=[], on=on, by=cast.guy)
    grant(record=waiting.pk, why="Covers for South pod", by=cast.guy, worker=cast.mo)
    client, sent = signed_in(cast.mo), {"lead": cast.dee.pk}
    late = client.post(address(waiting, cast), sent | {"seen": "0"})
    assert (late.status_code, Allocation.objects.count()) == (409, 1)
    assert "Guy Tester allocated this family to South pod on" in late.content.decode()
    # What was typed is kept, and goes with what stands now when the page is opened again.
    assert f'name="seen" value="{held.pk}"' in client.get(address(waiting, cast)).content.decode()
    assert client.post(address(waiting, cast), sent | {"seen": str(held.pk)}).status_code == 302


def test_whoever_allocates_sees_who_employs_each(cast: Cast, waiting: Family, signed_in: SignIn) -> None:
    page = " ".join(signed_in(cast.guy).get(address(waiting, cast)).content.decode().split())
    assert page.count(f"Sam Tester, Domestic abuse practitioner, {cast.sam.employer}: holds") == 1


def test_what_must_be_chosen_is_said_beside_the_field(cast: Cast, waiting: Family, signed_in: SignIn) -> None:
    client = signed_in(cast.guy)
    assert "Choose who leads" in client.post(address(waiting, cast), {}).content.decode()
    both = client.post(address(waiting, cast), {"lead": cast.dee.pk, "beside": [cast.dee.pk]})
    assert "choose others to work beside them" in both.content.decode()
    assert Allocation.objects.count() == 0


def test_a_part_ends_with_its_grant_but_a_lead_is_replaced_not_ended(
    cast: Cast, waiting: Family, signed_in: SignIn
) -> None:
    on = timezone.localdate() - timedelta(days=7)
    allocate_family(family=waiting, team=cast.north_pod, lead=cast.dee, beside=[], on=on, by=cast.guy)
    client = signed_in(cast.mo)
    client.post(f"/families/{waiting.pk}/add-practitioner/", {"worker": cast.ash.pk, "part": "mental_health"})
    part = Involvement.objects.get(worker=cast.ash)
    assert signed_in(cast.ash).get(f"/families/{waiting.pk}/see-team-around/").status_code == 200
    client.post(f"/families/{waiting.pk}/team-around/{part.pk}/end-part/", {"because": "The work is done"})
    assert signed_in(cast.ash).get(f"/families/{waiting.pk}/see-team-around/").status_code == 404
    lead = Involvement.objects.get(worker=cast.dee)
    refused = client.post(f"/families/{waiting.pk}/team-around/{lead.pk}/end-part/", {"because": "x"})
    assert refused.status_code == 409
    assert "A family always has a lead" in refused.content.decode()


def test_a_social_worker_does_not_allocate(cast: Cast, waiting: Family, signed_in: SignIn) -> None:
    assert signed_in(cast.dee).get("/families/waiting-to-be-allocated/").status_code == 403


def test_loads_are_counts_of_families_closed_to_the_manager_too(cast: Cast, waiting: Family) -> None:
    on = timezone.localdate()
    allocate_family(family=waiting, team=cast.north_pod, lead=cast.dee, beside=[cast.sam], on=on, by=cast.guy)
    with stepped_in(cast.guy):
        loads = {load.worker.known_as: (load.families, load.children) for load in loads_of(cast.north_pod, on=on)}
        assert families_waiting(on).count() == 0
    assert loads == {"Mo": (0, 0), "Dee": (1, 1), "Sam": (1, 1)}


def test_the_waiting_list_asks_the_same_however_long_it_is(cast: Cast, signed_in: SignIn) -> None:
    def statements() -> int:
        client = signed_in(cast.guy)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get("/families/waiting-to-be-allocated/").status_code == 200
        return len(asked)

    a_family(cast, "One")
    with_one = statements()
    for number in range(30):
        a_family(cast, f"Family {number}")
    assert statements() == with_one


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("Domestic abuse practitioner", "domestic_abuse"),
        ("Perpetrator worker", "domestic_abuse"),
        ("Clinical psychologist", "mental_health"),
        ("Drug and alcohol recovery worker", "substances"),
        ("Family support worker", "family_worker"),
        ("Money mentor", "other"),
    ],
)
def test_the_usual_part_follows_the_job(title: str, part: str) -> None:
    assert usual_part(Worker(job_title=title)) == part


def test_nobody_who_has_left_is_allocated(cast: Cast) -> None:
    on = timezone.localdate()
    cast.dee.ends_on = on
    refusal = may_be_allocated(cast.north_pod, cast.dee, [], on=on)
    assert str(refusal) == "Dee Tester no longer works here. Choose somebody else."


def test_a_restricted_family_is_opened_by_the_lead_it_is_given_to_and_not_by_their_pod(
    cast: Cast, waiting: Family, signed_in: SignIn
) -> None:
    Restriction.objects.create(record=waiting.pk, why="A colleague's family", made_by=cast.guy)
    grant(record=waiting.pk, why="Named", by=cast.guy, worker=cast.guy, kind="named")
    signed_in(cast.guy).post(address(waiting, cast), {"lead": cast.dee.pk, "beside": []})
    page = f"/families/{waiting.pk}/see-team-around/"
    assert {each.known_as: signed_in(each).get(page).status_code for each in (cast.dee, cast.sam, cast.mo)} == {
        "Dee": 200,
        "Sam": 404,
        "Mo": 404,
    }


def test_counts_are_for_those_who_allocate(cast: Cast, waiting: Family) -> None:
    on = timezone.localdate()
    allocate_family(family=waiting, team=cast.north_pod, lead=cast.dee, beside=[], on=on, by=cast.guy)
    with stepped_in(cast.lin):
        assert {load.families for load in loads_of(cast.north_pod, on=on)} == {0}
