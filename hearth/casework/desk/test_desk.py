"""The desk through its pages: what each role first sees, what is owed, what changed, and how many statements it takes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hearth.casework.caseload.models import Allocation, Involvement
from hearth.casework.chronology.write import write_line
from hearth.casework.desk.queries import changes_since_looked, figures
from hearth.casework.family_help.models import Episode
from hearth.casework.people.models import Family, FamilyMembership, Person
from hearth.casework.workbook.models import Plan, Step
from hearth.conftest import Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.staff.alerts import tell
from hearth.foundation.staff.models import Alert, Grant, Team, Worker
from hearth.foundation.staff.second_wall import next_records, stepped_in

SignIn = Callable[[Worker], Client]


def families_led(count: int, lead: Worker, team: Team, by: Worker, *, referred_on: date) -> list[Family]:
    """Families of one child each, held by the team and led by the worker: made in a few statements."""
    numbers = next_records(count * 2)
    families = Family.objects.bulk_create(
        Family(id=number, name=f"Family {number}", recorded_by=by) for number in numbers[:count]
    )
    children = Person.objects.bulk_create(
        Person(id=number, known_as="Robin", family_name=f"Child {number}", born_on=date(2019, 5, 4), recorded_by=by)
        for number in numbers[count:]
    )
    pairs = list(zip(families, children, strict=True))
    FamilyMembership.objects.bulk_create(
        FamilyMembership(family=family, person=child, part="child", starts_on=referred_on) for family, child in pairs
    )
    Episode.objects.bulk_create(
        Episode(family=family, person=child, referred_on=referred_on, recorded_by=by) for family, child in pairs
    )
    grants = Grant.objects.bulk_create(
        Grant(record=family.pk, team=team, why="Held by the pod", given_by=by) for family in families
    )
    Allocation.objects.bulk_create(
        Allocation(family=family, team=team, starts_on=referred_on, grant=given, allocated_by=by)
        for family, given in zip(families, grants, strict=True)
    )
    Involvement.objects.bulk_create(
        Involvement(family=family, worker=lead, part="lead", starts_on=referred_on, grant=given)
        for family, given in zip(families, grants, strict=True)
    )
    return families


def words(client: Client, address: str = "/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.parametrize(
    ("who", "leads_to"),
    [("tess", "/refer/our-referrals/"), ("ada", "/administration/"), ("lin", "/figures/"), ("stu", "/returns/")],
)
def test_whose_first_page_is_another_is_led_there(cast: Cast, signed_in: SignIn, who: str, leads_to: str) -> None:
    answer = signed_in(getattr(cast, who)).get("/")
    assert (answer.status_code, answer["location"]) == (302, leads_to)


def test_unless_there_is_something_to_tell_them(cast: Cast, signed_in: SignIn) -> None:
    tell(cast.tess, "The outcome of R-1001 is here", leads_to="/refer/1001/see-our-referral/")
    page = words(signed_in(cast.tess))
    assert (page.count("The outcome of R-1001 is here"), page.count("Go to our referrals")) == (1, 1)


def test_an_alert_that_is_opened_is_seen_and_leads_on(cast: Cast, signed_in: SignIn) -> None:
    tell(cast.dee, "A family is allocated to you", leads_to="/families/1/see-family/")
    alert = Alert.objects.get()
    client = signed_in(cast.dee)
    answer = client.post(f"/alerts/{alert.pk}/see-alert/")
    alert.refresh_from_db()
    assert (answer.status_code, answer["location"], alert.seen_at is None) == (302, "/families/1/see-family/", False)
    assert words(client).count("A family is allocated to you") == 0


def test_its_bare_address_changes_nothing(cast: Cast, signed_in: SignIn) -> None:
    tell(cast.dee, "A family is allocated to you")
    alert = Alert.objects.get()
    answer = signed_in(cast.dee).get(f"/alerts/{alert.pk}/see-alert/")
    alert.refresh_from_db()
    assert (answer.status_code, answer["location"], alert.seen_at) == (302, "/", None)


def test_anothers_alert_is_as_one_that_is_not(cast: Cast, signed_in: SignIn) -> None:
    tell(cast.dee, "A family is allocated to you")
    client = signed_in(cast.ash)
    theirs, none = client.post(f"/alerts/{Alert.objects.get().pk}/see-alert/"), client.post("/alerts/999999/see-alert/")
    assert (theirs.status_code, none.status_code, theirs.content == none.content) == (404, 404, True)


def test_what_is_overdue_is_owed_now_to_the_lead_and_not_to_the_rest_of_the_pod(cast: Cast, signed_in: SignIn) -> None:
    long_ago = timezone.localdate() - timedelta(days=200)
    (family,) = families_led(1, cast.dee, cast.north_pod, cast.hearth, referred_on=long_ago)
    dees, mos, ashs = (words(signed_in(worker)) for worker in (cast.dee, cast.mo, cast.ash))
    assert [page.count("Record the visit") for page in (dees, mos, ashs)] == [1, 0, 0]
    assert [page.count(f"{family.name} Robin") for page in (dees, mos, ashs)] == [1, 1, 0]  # among the families
    assert "Owed now 2" in dees


def test_a_step_of_the_plan_past_its_day_is_owed_now(cast: Cast, signed_in: SignIn) -> None:
    on = timezone.localdate()
    (family,) = families_led(1, cast.dee, cast.north_pod, cast.hearth, referred_on=on)
    plan = Plan.objects.create(family=family, made_on=on, made_by=cast.dee, review_on=on + timedelta(days=90))
    Step.objects.create(plan=plan, position=1, who="Nia", does="Rings the school", by_when=on - timedelta(days=14))
    client, step = signed_in(cast.dee), "Step of the plan, Nia: Rings the school"
    day = words(client)
    assert ("Owed now 1" in day, day.count(f"{step} {family} See the plan")) == (True, 1)
    assert words(client, "/my-families/").count(step) == 1
    plan.steps.update(done_on=on)
    assert [words(client, page).count(step) for page in ("/", "/my-families/")] == [0, 0]


def test_another_teams_families_are_nowhere_on_a_desk(cast: Cast, signed_in: SignIn) -> None:
    families_led(2, cast.dee, cast.north_pod, cast.hearth, referred_on=timezone.localdate())
    client = signed_in(cast.ash)
    for address in ("/", "/my-families/", "/my-families/?whose=pod", "/my-families/?whose=open"):
        assert words(client, address).count("Robin") == 0


def test_what_changed_is_what_others_wrote_since_the_family_was_last_opened(cast: Cast) -> None:
    (family,) = families_led(1, cast.dee, cast.north_pod, cast.hearth, referred_on=timezone.localdate())

    def write(says: str, by: Worker) -> None:
        write_line(says=says, happened_on=timezone.localdate(), slice="t.t", by=by, family=family)

    write("Before", cast.sam)
    assert changes_since_looked([family.pk], cast.dee)[family.pk].count == 1
    with connection.cursor() as cursor:  # a moment ago, as this test is one transaction and the database's clock stands
        cursor.execute("update chronology_line set written_at = written_at - interval '2 hours'")
    Event.objects.create(
        kind="read",
        name="casefile.see_family",
        worker=cast.dee.pk,
        record=family.pk,
        at=timezone.now() - timedelta(hours=1),
    )
    write("Sam saw the mother", cast.sam)
    write("Dee wrote this herself", cast.dee)
    found = changes_since_looked([family.pk], cast.dee)[family.pk]
    assert (found.count, found.newest) == (1, "Sam saw the mother")


@pytest.mark.parametrize("address", ["/", "/my-families/?whose=pod&sort=owed"])
@pytest.mark.parametrize("who", ["dee", "mo"])
def test_as_many_statements_for_three_hundred_families_as_for_one(
    cast: Cast, signed_in: SignIn, address: str, who: str
) -> None:
    client = signed_in(getattr(cast, who))
    referred_on = timezone.localdate() - timedelta(days=200)
    families_led(1, cast.dee, cast.north_pod, cast.hearth, referred_on=referred_on)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as one:
        assert client.get(address).status_code == 200
    families_led(299, cast.dee, cast.north_pod, cast.hearth, referred_on=referred_on)
    with CaptureQueriesContext(connection) as many:
        assert client.get(address).status_code == 200
    assert len(many) == len(one)


def test_a_managers_team_page_takes_as_many_statements_for_many(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.mo)
    referred_on = timezone.localdate() - timedelta(days=200)
    families_led(1, cast.dee, cast.north_pod, cast.hearth, referred_on=referred_on)
    client.get("/my-team/")
    with CaptureQueriesContext(connection) as one:
        page = words(client, "/my-team/")
    assert page.count("Dee Tester") == 1
    families_led(40, cast.dee, cast.north_pod, cast.hearth, referred_on=referred_on)
    with CaptureQueriesContext(connection) as many:
        page = words(client, "/my-team/")
    assert (len(many), page.count("82 overdue")) == (len(one), 2)  # of the pod and of Dee: 41 visits, 41 assessments


def test_lists_are_paged(cast: Cast, signed_in: SignIn) -> None:
    families_led(25, cast.dee, cast.north_pod, cast.hearth, referred_on=timezone.localdate())
    client = signed_in(cast.dee)
    assert [words(client, f"/my-families/?page={number}").count("Robin (") for number in (1, 2)] == [20, 5]
    assert "Showing 21 to 25 of 25 families" in words(client, "/my-families/?page=2")


def test_a_filter_nobody_offers_is_as_none(cast: Cast, signed_in: SignIn) -> None:
    families_led(1, cast.dee, cast.north_pod, cast.hearth, referred_on=timezone.localdate())
    assert words(signed_in(cast.dee), "/my-families/?whose=everybodys&sort=odd&page=x").count("Robin (") == 1


@pytest.mark.parametrize("who", ["dee", "sam", "fay", "tess", "ada", "stu"])
def test_figures_and_teams_are_for_those_whose_work_they_are(cast: Cast, signed_in: SignIn, who: str) -> None:
    client = signed_in(getattr(cast, who))
    assert [client.get(address).status_code for address in ("/figures/", "/my-team/")] == [403, 403]


def test_the_analyst_sees_counts_and_no_small_ones(cast: Cast, signed_in: SignIn) -> None:
    long_ago = timezone.localdate() - timedelta(days=200)
    families_led(5, cast.dee, cast.north_pod, cast.hearth, referred_on=long_ago)
    with stepped_in(cast.lin):
        assert figures(on=timezone.localdate())["families"] is None
    families_led(1, cast.ash, cast.south_pod, cast.hearth, referred_on=timezone.localdate())
    with stepped_in(cast.lin):
        count = figures(on=timezone.localdate())
    names = ("families", "children", "waiting_to_be_allocated", "overdue_assessments", "overdue_visits")
    assert {name: count[name] for name in names} == {
        "families": 6,
        "children": 6,
        "waiting_to_be_allocated": None,
        "overdue_assessments": None,
        "overdue_visits": None,
    }
    page = words(signed_in(cast.lin), "/figures/")
    assert (page.count("Robin"), page.count("Families with an open episode of help 6")) == (0, 1)


def test_figures_are_refused_by_the_database_to_anybody_else(cast: Cast) -> None:
    with pytest.raises(ProgrammingError, match="may not read the figures"), transaction.atomic(), stepped_in(cast.dee):
        figures(on=timezone.localdate())


def test_of_families_that_only_the_front_door_sees_a_pod_manager_is_told_no_number(
    cast: Cast, signed_in: SignIn
) -> None:
    number, *_ = next_records(1)
    Family.objects.create(id=number, name="Waiting", recorded_by=cast.hearth)
    mo = signed_in(cast.mo)
    assert words(mo, "/my-team/").count("waiting to be allocated") == 0
    waiting = words(mo, "/families/waiting-to-be-allocated/")
    assert (waiting.count("None that you may see"), waiting.count("No family is waiting")) == (1, 0)
