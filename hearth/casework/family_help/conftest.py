"""The Okafor-Reid family, held by the north pod, with help open for three siblings and their mother beside."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearth.casework.family_help.begin_assessment.action import begin_assessment
from hearth.casework.family_help.choose_factors.action import choose_factors
from hearth.casework.family_help.models import Assessment
from hearth.casework.family_help.opening import open_episode
from hearth.casework.family_help.record_view.action import record_view
from hearth.casework.family_help.story import Story, years_ago
from hearth.casework.family_help.write_assessment.action import write_assessment
from hearth.casework.family_help.write_finding.action import Written, write_finding
from hearth.casework.people.models import Person
from hearth.casework.people.opening import PersonFacts, begin_family, grant, join_family, record_person
from hearth.conftest import LONG_AGO, Cast
from hearth.foundation.staff.pages import today

REFERRED_DAYS_AGO = 14


@pytest.fixture
def story(cast: Cast) -> Story:
    family = begin_family(name="Okafor-Reid", by=cast.hearth)

    def member(name: str, part: str, years: int) -> Person:
        facts = PersonFacts(known_as=name, family_name="Okafor-Reid", born_on=years_ago(years))
        person = record_person(facts=facts, on=LONG_AGO, by=cast.hearth)
        join_family(family=family, person=person, part=part, starts_on=LONG_AGO)
        return person

    kit, ada, joss = member("Kit", "child", 9), member("Ada", "child", 5), member("Joss", "child", 1)
    mother = member("Blessing", "mother", 34)
    referred_on = today() - timedelta(days=REFERRED_DAYS_AGO)
    for child in (kit, ada, joss):
        open_episode(person=child, family=family, referred_on=referred_on, referral_source="2A", by=cast.hearth)
    grant(record=family.pk, why="Allocated to North pod", by=cast.mo, team=cast.north_pod)
    return Story(family, kit, ada, joss, mother, referred_on)


@pytest.fixture
def begun(story: Story, cast: Cast) -> Assessment:
    return begin_assessment(family=story.family, started_on=story.referred_on, on=today(), by=cast.dee)


@pytest.fixture
def complete(story: Story, cast: Cast, begun: Assessment) -> Assessment:
    """An assessment with everything a manager needs: shared findings written once, and each child's own."""
    for heading in ("parenting", "environment"):
        write_finding(
            assessment=begun, heading=heading, child=None, sides={"worrying": Written(f"{heading} worry")}, by=cast.dee
        )
    for child in story.children:
        sides = {"going_well": Written(f"{child.known_as} is doing well")}
        write_finding(assessment=begun, heading="needs", child=child, sides=sides, by=cast.dee)
    chosen = {(child.pk, "3B") for child in story.children}
    choose_factors(assessment=begun, chosen=chosen, began_from=set(), by=cast.dee)
    for child in (story.kit, story.ada):
        record_view(
            assessment=begun,
            person=child,
            says=f"{child.known_as} misses gran",
            how_told="On a walk",
            told_on=today(),
            not_heard_because="",
            began_from=None,
            by=cast.dee,
        )
    write_assessment(
        assessment=begun,
        analysis="Frightened at night, safe with gran",
        decision="Other",
        decision_because="A plan",
        version=1,
        by=cast.dee,
    )
    return Assessment.objects.get(pk=begun.pk)
