"""Nia and her children in a refuge, Darren in the old home, and a plan both should have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.utils import timezone

from hearth.casework.caseload.models import Involvement
from hearth.casework.people.models import Family, Person, Protection
from hearth.casework.people.opening import PersonFacts, begin_family, grant, join_family, record_person
from hearth.casework.workbook.models import Plan, Scale, Score, Shape, Star, Step
from hearth.conftest import LONG_AGO, Cast

REFUGE = ("Rowan House, 8 Orchard Rise\nNorthwold", "ZZ9 4QT")
OLD = ("12 Canal Street\nAldermere", "AL2 3CD")
KEPT_FROM_DARREN = (
    "Rowan House",
    "8 Orchard Rise",
    "Orchard Rise",
    "Northwold",
    "ZZ9 4QT",
    "zz94qt",
    "07700 900123",
    "+44 7700 900123",
    "Hillside Primary School",
    "Hillside",
)
SPOKES = [
    {"key": key, "label": label, "domain": domain}
    for key, label, domain in (
        ("feelings", "Feelings and worries", "Happy"),
        ("friends", "Friends", "Happy"),
        ("sleep", "Body and sleep", "Healthy"),
        ("school", "School and learning", "Healthy"),
        ("home", "Safe at home", "Safe"),
    )
]


@dataclass
class Household:
    family: Family
    nia: Person
    darren: Person
    kit: Person
    joss: Person  # unborn


def today() -> date:
    return timezone.localdate()


@pytest.fixture
def household(cast: Cast) -> Household:
    family = begin_family(name="Okafor-Reid", by=cast.hearth)

    def member(part: str, home: tuple[str, str], **facts: object) -> Person:
        told = PersonFacts(address=home[0], postcode=home[1], **facts)  # type: ignore[arg-type]
        person = record_person(facts=told, on=LONG_AGO, by=cast.hearth)
        join_family(family=family, person=person, part=part, starts_on=LONG_AGO)
        return person

    nia = member("mother", REFUGE, known_as="Nia", family_name="Okafor", born_on=date(1994, 5, 2), phone="07700 900123")
    darren = member("father", OLD, known_as="Darren", family_name="Reid", born_on=date(1990, 1, 9))
    kit = member(
        "child",
        REFUGE,
        known_as="Kit",
        family_name="Okafor-Reid",
        born_on=date(2018, 3, 14),
        school="Hillside Primary School",
    )
    joss = member(
        "child", ("", ""), known_as="Joss", family_name="Okafor-Reid", expected_on=today() + timedelta(days=60)
    )
    protected = grant(record=family.pk, why="Allocated to North pod", by=cast.mo, team=cast.north_pod)
    for worker, part in ((cast.dee, "lead"), (cast.sam, "domestic_abuse")):
        Involvement.objects.create(family=family, worker=worker, part=part, starts_on=LONG_AGO, grant=protected)
    cast.dee.phone = "01632 960111"
    cast.dee.save(update_fields=["phone"])
    return Household(family, nia, darren, kit, joss)


@pytest.fixture
def refuge(household: Household, cast: Cast) -> Protection:
    return Protection.objects.create(
        person=household.nia,
        kept_from=household.darren,
        covers="address",
        why="In a refuge",
        starts_on=LONG_AGO,
        made_by=cast.mo,
    )


@pytest.fixture
def refuge_from_all(household: Household, cast: Cast) -> Protection:
    return Protection.objects.create(
        person=household.nia, kept_from=None, covers="address", why="In a refuge", starts_on=LONG_AGO, made_by=cast.mo
    )


Draw = Callable[..., Star]


@pytest.fixture
def draw_star(household: Household, cast: Cast) -> Draw:
    """A sitting, scored: `draw_star(days_ago, agreed={"home": 3}, looking_back={...}, version="1")`."""

    def draw(
        days_ago: int = 0,
        *,
        agreed: Mapping[str, int | None] | None = None,
        kit: Mapping[str, int | None] | None = None,
        looking_back: Mapping[str, int | None] | None = None,
        version: str = "1",
        family: Family | None = None,
    ) -> Star:
        star = Star.objects.create(
            family=family or household.family,
            tool_version=version,
            spokes=SPOKES,
            lowest=1,
            highest=10,
            drawn_on=today() - timedelta(days=days_ago),
            begun_by=cast.dee,
        )
        for kind, scorer, person, scores in (
            ("now", "agreed", None, agreed),
            ("now", "child", household.kit, kit),
            ("looking_back", "agreed", None, looking_back),
        ):
            if scores is not None:
                shape = Shape.objects.create(star=star, kind=kind, scorer=scorer, person=person, recorded_by=cast.dee)
                for spoke, score in scores.items():
                    Score.objects.create(shape=shape, spoke=spoke, score=score, in_their_words="" if score else "Dunno")
        return star

    return draw


Make = Callable[..., Plan]


@pytest.fixture
def a_plan(household: Household, cast: Cast) -> Make:
    def make(family: Family | None = None, **says: object) -> Plan:
        facts: dict[str, object] = {
            "worries": "Kit is scared when there is shouting.",
            "hopes": "A quiet home where Kit sleeps through.",
            "if_worse": "Ring 999, then ring Dee.",
            "review_on": today() + timedelta(weeks=6),
            "ring_name": "Dee Tester",
            "ring_role": "Social worker",
            "ring_phone": "01632 960111",
        }
        plan = Plan.objects.create(
            family=family or household.family, made_on=today(), made_by=cast.dee, **(facts | says)
        )
        for place, (who, does, person, worker) in enumerate(
            (
                ("Nia Okafor", "Takes Kit to the bedtime group", household.nia, None),
                ("Darren Reid", "Goes to the course for fathers", household.darren, None),
                ("Dee Tester", "Visits each week", None, cast.dee),
            ),
            1,
        ):
            Step.objects.create(plan=plan, position=place, who=who, does=does, person=person, worker=worker)
        Scale.objects.create(plan=plan, position=1, label="Safe at home", spoke="home", now=3, wanted=8)
        return plan

    return make
