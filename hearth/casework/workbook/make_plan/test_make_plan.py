from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from hearth.casework.caseload.models import Allocation, Involvement
from hearth.casework.chronology.models import Line
from hearth.casework.family_help.models import Assessment, Finding, View
from hearth.casework.workbook.conftest import Draw, Household, Make, today
from hearth.casework.workbook.finish_step.action import finish_step
from hearth.casework.workbook.make_plan.action import make_plan
from hearth.casework.workbook.models import Plan, Step
from hearth.casework.workbook.plan_content import PlanContent, ScaleContent, StepContent, content_of, differences
from hearth.conftest import LONG_AGO, Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.refusals import ChangedMeanwhile, Refused
from hearth.foundation.staff.drafts import key_of
from hearth.foundation.staff.models import Draft, Team, Worker

SignIn = Callable[[Worker], Client]


def said(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def address(household: Household) -> str:
    return f"/families/{household.family.pk}/make-plan/"


def sent(**more: str) -> dict[str, str]:
    day = today() + timedelta(weeks=6)
    return {
        "version": "0",
        "rows": "3",
        "worries": "The shouting",
        "hopes": "Quiet nights",
        "if_worse": "Ring Dee",
        "ring_name": "Dee Tester",
        "ring_role": "Social worker",
        "ring_phone": "01632 960111",
        "review_on-day": str(day.day),
        "review_on-month": str(day.month),
        "review_on-year": str(day.year),
    } | more


@pytest.fixture
def told(cast: Cast, household: Household) -> None:
    assessment = Assessment.objects.create(
        family=household.family, referred_on=today(), started_on=today(), started_by=cast.dee
    )
    View.objects.create(
        assessment=assessment,
        person=household.kit,
        says="I hide when they shout.",
        told_on=today(),
        written_by=cast.dee,
    )
    Finding.objects.create(
        assessment=assessment, heading="parenting", side="going_well", says="Nia reads to Kit.", written_by=cast.dee
    )


def test_what_is_recorded_stands_there_already(
    cast: Cast, household: Household, told: None, draw_star: Draw, signed_in: SignIn
) -> None:
    draw_star(3, agreed={"home": 4, "sleep": None})
    page = said(signed_in(cast.dee).get(address(household)))
    for words in (
        "Kit: “I hide when they shout.”",
        "Nia reads to Kit.",
        'value="Dee Tester"',
        'value="01632 960111"',
        "<strong>4</strong>",
        '<option value="Nia Okafor">',
    ):
        assert page.count(words) > 0, words
    assert 'name="wanted_sleep"' not in page


def test_a_lead_without_a_telephone_is_rung_at_their_pods(cast: Cast, household: Household, signed_in: SignIn) -> None:
    lead = Involvement.objects.get(family=household.family, part="lead")
    Allocation.objects.create(
        family=household.family, team=cast.north_pod, starts_on=LONG_AGO, grant=lead.grant, allocated_by=cast.mo
    )
    Team.objects.filter(pk=cast.north_pod.pk).update(phone="01632 960222")
    client = signed_in(cast.dee)

    def offered() -> list[str]:
        return re.findall(r'name="ring_phone"[^>]* value="([^"]*)"', said(client.get(address(household))))

    assert offered() == ["01632 960111"]
    Worker.objects.filter(pk=cast.dee.pk).update(phone="")
    assert offered() == ["01632 960222"]


def test_recorded_words_and_more_rows_are_taken_over_without_script_and_without_saving(
    cast: Cast, household: Household, told: None, signed_in: SignIn
) -> None:
    client, finding = signed_in(cast.dee), Finding.objects.get()
    page = said(client.post(address(household), sent(use=f"hopes:finding-{finding.pk}", hopes="Quiet nights")))
    assert "Quiet nights&#10;Nia reads to Kit.</textarea>" in page
    assert 'id="id_step_5_who"' in said(client.post(address(household), sent(add="steps")))
    assert Plan.objects.count() == 0


def test_a_plan_is_saved_whole(cast: Cast, household: Household, draw_star: Draw, signed_in: SignIn) -> None:
    draw_star(3, agreed={"home": 4})
    answer = signed_in(cast.dee).post(
        address(household),
        sent(
            step_1_who="nia  okafor",
            step_1_does="Takes Kit to the group",
            step_2_who="Grandma Beryl",
            step_2_does="Has Kit on Fridays",
            wanted_home="8",
            own_1_label="Sleeping",
            own_1_now="2",
            own_1_wanted="7",
        ),
    )
    assert answer["location"] == f"/families/{household.family.pk}/see-plan/"
    plan = Plan.objects.get()
    content = content_of(plan)
    assert [(step.who, step.person, step.does) for step in content.steps] == [
        ("nia  okafor", household.nia.pk, "Takes Kit to the group"),
        ("Grandma Beryl", None, "Has Kit on Fridays"),
    ]
    assert content.scales == (ScaleContent("Safe at home", 4, 8, spoke="home"), ScaleContent("Sleeping", 2, 7))
    assert (Line.objects.get().says, Event.objects.get(kind="act").name) == (
        "The plan on a page was made",
        "workbook.make_plan",
    )


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"worries": " "}, "Write what the family is worried about"),
        ({"hopes": ""}, "Write what the family wants"),
        ({"ring_phone": "ring me"}, "Enter a telephone number with its area code"),
        ({"review_on-year": "2019"}, "The review must be today or later"),
        ({"step_2_does": "Something"}, "Step 2: write who does it"),
        ({"step_2_who": "Nia"}, "Step 2: write what is done, or empty the row"),
        ({"own_1_label": "Sleep", "own_1_now": "3"}, "Scale in your own words: say what is wanted"),
        ({"own_1_label": "Sleep", "own_1_now": "3", "own_1_wanted": "11"}, "Wanted: enter a number from 1 to 10"),
        ({"wanted_home": "0"}, "Safe at home: enter a number from 1 to 10"),
        (
            {f"wanted_{key}": "9" for key in ("home", "sleep", "school", "friends")},
            "Choose 3 scales at most: the plan must stay on one page",
        ),
        ({"worries": "We worry. " * 190, "hopes": "We hope. " * 200}, "The plan does not fit on one page."),
    ],
)
def test_each_fault_is_said_and_nothing_saved(
    cast: Cast, household: Household, draw_star: Draw, signed_in: SignIn, more: dict[str, str], message: str
) -> None:
    draw_star(3, agreed={"home": 4, "sleep": 4, "school": 4, "friends": 4})
    assert message in said(signed_in(cast.dee).post(address(household), sent(**more)))
    assert Plan.objects.count() == 0


