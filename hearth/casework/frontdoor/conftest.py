"""What the front door's tests stand on: a school's contact about Kit and Ada and their mother."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hearth.casework.frontdoor.models import Contact, PersonTold
from hearth.casework.people.opening import PersonFacts, begin_family, grant, join_family, record_person
from hearth.conftest import Cast
from hearth.foundation.staff.models import Worker
from hearth.foundation.staff.second_wall import next_record

KIT = {
    "part": "child", "given_names": "Christopher", "known_as": "Kit", "family_name": "Okafor-Reid",
    "born_on": date(2019, 3, 14), "sex": "M", "school": "Millbrook Primary School", "lives_in_household": True,
}  # fmt: skip
ADA = {
    "part": "child", "given_names": "Ada", "family_name": "Okafor-Reid", "born_on": date(2022, 8, 2), "sex": "F",
    "lives_in_household": True,
}  # fmt: skip
RUTH = {
    "part": "mother", "given_names": "Ruth", "family_name": "Reid", "born_on": date(1991, 5, 30), "sex": "F",
    "has_parental_responsibility": True, "lives_in_household": True,
}  # fmt: skip


@pytest.fixture
def told(cast: Cast) -> Callable[..., Contact]:
    """A contact from the school, as its referral leaves it: `told(people=(...), worries=...)`."""

    def tell(people: tuple[dict[str, Any], ...] = (KIT, ADA, RUTH), **facts: Any) -> Contact:
        number = next_record()
        grant(record=number, why="Sent this referral", by=cast.tess, team=cast.school_team)
        contact = Contact.objects.create(
            **{
                "id": number,
                "received_by": cast.tess,
                "referrer": cast.tess,
                "referrer_team": cast.school_team,
                "referrer_name": "Tess Tester",
                "referrer_agency": "Millbrook Primary School",
                "source": "2A",
                "address": "14 Canal Row\nAldermere",
                "postcode": "AL1 4QX",
                "worries": "Kit came to school hungry again and said Mum's boyfriend shouts at night.",
                "consent": "agreed",
                "consent_from": "Ruth Reid",
                **facts,
            }
        )
        for position, person in enumerate(people, 1):
            PersonTold.objects.create(contact=contact, position=position, **person)
        return contact

    return tell


@pytest.fixture
def kit_is_known(cast: Cast) -> Callable[..., Any]:
    """Kit as he is on record, in a family: the record of somebody already known."""

    def record(by: Worker | None = None, **facts: Any) -> Any:
        by = by or cast.hearth
        person = record_person(
            facts=PersonFacts(
                **{
                    "given_names": "Christopher",
                    "known_as": "Kit",
                    "family_name": "Okafor-Reid",
                    "born_on": date(2019, 3, 14),
                    "address": "14 Canal Row",
                    "postcode": "AL1 4QX",
                    **facts,
                }
            ),
            on=date(2023, 1, 9),
            by=by,
        )
        family = begin_family(name="Okafor-Reid", by=by)
        join_family(family=family, person=person, part="child", starts_on=date(2023, 1, 9))
        return person, family

    return record
