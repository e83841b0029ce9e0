"""Every address, every role, five situations: reads like the scheme of delegation, and holds every page to it.

own         the record is granted to the worker
other team  the record is there, granted to another pod
other agency  the same, asked by somebody employed elsewhere, in a team of that agency
restricted  granted to the worker's team, but the record is for those named on it
none        there is no such record

A role without the permission gets the same refusal in all five. A role with it opens its own, and cannot tell the other
four apart.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern
from django.utils import timezone

from hearth.casework.caseload.models import Allocation, Involvement
from hearth.casework.chronology.write import write_line
from hearth.casework.family_help.models import Assessment, Episode
from hearth.casework.frontdoor.models import Attachment, Check, Contact, PersonTold
from hearth.casework.partners.models import Professional
from hearth.casework.people.models import Protection
from hearth.casework.people.opening import PersonFacts, begin_family, grant, join_family, record_person
from hearth.casework.workbook.models import CopyMade, Plan, Shape, Star, Step
from hearth.conftest import LONG_AGO, Cast
from hearth.evidence.facts.snapshot import take
from hearth.evidence.facts.tables import CASEWORK
from hearth.evidence.measures.conftest import of_children, weigh_and_publish
from hearth.evidence.returns.models import Issue, Run
from hearth.foundation.staff.models import Grant, Organisation, Restriction, Team, TeamMembership, Worker
from hearth.foundation.staff.roles import ROLES
from hearth.foundation.staff.second_wall import next_record
from tests.architecture.places import addresses

MISSING = 987_654_321
ABOUT_A_FAMILY = {"family", "person", "child"}
ABOUT_A_CONTACT = {"contact", "check", "attachment"}
ABOUT_A_RETURN = {"census", "issue"}


@dataclass
class World:
    """One family, one contact, and everything that hangs on them; one day's published figures."""

    family: int
    contact: int
    people: list[int]
    values: dict[str, object] = field(default_factory=dict)


@pytest.fixture
def world(cast: Cast, tmp_path: Path, settings: Any) -> World:
    on, now = timezone.localdate(), timezone.now()
    settings.SNAPSHOTS_FOLDER = tmp_path
    snapshot = take(of_children(30, numbers=CASEWORK, authority=""), folder=tmp_path, taken_on=on, key=b"k" * 32)
    publication = weigh_and_publish(manifest=snapshot, by=cast.stu)
    dee, tess = cast.dee, cast.tess
    family = begin_family(name="Okafor-Reid", by=cast.hearth)
    kit = record_person(
        facts=PersonFacts(known_as="Kit", family_name="Okafor-Reid", born_on=on), on=LONG_AGO, by=cast.hearth
    )
    mother = record_person(facts=PersonFacts(known_as="Nia", family_name="Okafor-Reid"), on=LONG_AGO, by=cast.hearth)
    join_family(family=family, person=kit, part="child", starts_on=LONG_AGO)
    join_family(family=family, person=mother, part="mother", starts_on=LONG_AGO)
    given = grant(record=family.pk, why="Held by South pod", by=cast.mo, team=cast.south_pod)
    Allocation.objects.create(family=family, team=cast.south_pod, starts_on=LONG_AGO, grant=given, allocated_by=cast.mo)
    part = Involvement.objects.create(
        family=family, worker=cast.ash, part="mental_health", starts_on=LONG_AGO, grant=given
    )
    Episode.objects.create(person=kit, family=family, referred_on=LONG_AGO, referral_source="2A", recorded_by=dee)
    assessment = Assessment.objects.create(family=family, referred_on=LONG_AGO, started_on=LONG_AGO, started_by=dee)
    spokes = [{"key": key, "label": key, "domain": "Happy"} for key in ("a", "b", "c")]
    star = Star.objects.create(
        family=family, tool_version="1", spokes=spokes, lowest=1, highest=10, drawn_on=on, begun_by=dee
    )
    shape = Shape.objects.create(star=star, scorer="agreed", recorded_by=dee)
    plan = Plan.objects.create(
        family=family,
        made_on=on,
        worries="w",
        hopes="h",
        if_worse="i",
        review_on=on,
        ring_name="Dee",
        ring_phone="1",
        made_by=dee,
    )
    step = Step.objects.create(plan=plan, position=1, who="Nia", does="rings")
    copy = CopyMade.objects.create(plan=plan, made_for=mother, made_for_name="Nia", made_by=dee)
    line = write_line(family=family, says="A visit", happened_on=on, slice="family_help.record_visit", by=dee)
    professional = Professional.objects.create(
        family=family, name="A", does="Teacher", starts_on=LONG_AGO, recorded_by=dee
    )
    protection = Protection.objects.create(person=kit, covers="address", why="w", starts_on=LONG_AGO, made_by=dee)
    contact = Contact.objects.create(
        id=next_record(),
        received_by=tess,
        referrer=tess,
        referrer_team=cast.school_team,
        source="2A",
        worries="w",
        consent="agreed",
    )
    PersonTold.objects.create(contact=contact, position=1, part="child", given_names="Kit")
    check = Check.objects.create(
        contact=contact,
        organisation=cast.school,
        team=cast.school_team,
        asks="?",
        asked_by=cast.fay,
        due_at=now + timedelta(hours=24),
    )
    attachment = Attachment.objects.create(
        contact=contact, name="a.pdf", kind="pdf", size=1, sha256="0" * 64, added_by=tess
    )
    query = found_in_a_return(cast.stu)
    values = {
        "family": family.pk, "person": kit.pk, "child": kit.pk, "contact": contact.pk, "part": part.pk,
        "assessment": assessment.pk, "star": star.pk, "shape": shape.pk, "step": step.pk, "copy": copy.pk,
        "line": line.pk, "professional": professional.pk, "protection": protection.pk, "check": check.pk,
        "attachment": attachment.pk, "worker": cast.dee.pk, "team": cast.north_pod.pk, "organisation": cast.school.pk,
        "snapshot": snapshot.id, "publication": publication.pk,
        "alert": MISSING, "census": query.run_id, "issue": query.pk, "rule": query.rule, "run": uuid.uuid4(),
        "draft": uuid.uuid4(),
        "question": "referrer", "group": "children", "number": 1,
        "key": "families/1",
    }  # fmt: skip
    return World(family.pk, contact.pk, [kit.pk, mother.pk], values)


