"""The first wall is taken away: plain queries, no guarded page, no door. The second holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.http import Http404
from django.utils import timezone

from hearth.casework.people.door import open_person
from hearth.casework.people.models import Family, FamilyMembership, Person, Residence
from hearth.casework.people.opening import PersonFacts, begin_family, grant, join_family, record_person
from hearth.conftest import LONG_AGO, TODAY, Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.staff.models import Grant, Restriction, Worker
from hearth.foundation.staff.second_wall import stepped_in


@pytest.fixture
def okafor_reid(cast: Cast) -> Family:
    family = begin_family(name="Okafor-Reid", by=cast.hearth)
    kit = record_person(
        facts=PersonFacts(known_as="Kit", family_name="Okafor-Reid", address="4 Mill Lane", postcode="AL1 2BC"),
        on=LONG_AGO,
        by=cast.hearth,
    )
    join_family(family=family, person=kit, part="child", starts_on=LONG_AGO)
    grant(record=family.pk, why="Allocated to North pod", by=cast.mo, team=cast.north_pod)
    return family


def seen_by(worker: Worker) -> tuple[int, int, int, int]:
    with stepped_in(worker):
        return (
            Family.objects.count(),
            Person.objects.count(),
            FamilyMembership.objects.count(),
            Residence.objects.count(),
        )


def test_each_worker_counts_only_what_their_grants_reach(cast: Cast, okafor_reid: Family) -> None:
    assert {each.known_as: seen_by(each) for each in (cast.dee, cast.sam, cast.ash, cast.lin, cast.tess, cast.ada)} == {
        "Dee": (1, 1, 1, 1),
        "Sam": (1, 1, 1, 1),
        "Ash": (0, 0, 0, 0),
        "Lin": (0, 0, 0, 0),
        "Tess": (0, 0, 0, 0),
        "Ada": (0, 0, 0, 0),
    }


def test_a_grant_that_has_ended_opens_nothing(cast: Cast, okafor_reid: Family) -> None:
    given = grant(record=okafor_reid.pk, why="For an hour", by=cast.mo, worker=cast.ash, lasts=timedelta(hours=1))
    assert seen_by(cast.ash) == (1, 1, 1, 1)
    given.ends_at = timezone.now() - timedelta(hours=1)
    given.save()
    assert seen_by(cast.ash) == (0, 0, 0, 0)


def test_a_restricted_family_is_for_those_named_alone(cast: Cast, okafor_reid: Family) -> None:
    Restriction.objects.create(record=okafor_reid.pk, why="A colleague's family", made_by=cast.mo)
    assert seen_by(cast.dee) == (0, 0, 0, 0)
    named = grant(record=okafor_reid.pk, why="Named", by=cast.mo, worker=cast.dee)
    named.kind = "named"
    named.save()
    assert seen_by(cast.dee) == (1, 1, 1, 1)


def test_a_worker_can_write_nothing_into_a_family_closed_to_them(cast: Cast, okafor_reid: Family) -> None:
    person = Person.objects.get()
    with pytest.raises(ProgrammingError, match="row-level security"), stepped_in(cast.ash):
        Residence.objects.create(person=person, address="elsewhere", starts_on=TODAY)
    with stepped_in(cast.ash):
        assert Person.objects.filter(pk=person.pk).update(known_as="X") == 0


def test_the_audit_can_be_added_to_and_nothing_else(cast: Cast) -> None:
    with stepped_in(cast.dee):
        Event.objects.create(kind="read", name="people.find", worker=cast.dee.pk)
    for statement in ("update audit_event set name = 'x'", "delete from audit_event", "truncate audit_event"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            stepped_in(cast.dee),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    with pytest.raises(ProgrammingError, match="row-level security"), stepped_in(cast.dee):
        Event.objects.create(kind="read", name="people.find", worker=cast.ash.pk)


def test_nobody_is_seen_when_no_worker_is_set(cast: Cast, okafor_reid: Family) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role hearth_web")
        assert Person.objects.count() == 0
        cursor.execute("set local role none")


def test_every_table_of_casework_has_its_policy(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            " where n.nspname = 'public' and c.relkind = 'r' and not c.relrowsecurity order by 1"
        )
        open_tables = {name for (name,) in cursor.fetchall()}
    casework = ("people_", "chronology_", "caseload_", "partners_", "family_help_", "workbook_", "frontdoor_")
    assert {name for name in open_tables if name.startswith(casework)} == set()


def test_nobody_lets_themselves_into_what_is_closed_to_them(cast: Cast, okafor_reid: Family) -> None:
    for kind in ("work", "named"):
        with pytest.raises(ProgrammingError, match="row-level security"), stepped_in(cast.ash):
            grant(record=okafor_reid.pk, why="Curious", by=cast.ash, worker=cast.ash, kind=kind)
    with pytest.raises(ProgrammingError, match="row-level security"), stepped_in(cast.ash):
        grant(record=okafor_reid.pk, why="For a friend", by=cast.mo, worker=cast.ash)
    for_ever = timedelta(days=365)
    with pytest.raises(ProgrammingError, match="row-level security"), stepped_in(cast.ash):
        grant(record=okafor_reid.pk, why="Tonight", by=cast.ash, worker=cast.ash, lasts=for_ever, kind="emergency")
    assert seen_by(cast.ash) == (0, 0, 0, 0)


def test_a_grant_is_ended_and_never_begun_again(cast: Cast, okafor_reid: Family) -> None:
    with stepped_in(cast.dee):
        assert Grant.objects.filter(record=okafor_reid.pk, team=cast.north_pod).update(ends_at=timezone.now()) == 1
    with pytest.raises(ProgrammingError, match="a grant may only be ended"), stepped_in(cast.mo):
        Grant.objects.filter(given_by=cast.mo).update(ends_at=None)


@pytest.mark.parametrize(
    "change",
    [
        {"record": "closed"},
        {"kind": "named"},
        {"worker": "sam"},
        {"ends_at": timedelta(days=999)},
        {"ends_at": None},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_grant_is_never_moved_or_made_longer(cast: Cast, okafor_reid: Family, change: dict[str, object]) -> None:
    with stepped_in(cast.ash):
        own = begin_family(name="Ash's", by=cast.ash)
    given = Grant.objects.get(record=own.pk, worker=cast.ash)
    Grant.objects.filter(pk=given.pk).update(ends_at=timezone.now() + timedelta(hours=1))
    meant = {"closed": okafor_reid.pk, "sam": cast.sam}
    told = {name: meant.get(str(value), value) for name, value in change.items()}
    if isinstance(told.get("ends_at"), timedelta):
        told["ends_at"] = timezone.now() + timedelta(days=999)
    with pytest.raises(ProgrammingError, match="a grant may only be ended"), transaction.atomic(), stepped_in(cast.ash):
        Grant.objects.filter(pk=given.pk).update(**told)
    with stepped_in(cast.ash):
        assert Grant.objects.filter(pk=given.pk).update(ends_at=timezone.now()) == 1


def test_nobody_makes_a_stranger_part_of_their_own_family(cast: Cast, okafor_reid: Family) -> None:
    kit = Person.objects.get(known_as="Kit")
    with stepped_in(cast.ash):
        own = begin_family(name="Ash's", by=cast.ash)
        new = record_person(facts=PersonFacts(known_as="New"), on=TODAY, by=cast.ash)
        member = join_family(family=own, person=new, part="child", starts_on=TODAY)
    for act in (
        lambda: join_family(family=own, person=kit, part="child", starts_on=TODAY),
        lambda: FamilyMembership.objects.filter(pk=member.pk).update(person=kit),
    ):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic(), stepped_in(cast.ash):
            act()
    with stepped_in(cast.ash):
        assert [person.known_as for person in Person.objects.all()] == ["New"]


def test_whoever_left_a_restricted_family_is_found_as_anybody(cast: Cast, okafor_reid: Family) -> None:
    Restriction.objects.create(record=okafor_reid.pk, why="Threats", made_by=cast.mo)
    kit = Person.objects.get(known_as="Kit")

    def found() -> list[bool]:
        with stepped_in(cast.fay), connection.cursor() as cursor:
            cursor.execute("select is_restricted from hearth_maybe_known(%s, 10)", [list(kit.likeness_keys)])
            return [row[0] for row in cursor.fetchall()]

    assert found() == [True]
    FamilyMembership.objects.filter(person=kit).update(ends_on=TODAY)
    assert found() == [False]


def test_whoever_left_a_family_is_still_named_there_and_no_longer_found(cast: Cast, okafor_reid: Family) -> None:
    kit = Person.objects.get()
    FamilyMembership.objects.update(ends_on=TODAY)
    Residence.objects.update(ends_on=TODAY)
    Residence.objects.create(person=kit, address="The refuge", starts_on=TODAY)
    with stepped_in(cast.dee):
        assert [each.person.known_as for each in FamilyMembership.objects.select_related("person")] == ["Kit"]
        assert Residence.objects.count() == 0
        with pytest.raises(Http404):
            open_person(cast.dee, kit.pk, on=timezone.localdate())


def test_a_restricted_family_closes_its_people_by_way_of_another_family_too(cast: Cast, okafor_reid: Family) -> None:
    marlow = begin_family(name="Marlow", by=cast.hearth)
    grant(record=marlow.pk, why="Allocated to South pod", by=cast.mo, team=cast.south_pod)
    join_family(family=marlow, person=Person.objects.get(), part="child", starts_on=LONG_AGO)
    assert seen_by(cast.ash) == (1, 1, 1, 1)
    Restriction.objects.create(record=okafor_reid.pk, why="A colleague's family", made_by=cast.mo)
    assert seen_by(cast.ash) == (1, 0, 1, 0)
    grant(record=okafor_reid.pk, why="Named", by=cast.mo, worker=cast.dee, kind="named")
    assert seen_by(cast.dee) == (1, 1, 1, 1)


def test_a_temporary_table_of_the_same_name_deceives_no_wall(cast: Cast, okafor_reid: Family) -> None:
    with stepped_in(cast.ash), connection.cursor() as cursor:
        cursor.execute("create temporary table staff_grant (like public.staff_grant)")
        cursor.execute(
            "insert into staff_grant (id, worker_id, record, kind, why, starts_at) values (1, %s, %s, 'work', '', now())",
            [cast.ash.pk, okafor_reid.pk],
        )
        assert Family.objects.count() == 0
        cursor.execute("drop table pg_temp.staff_grant")
