"""The invented council: loaded once here, since it takes some seconds; then asked about in one test."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from django.utils import timezone

from hearth.casework.caseload.models import Involvement
from hearth.casework.family_help.models import Assessment, Episode, Finding
from hearth.casework.frontdoor.models import Contact
from hearth.casework.people.models import Family, FamilyMembership
from hearth.casework.workbook.models import Plan, Shape, Star
from hearth.conftest import Cast
from hearth.demo.cast import LEADS, WORKERS
from hearth.demo.families_told import families_told
from hearth.demo.load import is_loaded, load_demo
from hearth.demo.people_of_aldermere import SURNAMES, households
from hearth.demo.telling import THEN
from hearth.demo.what_happened import THEMES
from hearth.demo.who import is_invented, who_to_be
from hearth.foundation.codes import AssessmentFactor, Ethnicity
from hearth.foundation.council import council
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.models import Alert, Worker
from hearth.foundation.staff.second_wall import stepped_in


def names_seen_by(worker: Worker) -> set[str]:
    with stepped_in(worker):
        return set(Family.objects.values_list("name", flat=True))


@pytest.mark.django_db
def test_the_invented_council_has_families_at_every_stage() -> None:
    cast = load_demo(on=timezone.localdate())
    outcomes = set(Contact.objects.values_list("outcome", flat=True))
    assert outcomes == {"", "family_help", "nfa", "advice", "early_help", "joined"}
    assert (Contact.objects.count(), Contact.objects.filter(outcome="").count(), Family.objects.count()) == (67, 17, 43)
    states = {state: Assessment.objects.filter(state=state).count() for state in ("writing", "sent", "authorised")}
    assert states == {"writing": 10, "sent": 2, "authorised": 25}
    assert (Star.objects.count(), Shape.objects.filter(kind="looking_back").count()) == (36, 8)
    assert (Plan.objects.count(), Plan.objects.filter(superseded_at__isnull=True).count()) == (11, 10)
    rated = Contact.objects.filter(outcome="", ratings__isnull=False)
    assert set(rated.values_list("ratings__rating", flat=True)) == {"red", "amber", "green", "blue"}
    closed = Episode.objects.filter(closed_on__isnull=False).values("family").distinct().count()
    assert (closed, Episode.objects.filter(person__expected_on__isnull=False).count()) == (3, 2)
    # Everybody who leads has a fair share, and Dee, Ash and Hana the most.
    leads = Involvement.objects.filter(part="lead", ends_on__isnull=True).values_list("worker__known_as", flat=True)
    assert Counter(leads) == {"Dee": 8, "Ash": 7, "Hana": 7, "Ravi": 5, "Nia": 4, "Olu": 4, "Rob": 4}
    # Each sees what is theirs: the story family its pod, the restricted one those named, the analyst and the school none.
    who = {key: names_seen_by(cast[key]) for key in ("dee", "sam", "ash", "hana", "rob", "lin", "tess", "ada")}
    assert [key for key, names in who.items() if "Okafor-Reid" in names] == ["dee", "sam"]
    assert [key for key, names in who.items() if "Templeton" in names] == ["hana"]
    assert (who["lin"], who["tess"], who["ada"]) == (set(), set(), set())
    # What is new is of today, and waits: an assessment for each manager to whom one was sent today, and agencies' answers.
    new = Alert.objects.filter(seen_at__isnull=True)
    assert {timezone.localdate(each.at) for each in new} == {timezone.localdate()}
    waiting = Assessment.objects.filter(state="sent", sent_on=timezone.localdate())
    assert [each.leads_to for each in new.filter(says__startswith="An assessment waits for you to authorise it")] == [
        f"/families/{each.family_id}/assessments/{each.pk}/authorise-assessment/" for each in waiting
    ]
    emergency = new.filter(says__startswith="Ravi Menon (Social worker) opened record ")
    assert {each.worker.known_as for each in emergency} == {"Cal", "Val"}
    joined = Contact.objects.get(outcome="joined")
    told = new.filter(leads_to=f"/front-door/{joined.pk}/see-contact/")
    assert {each.worker.known_as for each in told} == {"Dee", "Mo"}
    assert joined.family is not None
    assert joined.family.name == "Brackenbury"
    # A family allocated today, an assessment returned, a child in danger, and a check asked in the last hours.
    assert {each.worker.known_as for each in new.filter(says__startswith="A family is allocated to you")} == {
        "Ash",
        "Tom",
    }
    assert new.get(says__startswith="The assessment you sent is returned").worker.known_as == "Ash"
    assert {each.worker.known_as for each in new.filter(says__contains="immediate danger")} == {"Fay", "Lou", "Guy"}
    # Each child has words of their own, and lives where their address says.
    needs = Finding.objects.filter(heading="needs").values_list("assessment", "side", "says")
    assert needs.count() == len(set(needs))
    told = FamilyMembership.objects.filter(person__residences__isnull=False)
    assert told.filter(lives_in_household__isnull=True).count() == 0
    # The story family's plan is of four weeks ago: its review is to come, and little is late.
    today = timezone.localdate()
    plan = Plan.objects.get(family__name="Okafor-Reid")
    assert (today - plan.made_on, plan.review_on - today) == (timedelta(days=28), timedelta(days=14))
    assert plan.steps.filter(by_when__lt=today, done_on__isnull=True).count() == 1
    assert list(plan.steps.order_by("position").values_list("who", flat=True)) == [
        "Grace",
        "Kit’s school",
        "Sam Kowalski",
        "Dee Ashworth",
    ]
    assert (is_loaded(), is_invented()) == (True, True)
    assert {each.email for each in who_to_be()} <= set(Worker.objects.values_list("email", flat=True))
    with pytest.raises(Refused, match="only into an empty database"):
        load_demo(on=timezone.localdate())


def test_nothing_goes_into_a_database_where_people_work(cast: Cast) -> None:
    before = Worker.objects.count()
    with pytest.raises(Refused, match="only into an empty database"):
        load_demo(on=timezone.localdate())
    assert (Worker.objects.count(), is_invented()) == (before, False)


def test_the_families_are_the_same_every_time() -> None:
    on = date(2026, 11, 18)
    once, again = (list(households(random.Random(7), on)) for _ in range(2))
    assert (once, [each.name for each in once], len(set(SURNAMES))) == (again, list(SURNAMES), len(SURNAMES))


def test_every_family_of_the_table_is_told_in_words_that_are_known() -> None:
    told = list(families_told(date(2026, 11, 18)))
    assert {each.household.theme for each in told} - set(THEMES) == set()
    assert {verb for each in told for verb, _, _ in each.then} - set(THEN) == set()
    assert [each.household.name for each in told if {WORKERS[key][3] for key in each.team} != {each.pod} - {""}] == []
    assert [each.household.name for each in told if each.team and each.team[0] not in LEADS[each.pod]] == []
    assert [each.household.name for each in told if each.household.name in SURNAMES] == []
    for ethnicity in {each.household.ethnicity for each in told}:
        assert Ethnicity(ethnicity).value == ethnicity
    for factor in {factor for each in told for factor in each.household.factors}:
        assert AssessmentFactor(factor).value == factor


def test_every_score_is_on_a_spoke_of_the_star() -> None:
    star = council().star
    spokes = {spoke.key for spoke in star.spokes}
    for theme in THEMES.values():
        assert (set(theme.star), set(theme.star_words) - spokes, theme.scale[0] in spokes) == (spokes, set(), True)
        assert [score for score in theme.star.values() if not star.lowest <= score <= star.highest] == []