def found_in_a_return(steward: Worker) -> Issue:
    """A query of a return that was checked. A return is nobody's family's: whoever may check returns may open it."""
    run = Run.objects.create(
        id=next_record(), file_name="census.xml", sha256="0" * 64, size=1, hearth_version="1", state=Run.State.CHECKED,
        given_by=steward, ended_at=timezone.now(), authority="999", year=2026, reference_date="2026-03-31", children=1,
        queries=1, by_rule=[["8585Q", "query", "Give the date", 1, 1]],
    )  # fmt: skip
    return Issue.objects.create(
        run=run, position=0, rule="8585Q", severity="query", table="CINdetails", field="ReasonForClosure", child="A1",
        row=0, record=uuid.uuid4(), key=uuid.uuid4(), is_counted=True,
    )  # fmt: skip


def guarded() -> list[tuple[str, URLPattern]]:
    return [(route, pattern) for route, pattern in addresses() if hasattr(pattern.callback, "slice_name")]


def filled(pattern_route: str, pattern: URLPattern, values: dict[str, object]) -> str:
    route = pattern_route
    if "heading" in pattern.pattern.converters:  # only a child has needs; only a family has parents
        values = values | {"heading": "needs" if "child" in pattern.pattern.converters else "parenting"}
    for name in pattern.pattern.converters:
        assert name in values, f"{route} asks for a {name}: add one to the world of this test"
        for kind in ("int", "str", "slug", "uuid", "path"):
            route = route.replace(f"<{kind}:{name}>", str(values[name]))
    return f"/{route}"


def probe(cast: Cast, role: str, *, elsewhere: bool = False) -> Worker:
    """Somebody new with the role: in a team of their own, employed here or by another agency."""
    employer = (
        Organisation.objects.create(name=f"Agency {role} {elsewhere}", kind="charity") if elsewhere else cast.council
    )
    outside = elsewhere or role == "partner_referrer"
    kind = "partner" if outside else "front_door" if role.startswith("front_door") else "pod"
    team = Team.objects.create(name=f"Probe {role} {elsewhere}", kind=kind, organisation=employer)
    worker = Worker(
        email=f"{role}{elsewhere}@example.org".lower(), known_as="Probe", family_name="Probe", role=role, employer=employer,
        starts_on=LONG_AGO, last_seen_on=timezone.localdate(),
    )  # fmt: skip
    worker.set_unusable_password()
    worker.save()
    TeamMembership.objects.create(worker=worker, team=team, starts_on=LONG_AGO)
    return worker


