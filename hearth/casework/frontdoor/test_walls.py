"""What the second wall holds of a contact, with plain queries and no page before it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, ProgrammingError
from django.utils import timezone

from hearth.casework.frontdoor.models import Check, Contact, PersonTold, SaidOfMatch
from hearth.casework.people.opening import begin_family, grant
from hearth.conftest import Cast
from hearth.foundation.staff.models import Restriction, Team, Worker
from hearth.foundation.staff.second_wall import next_record, stepped_in


@pytest.fixture
def contact(cast: Cast) -> Contact:
    number = next_record()
    grant(record=number, why="Sent this referral", by=cast.tess, team=cast.school_team)
    told = {
        "source": "2A",
        "worries": "w",
        "consent": "agreed",
        "referrer": cast.tess,
        "referrer_team": cast.school_team,
    }
    return Contact.objects.create(id=number, received_by=cast.tess, **told)


@pytest.fixture
def kit(contact: Contact) -> PersonTold:
    return PersonTold.objects.create(contact=contact, position=1, part="child", given_names="Kit")


def a_check(cast: Cast, contact: Contact, team: Team, *about: int) -> Check:
    return Check(
        contact=contact,
        organisation=team.organisation,
        team=team,
        asks="?",
        about=list(about),
        asked_by=cast.fay,
        due_at=timezone.now() + timedelta(hours=4),
    )


def contacts_of(worker: Worker) -> int:
    with stepped_in(worker):
        return Contact.objects.count()


def test_a_restricted_family_closes_its_contact_to_the_front_door(cast: Cast, contact: Contact) -> None:
    family = begin_family(name="Okafor-Reid", by=cast.hearth)
    Contact.objects.update(family=family)
    assert contacts_of(cast.fay) == 1
    Restriction.objects.create(record=family.pk, why="A colleague's family", made_by=cast.mo)
    assert (contacts_of(cast.fay), contacts_of(cast.tess), contacts_of(cast.ash)) == (0, 1, 0)


def test_whom_the_front_door_recognised_is_not_for_whoever_referred(cast: Cast, kit: PersonTold) -> None:
    SaidOfMatch.objects.create(told=kit, person=4242, word="same", said_by=cast.fay)
    with stepped_in(cast.tess):
        assert (PersonTold.objects.count(), SaidOfMatch.objects.count()) == (1, 0)
    with stepped_in(cast.fay):
        assert SaidOfMatch.objects.count() == 1


def test_an_agency_can_neither_ask_itself_nor_change_whom_it_is_asked_about(
    cast: Cast, contact: Contact, kit: PersonTold
) -> None:
    other = PersonTold.objects.create(contact=contact, position=2, part="mother", given_names="Nia")
    with pytest.raises(ProgrammingError, match="row-level security"), stepped_in(cast.pia):
        a_check(cast, contact, cast.police_team, kit.pk).save()
    asked = a_check(cast, contact, cast.police_team, kit.pk)
    asked.save()
    with stepped_in(cast.pia):
        assert [each.pk for each in PersonTold.objects.all()] == [kit.pk]
    with pytest.raises(DatabaseError, match="a check stays as it was asked"), stepped_in(cast.pia):
        Check.objects.update(about=[kit.pk, other.pk])
    with stepped_in(cast.pia):
        now = timezone.now()
        assert Check.objects.update(answer="nothing_known", answered_at=now, answered_by=cast.pia) == 1