def test_a_change_is_a_new_version_and_what_was_done_stays_done(
    cast: Cast, household: Household, a_plan: Make, signed_in: SignIn
) -> None:
    old = a_plan()
    step = old.steps.get(position=1)
    finish_step(plan=old, step=step, done_on=today(), on=today(), by=cast.sam)
    client = signed_in(cast.dee)
    assert 'name="version" value="1"' in said(client.get(address(household)))
    client.post(
        address(household),
        sent(
            version="1",
            worries="Nothing much now",
            step_1_who="Nia Okafor",
            step_1_does="Takes Kit to the bedtime group",
            step_1_from=str(step.pk),
        ),
    )
    old.refresh_from_db()
    new = Plan.objects.get(superseded_at__isnull=True)
    assert (old.superseded_at is not None, old.worries, new.version) == (
        True,
        "Kit is scared when there is shouting.",
        2,
    )
    assert [(each.done_on, each.done_by) for each in new.steps.all()] == [(today(), cast.sam)]
    page = said(client.get(f"/families/{household.family.pk}/see-plan/?version=1"))
    assert "This is version 1. It was changed on" in page


def test_two_people_at_once_the_second_sees_what_the_first_changed(
    cast: Cast, household: Household, a_plan: Make, signed_in: SignIn
) -> None:
    first = a_plan()
    content = replace(content_of(first), hopes="A dog.")
    make_plan(family=household.family, content=content, version=1, on=today(), by=cast.sam)
    client = signed_in(cast.dee)
    page = said(client.post(address(household), sent(version="1", hopes="A garden.")))
    assert "Sam Tester changed the plan on" in page
    for words in (
        "What Sam Tester changed",
        "A quiet home where Kit sleeps through.",
        "A dog.",
        "A garden.</textarea>",
    ):
        assert page.count(words) > 0, words
    assert 'name="version" value="2"' in page
    client.post(address(household), sent(version="2", hopes="A garden."))
    assert [plan.hopes for plan in Plan.objects.order_by("version")] == [
        "A quiet home where Kit sleeps through.",
        "A dog.",
        "A garden.",
    ]
    with pytest.raises(ChangedMeanwhile):
        make_plan(family=household.family, content=content, version=2, on=today(), by=cast.sam)


def test_what_was_typed_and_not_sent_stands_there_again_with_the_version_it_was_typed_on(
    cast: Cast, household: Household, a_plan: Make, signed_in: SignIn
) -> None:
    first = a_plan()
    typed = {name: [value] for name, value in sent(version="1", step_3_does="Half a step", rows="3").items()}
    Draft.objects.create(worker=cast.dee, key=key_of(address(household)), fields=typed)
    make_plan(family=household.family, content=content_of(first), version=1, on=today(), by=cast.sam)
    page = said(signed_in(cast.dee).get(address(household)))
    assert ("Half a step</textarea>" in page, 'name="version" value="1"' in page) == (True, True)


def test_a_plan_sent_twice_is_one(cast: Cast, household: Household, signed_in: SignIn) -> None:
    client, form = signed_in(cast.dee), sent(_once=str(uuid.uuid4()))
    first, second = client.post(address(household), form), client.post(address(household), form)
    assert (first["location"], Plan.objects.count()) == (second["location"], 1)