def asked(worker: Worker, path: str) -> tuple[int, bytes]:
    client = Client()
    client.force_login(worker, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get(path)
    if answer.streaming:  # to its end, which closes the file it comes from
        list(answer.streaming_content)  # type: ignore[attr-defined]
    return answer.status_code, answer.content if answer.status_code in {403, 404} else b""


@pytest.mark.parametrize("role", [role for role in ROLES if role != "system"])
def test_who_may_see_what(role: str, cast: Cast, world: World) -> None:
    here, elsewhere = probe(cast, role), probe(cast, role, elsewhere=True)
    team = here.memberships.get().team
    missing = world.values | dict.fromkeys(ABOUT_A_FAMILY | ABOUT_A_CONTACT | ABOUT_A_RETURN, MISSING)
    wrong: list[str] = []

    def expect(situation: str, path: str, found: int, wanted: set[int]) -> None:
        if found not in wanted:
            wrong.append(f"{situation}: {path} gave {found}, not {sorted(wanted)}")

    for route, pattern in guarded():
        name = pattern.callback.slice_name  # type: ignore[union-attr]
        path, nowhere = filled(route, pattern, world.values), filled(route, pattern, missing)
        asks = set(pattern.pattern.converters)
        may = here.may(name)
        about_family, about_contact = bool(asks & ABOUT_A_FAMILY), bool(asks & ABOUT_A_CONTACT)
        if not may:
            answers = {asked(here, path), asked(elsewhere, path), asked(here, nowhere)}
            expect("no permission", path, next(iter(answers))[0], {403})
            expect("no permission, told apart", path, len(answers), {1})
            continue
        if asks & ABOUT_A_RETURN:
            expect("a return", path, asked(here, path)[0], {200})
            expect("no return", nowhere, asked(here, nowhere)[0], {404})
            continue
        if not (about_family or about_contact):
            expect("no record", path, asked(here, path)[0], {200, 302, 404, 405, 204})
            continue
        none = asked(here, nowhere)
        expect("none", nowhere, none[0], {404})
        sees_all_contacts = about_contact and role.startswith("front_door")
        if not sees_all_contacts:
            expect("other team", path, asked(here, path)[0], {404})
            expect("other team, told apart", path, int(asked(here, path) == none), {1})
        expect("other agency", path, int(asked(elsewhere, path) == none), {1})
        opened = [world.family, *world.people] if about_family else [world.contact]
        grants = [grant(record=number, why="probe", by=cast.mo, team=team) for number in opened]
        if "check" in asks:
            Check.objects.update(team=team, organisation=team.organisation)
        if about_contact:
            Contact.objects.update(referrer_team=team)
        expect("own", path, asked(here, path)[0], {200, 302, 409} | ({404} if name in LOOKS_FURTHER else set()))
        if "check" not in asks:  # an agency answers its own question, whatever is restricted around it
            restricted = [
                Restriction.objects.create(record=number, why="named only", made_by=cast.mo) for number in opened
            ]
            expect("restricted", path, int(asked(here, path) == none), {1})
            for each in restricted:
                each.delete()
        Grant.objects.filter(pk__in=[each.pk for each in grants]).update(ends_at=timezone.now() - timedelta(hours=1))
        Check.objects.update(team=cast.school_team, organisation=cast.school)
        Contact.objects.update(referrer_team=cast.school_team)
    assert wrong == []


# These answer 404 to their own worker too where the world has nothing for them: no file was stored, no draft is theirs.
LOOKS_FURTHER = {"frontdoor.see_attachment"}


def test_somebody_signed_out_is_led_to_sign_in_everywhere(cast: Cast, world: World) -> None:
    for route, pattern in guarded():
        path = filled(route, pattern, world.values)
        answer = Client().get(path)
        assert answer.status_code in {302, 401, 405}, path
        if answer.status_code == 302:
            assert answer["location"].startswith("/sign-in/?next="), path
