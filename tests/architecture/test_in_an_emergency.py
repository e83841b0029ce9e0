"""What is opened in an emergency is read, and a visit recorded: every other page refuses, and the database too.

And who may open so, and who may search everybody: the pages' answer and the database's.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import ProgrammingError
from django.test import Client
from django.utils import timezone

from hearth.casework.casefile.end_protection.action import end_protection
from hearth.casework.casefile.leave_family.action import leave_family
from hearth.casework.casefile.protect_details.action import protect_details
from hearth.casework.family_help.record_visit.action import Sight, record_visit
from hearth.casework.people.maybe_known import maybe_known
from hearth.casework.people.models import Family, FamilyMembership, Person, Protection
from hearth.casework.people.opening import PersonFacts, begin_family, grant, join_family, record_person
from hearth.conftest import LONG_AGO, TODAY, Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.staff.models import Grant, Restriction, Worker
from hearth.foundation.staff.roles import ROLES, is_for_emergencies, may
from hearth.foundation.staff.second_wall import stepped_in
from tests.architecture.test_who_may_see_what import ABOUT_A_FAMILY, World, filled, guarded, probe
from tests.architecture.test_who_may_see_what import world as world

DOES_CASEWORK = {"front_door_worker", "front_door_manager", "social_worker", "adult_practitioner", "pod_manager"}
MAY_READ_BROUGHT_IN = {"casefile.see_family", "casefile.see_people", "casefile.see_person", "casefile.begin_family"}


@pytest.fixture
def okafor_reid(cast: Cast) -> Family:
    family = begin_family(name="Okafor-Reid", by=cast.hearth)
    kit = record_person(
        facts=PersonFacts(known_as="Kit", family_name="Okafor-Reid", born_on=LONG_AGO), on=LONG_AGO, by=cast.hearth
    )
    join_family(family=family, person=kit, part="child", starts_on=LONG_AGO)
    grant(record=family.pk, why="Allocated to North pod", by=cast.mo, team=cast.north_pod)
    return family


def test_the_scheme_lets_nobody_without_casework_into_a_record(cast: Cast) -> None:
    slices = {pattern.callback.slice_name for _, pattern in guarded()}  # type: ignore[union-attr]
    casework = {name for name in slices if name.split(".")[0] in {"casefile", "workbook", "family_help", "partners"}}
    found = {
        role: {name for name in casework | {"people.open_in_emergency"} if may(role, name)}
        for role in ROLES
        if role not in DOES_CASEWORK | {"system"}
    }
    nothing: set[str] = set()
    assert found == {
        "partner_referrer": nothing,
        "analyst": nothing,
        "data_steward": MAY_READ_BROUGHT_IN,
        "administrator": nothing,
    }
    assert {role for role in ROLES if may(role, "people.open_in_emergency")} == DOES_CASEWORK | {"system"}


@pytest.mark.parametrize("role", sorted(DOES_CASEWORK))
def test_every_page_of_a_record_opened_in_an_emergency(
    role: str, cast: Cast, world: World, signed_in: Callable[[Worker], Client]
) -> None:
    worker = probe(cast, role)
    for number in (world.family, *world.people):
        grant(record=number, why="x", by=worker, worker=worker, lasts=timedelta(hours=4), kind=Grant.Kind.EMERGENCY)
    client, wrong = signed_in(worker), []
    for route, pattern in guarded():
        name = pattern.callback.slice_name  # type: ignore[union-attr]
        if not (set(pattern.pattern.converters) & ABOUT_A_FAMILY and may(role, name)):
            continue
        path, opens = filled(route, pattern, world.values), is_for_emergencies(name)
        for answer in (client.get(path), client.post(path, {})):
            refused = answer.status_code == 409 and b"You opened this record in an emergency" in answer.content
            if refused == opens:
                wrong.append(f"{answer.request['REQUEST_METHOD']} {path} gave {answer.status_code}")
    assert wrong == []


def test_a_protection_is_not_ended_in_an_emergency_and_is_by_whoever_holds_the_family(
    cast: Cast, world: World, signed_in: Callable[[Worker], Client]
) -> None:
    path = f"/people/{world.values['person']}/protections/{world.values['protection']}/end-protection/"
    ash, sent = signed_in(cast.ash), {"why": "She says it is safe"}
    Grant.objects.update(ends_at=timezone.now())
    opening = {"number": str(world.family), "why": "Police are at the door and the child is hurt"}
    assert ash.post("/people/open-in-emergency/", opening).status_code == 302
    assert (ash.post(path, sent).status_code, Protection.objects.get().ends_on) == (409, None)
    grant(record=world.family, why="Allocated to South pod", by=cast.mo, team=cast.south_pod)
    assert ash.post(path, sent).status_code == 302
    assert Protection.objects.get().ended_by == cast.ash


def test_a_data_steward_opens_nothing_in_an_emergency_and_searches_nobody_elses(
    cast: Cast, okafor_reid: Family, signed_in: Callable[[Worker], Client]
) -> None:
    stu = signed_in(cast.stu)
    opening = {"number": str(okafor_reid.pk), "why": "Police are at the door and the child is hurt"}
    assert stu.post("/people/open-in-emergency/", opening).status_code == 403
    page = stu.get("/people/find/", {"q": "Okafor"}).content.decode()
    assert ("Among everybody" in page, "Kit" in page, "/open-in-emergency/" in page) == (False, False, False)
    assert (Grant.objects.filter(worker=cast.stu).count(), Event.objects.filter(name="people.maybe_known").count()) == (
        0,
        0,
    )


def opened_in_an_emergency(cast: Cast, family: Family) -> None:
    grant(record=family.pk, why="x", by=cast.ash, worker=cast.ash, lasts=timedelta(hours=4), kind=Grant.Kind.EMERGENCY)


def test_what_is_opened_in_an_emergency_is_not_changed(cast: Cast, okafor_reid: Family) -> None:
    kit = Person.objects.get()
    protection = Protection.objects.create(person=kit, covers="address", why="w", starts_on=LONG_AGO, made_by=cast.dee)
    opened_in_an_emergency(cast, okafor_reid)
    with stepped_in(cast.ash):
        assert (Family.objects.get(), Person.objects.get(), Protection.objects.get()) == (okafor_reid, kit, protection)
    ended = {"ends_on": TODAY, "ended_by": cast.ash, "why_ended": "x"}
    changes: list[Callable[[], object]] = [
        lambda: end_protection(protection=protection, why="She says so", on=TODAY, by=cast.ash),
        lambda: protect_details(person=kit, kept_from=None, covers="everything", why="w", on=TODAY, by=cast.ash),
        lambda: leave_family(membership=FamilyMembership.objects.get(), ends_on=TODAY, why="x", by=cast.ash),
        lambda: Protection.objects.update(**ended),
        lambda: Person.objects.update(known_as="X"),
        lambda: FamilyMembership.objects.update(ends_on=TODAY),
        lambda: Restriction.objects.create(record=okafor_reid.pk, why="x", made_by=cast.ash),
        lambda: grant(record=okafor_reid.pk, why="x", by=cast.ash, worker=cast.ash),
        lambda: Grant.objects.filter(given_by=cast.mo).update(ends_at=timezone.now()),
    ]
    for change in changes:
        with pytest.raises(ProgrammingError, match="row-level security"), stepped_in(cast.ash):
            change()
    grant(record=okafor_reid.pk, why="Allocated to South pod", by=cast.mo, team=cast.south_pod)
    with stepped_in(cast.ash):
        end_protection(protection=protection, why="She says so", on=TODAY, by=cast.ash)


def test_in_an_emergency_a_visit_is_recorded(cast: Cast, okafor_reid: Family) -> None:
    opened_in_an_emergency(cast, okafor_reid)
    kit = Person.objects.get()
    with stepped_in(cast.ash):
        visit = record_visit(
            family=okafor_reid, visited_on=TODAY, says="x", home_seen=True, seen=[Sight(kit)], on=TODAY, by=cast.ash
        )
    assert visit.written_by == cast.ash


def test_whoever_does_no_casework_opens_nothing_in_an_emergency(cast: Cast, okafor_reid: Family) -> None:
    for worker in (cast.stu, cast.ada, cast.lin, cast.tess):
        with pytest.raises(ProgrammingError, match="row-level security"), stepped_in(worker):
            grant(
                record=okafor_reid.pk,
                why="x",
                by=worker,
                worker=worker,
                lasts=timedelta(hours=4),
                kind=Grant.Kind.EMERGENCY,
            )


def test_only_the_front_door_searches_everybody(cast: Cast, okafor_reid: Family) -> None:
    found = {}
    for worker in (cast.fay, cast.guy, cast.stu, cast.dee, cast.mo, cast.lin, cast.ada, cast.tess):
        try:
            with stepped_in(worker):
                found[worker.known_as] = len(maybe_known("Kit Okafor-Reid").matches)
        except ProgrammingError:
            found[worker.known_as] = -1
    assert found == {"Fay": 1, "Guy": 1, "Stu": -1, "Dee": -1, "Mo": -1, "Lin": -1, "Ada": -1, "Tess": -1}