def test_a_step_is_done_once_and_on_the_standing_plan(
    cast: Cast, household: Household, a_plan: Make, signed_in: SignIn
) -> None:
    plan = a_plan()
    step = plan.steps.get(position=2)
    at = f"/families/{household.family.pk}/steps/{step.pk}/finish-step/"
    client, day = signed_in(cast.dee), today()
    page = said(client.post(at, {"done_on-day": "31", "done_on-month": "2", "done_on-year": "2026"}))
    assert "There is no 31 February 2026" in page
    form = {"done_on-day": day.day, "done_on-month": day.month, "done_on-year": day.year}
    assert client.post(at, form)["location"] == f"/families/{household.family.pk}/see-plan/"
    step.refresh_from_db()
    assert (step.done_on, step.done_by) == (day, cast.dee)
    line = Line.objects.get()
    assert (line.says, line.happened_on, line.leads_to) == (
        "Step of the plan done: Darren Reid",
        day,
        f"/families/{household.family.pk}/see-plan/?version=1",
    )
    assert (client.post(at, form).status_code, Line.objects.count()) == (409, 1)
    other = plan.steps.get(position=1)
    Plan.objects.filter(pk=plan.pk).update(superseded_at=f"{day} 09:00Z")
    with pytest.raises(Refused, match="The plan was changed"):
        finish_step(plan=plan, step=other, done_on=day, on=day, by=cast.dee)


def test_a_ticked_step_and_a_changed_plan_wait_for_each_other(cast: Cast, household: Household, a_plan: Make) -> None:
    """Both lock the family before they read the plan, so what is ticked meanwhile is not copied as not done."""

    def locks(act: Callable[[], object]) -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            act()
        return [
            f"{'lock' if 'FOR UPDATE' in each['sql'] else 'read'} {table[1]}"
            for each in queries
            if (table := re.search(r'^SELECT .*? FROM "((?:people_family|workbook_\w+))"', each["sql"]))
        ]

    plan = a_plan()
    step, content = plan.steps.get(position=1), content_of(plan)
    ticked = locks(lambda: finish_step(plan=plan, step=step, done_on=today(), on=today(), by=cast.sam))
    changed = locks(lambda: make_plan(family=household.family, content=content, version=1, on=today(), by=cast.dee))
    assert (ticked[:2], changed[:2]) == (
        ["lock people_family", "lock workbook_step"],
        ["lock people_family", "read workbook_plan"],
    )
    new = Plan.objects.get(superseded_at__isnull=True)
    assert [each.done_by for each in new.steps.order_by("position")] == [cast.sam, None, None]


@pytest.mark.parametrize("page", ["make-plan/", "see-plan/"])
def test_the_queries_are_the_same_for_many_steps(
    cast: Cast, household: Household, a_plan: Make, signed_in: SignIn, page: str
) -> None:
    plan, client = a_plan(), signed_in(cast.dee)
    plan.steps.filter(position__gt=1).delete()

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/families/{household.family.pk}/{page}").status_code == 200
        return len(queries)

    count()
    one = count()
    for place in range(2, 13):
        Step.objects.create(
            plan=plan,
            position=place,
            who="Somebody",
            does="Something",
            person=(household.nia, household.darren, household.kit, None)[place % 4],
            worker=cast.dee if place % 4 == 3 else None,
            done_on=today() if place % 2 else None,
            done_by=cast.sam if place % 2 else None,
        )
    assert count() == one


def test_another_team_gets_the_answer_for_no_family(
    cast: Cast, household: Household, a_plan: Make, signed_in: SignIn
) -> None:
    step = a_plan().steps.get(position=1)
    client = signed_in(cast.ash)
    for page in ("see-plan/", "make-plan/", f"steps/{step.pk}/finish-step/"):
        closed, missing = client.get(f"/families/{household.family.pk}/{page}"), client.get(f"/families/999999/{page}")
        assert (closed.status_code, closed.content) == (404, missing.content), page


words = st.text(min_size=1, max_size=20)
contents = st.builds(
    PlanContent,
    worries=words,
    hopes=words,
    if_worse=words,
    review_on=st.dates(),
    ring_name=words,
    ring_role=words,
    ring_phone=words,
    steps=st.lists(st.builds(StepContent, who=words, does=words, by_when=st.none() | st.dates()), max_size=4).map(
        tuple
    ),
    scales=st.lists(
        st.builds(ScaleContent, label=words, now=st.integers(1, 10), wanted=st.integers(1, 10)), max_size=3
    ).map(tuple),
)


@given(contents, contents)
def test_what_changed_is_the_same_seen_from_both_sides(one: PlanContent, other: PlanContent) -> None:
    assert differences(one, one) == []
    there, back = differences(one, other), differences(other, one)
    assert [(each.what, each.was, each.now) for each in there] == [(each.what, each.now, each.was) for each in back]
