"""The pages of administration, through the browser's eyes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hearth.conftest import LONG_AGO, Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.staff.models import Draft, Grant, Invitation, Organisation, Team, TeamMembership, Worker

SignedIn = Callable[[Worker], Client]
A = "/administration/"
PASSWORD = "seven quiet otters swim"


def day(name: str, value: date) -> dict[str, str]:
    return {f"{name}-day": str(value.day), f"{name}-month": str(value.month), f"{name}-year": str(value.year)}


def text(answer: Any) -> str:
    return answer.content.decode()


@pytest.fixture
def ada(cast: Cast, signed_in: SignedIn) -> Client:
    Worker.objects.update(last_seen_on=timezone.localdate())
    cast.ada.set_password(PASSWORD)
    cast.ada.save()
    return signed_in(cast.ada)


@pytest.fixture
def noor(cast: Cast) -> dict[str, str]:
    return {
        "known_as": "Noor",
        "family_name": "Haddad",
        "email": "Noor@example.org",
        "job_title": "Social worker",
        "phone": "01632 960001",
        "employer": str(cast.council.pk),
        "role": "social_worker",
        "team": str(cast.north_pod.pk),
        **day("starts_on", timezone.localdate()),
    }


def pages(cast: Cast) -> list[str]:
    worker, team = f"{A}workers/{cast.dee.pk}/", f"{A}teams/{cast.north_pod.pk}/"
    organisation = f"{A}organisations/{cast.school.pk}/"
    return [
        A,
        *(f"{A}{name}/" for name in ("see-delegation", "see-workers", "invite-worker", "see-teams", "add-team")),
        *(f"{A}{name}/" for name in ("see-organisations", "add-organisation")),
        *(f"{worker}{name}/" for name in ("see-worker", "change-worker", "change-role", "move-worker", "end-worker")),
        *(f"{worker}{name}/" for name in ("reopen-worker", "resend-invitation")),
        *(f"{team}{name}/" for name in ("change-team", "end-team")),
        *(f"{organisation}{name}/" for name in ("see-organisation", "change-organisation", "end-organisation")),
    ]


def test_an_administrator_opens_every_page_and_nobody_else_does(cast: Cast, ada: Client, signed_in: SignedIn) -> None:
    mo, nobody = signed_in(cast.mo), Client()
    found = {
        page: (ada.get(page).status_code, mo.get(page).status_code, nobody.get(page).status_code)
        for page in pages(cast)
    }
    assert found == dict.fromkeys(pages(cast), (200, 403, 302))


def test_what_is_not_there_is_not_found(cast: Cast, ada: Client) -> None:
    tried = ["workers/999999/see-worker/", "teams/999999/end-team/", "organisations/999999/see-organisation/"]
    hearth = f"workers/{cast.hearth.pk}/change-role/"  # the system itself is nobody's to change
    assert [ada.get(A + page).status_code for page in [*tried, hearth]] == [404] * 4


def test_inviting_somebody_makes_them_a_member_and_sends_one_link(
    cast: Cast, ada: Client, noor: dict[str, str], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = ada.post(f"{A}invite-worker/", noor)
    worker = Worker.objects.get(email="noor@example.org")
    assert answer["location"] == f"{A}workers/{worker.pk}/see-worker/"
    assert (worker.name, worker.role, worker.has_usable_password()) == ("Noor Haddad", "social_worker", False)
    assert [one.team for one in worker.memberships.all()] == [cast.north_pod]
    event = Event.objects.get(name="staff.invite_worker")
    assert (event.worker, event.details) == (cast.ada.pk, {"worker": worker.pk})
    [message] = mail.outbox
    [link] = [word for word in message.body.split() if "/accept-invitation/" in word]
    assert message.to == ["noor@example.org"]
    shown = text(ada.get(answer["location"]))
    assert link in shown
    assert link not in text(ada.get(answer["location"]))
    token = link.rstrip("/").rsplit("/", 1)[1]
    assert token not in str(Invitation.objects.values())


def invited(cast: Cast, ada: Client, noor: dict[str, str]) -> tuple[Worker, str]:
    answer = ada.post(f"{A}invite-worker/", noor)
    page = text(ada.get(answer["location"]))
    start = page.index("/accept-invitation/")
    return Worker.objects.get(email="noor@example.org"), page[start : page.index('"', start)]


def test_an_invitation_is_used_once_and_signs_in(cast: Cast, ada: Client, noor: dict[str, str]) -> None:
    worker, link = invited(cast, ada, noor)
    stranger = Client()
    assert "Welcome, Noor" in text(stranger.get(link))
    done = stranger.post(link, {"password1": PASSWORD, "password2": PASSWORD})
    assert "Your password is set" in text(done)
    event = Event.objects.get(name="staff.accept_invitation")
    assert (event.worker, event.details) == (worker.pk, {"worker": worker.pk})
    assert stranger.post("/sign-in/", {"login": "noor@example.org", "password": PASSWORD}).status_code == 302
    again = Client().get(link)
    assert (again.status_code, "This invitation no longer works" in text(again)) == (410, True)


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ("", "", "Enter a password"),
        ("short", "short", "Use at least 12 characters"),
        ("password1234", "password1234", "Too many people use this password. Choose another"),
        ("noor@example.org", "noor@example.org", "This is too like your name or e-mail address. Choose another"),
        (PASSWORD, PASSWORD + "x", "The two passwords are not the same"),
    ],
)
def test_a_poor_password_is_refused_plainly(
    cast: Cast, ada: Client, noor: dict[str, str], first: str, second: str, message: str
) -> None:
    worker, link = invited(cast, ada, noor)
    assert message in text(Client().post(link, {"password1": first, "password2": second}))
    worker.refresh_from_db()
    assert worker.has_usable_password() is False


def test_an_invitation_ends_by_age_and_by_a_newer_one(cast: Cast, ada: Client, noor: dict[str, str]) -> None:
    worker, first = invited(cast, ada, noor)
    ada.post(f"{A}workers/{worker.pk}/resend-invitation/")
    second = text(ada.get(f"{A}workers/{worker.pk}/see-worker/"))
    second = second[second.index("/accept-invitation/") :].split('"')[0]
    assert [Client().get(link).status_code for link in (first, second, "/accept-invitation/guessed/")] == [
        410,
        200,
        410,
    ]
    Invitation.objects.update(ends_at=timezone.now())
    assert Client().get(second).status_code == 410


def test_inviting_again_ends_the_old_way_in(cast: Cast, ada: Client, signed_in: SignedIn) -> None:
    cast.dee.set_password(PASSWORD)
    cast.dee.save()
    dee = signed_in(cast.dee)
    assert dee.get("/sign-in/safely/").status_code == 200
    ada.post(f"{A}workers/{cast.dee.pk}/resend-invitation/")
    assert dee.get("/sign-in/safely/").status_code == 302
    assert "not right" in text(Client().post("/sign-in/", {"login": "dee@example.org", "password": PASSWORD}))


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"email": "DEE@example.org"}, "Somebody with this e-mail address is here already"),
        ({"email": "noor"}, "Enter an e-mail address with an @ in it"),
        ({"known_as": " "}, "Enter their first name"),
        ({"team": ""}, "Choose the team they will work in: without one they could open nothing"),
        ({"role": "system"}, "Select a valid choice"),
        ({"role": ""}, "Choose what they may do in Hearth"),
        ({"role": "partner_referrer"}, "A partner who refers is employed by a partner organisation"),
        ({"starts_on-day": "31", "starts_on-month": "2"}, "There is no 31 February"),
        (day("last_day", LONG_AGO), "The last day must be the first day or later"),
        ({"phone": "ring me"}, "Enter a telephone number"),
    ],
)
def test_an_invitation_that_cannot_be_is_refused_and_nobody_is_made(
    cast: Cast, ada: Client, noor: dict[str, str], changed: dict[str, str], message: str
) -> None:
    before = Worker.objects.count()
    answer = ada.post(f"{A}invite-worker/", noor | changed)
    assert (answer.status_code, message in text(answer)) == (200, True)
    assert Worker.objects.count() == before


def test_the_same_invitation_sent_twice_makes_one_worker(cast: Cast, ada: Client, noor: dict[str, str]) -> None:
    sent = noor | {"_once": "7f1f4a5e-4f6f-4b9e-9d6a-2f1d5d1f7c11"}
    first, second = (ada.post(f"{A}invite-worker/", sent) for _ in range(2))
    assert first["location"] == second["location"]
    assert Worker.objects.filter(email="noor@example.org").count() == 1


def test_ending_somebody_now_ends_teams_grants_and_sessions(cast: Cast, ada: Client, signed_in: SignedIn) -> None:
    dee = signed_in(cast.dee)
    held = Grant.objects.create(worker=cast.dee, record=1001, why="Lead", given_by=cast.mo)
    other = Grant.objects.create(worker=cast.ash, record=1001, why="Beside", given_by=cast.mo)
    answer = ada.post(f"{A}workers/{cast.dee.pk}/end-worker/", {"when": "now"})
    assert answer["location"] == f"{A}workers/{cast.dee.pk}/see-worker/"
    for row in (cast.dee, held, other):
        row.refresh_from_db()
    today = timezone.localdate()
    assert (cast.dee.is_active, cast.dee.ends_on) == (False, today)
    assert [one.ends_on for one in cast.dee.memberships.all()] == [today]
    assert held.ends_at is not None
    assert held.ends_at <= timezone.now()
    assert other.ends_at is None
    assert dee.get("/sign-in/safely/").status_code == 302
    event = Event.objects.get(name="staff.end_worker")
    assert (event.worker, event.details) == (cast.ada.pk, {"worker": cast.dee.pk})
    assert "has left already" in text(ada.post(f"{A}workers/{cast.dee.pk}/end-worker/", {"when": "now"}))


def test_ending_somebody_later_lets_them_work_out_their_last_day(cast: Cast, ada: Client, signed_in: SignedIn) -> None:
    dee = signed_in(cast.dee)
    held = Grant.objects.create(worker=cast.dee, record=1001, why="Lead", given_by=cast.mo)
    last = timezone.localdate() + timedelta(days=7)
    ada.post(f"{A}workers/{cast.dee.pk}/end-worker/", {"when": "after", **day("last_day", last)})
    cast.dee.refresh_from_db()
    held.refresh_from_db()
    assert (cast.dee.is_active, cast.dee.ends_on) == (True, last + timedelta(days=1))
    assert (cast.dee.works_here(on=last), cast.dee.works_here(on=last + timedelta(days=1))) == (True, False)
    assert [one.ends_on for one in cast.dee.memberships.all()] == [last + timedelta(days=1)]
    assert timezone.localtime(held.ends_at).date() == last + timedelta(days=1)
    assert dee.get("/sign-in/safely/").status_code == 200


def test_the_last_administrator_cannot_be_ended_or_made_something_else(cast: Cast, ada: Client) -> None:
    because = "Ada Tester is the only administrator"
    assert because in text(ada.get(f"{A}workers/{cast.ada.pk}/end-worker/"))
    ended = ada.post(f"{A}workers/{cast.ada.pk}/end-worker/", {"when": "now"})
    assert (ended.status_code, because in text(ended)) == (409, True)
    changed = ada.post(f"{A}workers/{cast.ada.pk}/change-role/", {"role": "analyst", "seen": "administrator"})
    assert because in text(changed)
    cast.ada.refresh_from_db()
    assert (cast.ada.role, cast.ada.is_active, cast.ada.ends_on) == ("administrator", True, None)


def test_of_two_administrators_one_can_go(cast: Cast, ada: Client) -> None:
    cast.lin.set_password(PASSWORD)
    cast.lin.save()
    assert (
        ada.post(f"{A}workers/{cast.lin.pk}/change-role/", {"role": "administrator", "seen": "analyst"}).status_code
        == 302
    )
    assert ada.post(f"{A}workers/{cast.ada.pk}/end-worker/", {"when": "now"})["location"] == "/sign-in/"
    assert ada.get(A).status_code == 302


def test_of_two_who_change_a_role_at_once_the_second_is_told(cast: Cast, ada: Client) -> None:
    page = f"{A}workers/{cast.lin.pk}/change-role/"
    assert ada.post(page, {"role": "data_steward", "seen": "analyst"}).status_code == 302
    second = ada.post(page, {"role": "analyst", "seen": "analyst"})
    assert (second.status_code, "made Lin Tester Data steward" in text(second)) == (409, True)
    cast.lin.refresh_from_db()
    assert cast.lin.role == "data_steward"
    assert [event.details for event in Event.objects.filter(name="staff.change_role", kind="act")] == [
        {"worker": cast.lin.pk}
    ]


@pytest.mark.parametrize("what", ["worker", "team", "organisation"])
def test_of_two_who_change_a_row_at_once_the_second_is_told(cast: Cast, ada: Client, what: str) -> None:
    row = {"worker": cast.dee, "team": cast.north_pod, "organisation": cast.school}[what]
    page = f"{A}{what}s/{row.pk}/change-{what}/"
    seen = text(ada.get(page)).split('name="seen" value="')[1].split('"')[0]
    common = {"seen": seen, "email": "new@example.org", "answers_checks": "yes", "family_name": "Tester"}
    first, second = (
        ada.post(page, common | {"name": name, "known_as": name, "job_title": name}) for name in ("One", "Two")
    )
    assert (first.status_code, second.status_code) == (302, 409)
    assert "Somebody else changed this" in text(second)
    row.refresh_from_db()
    assert "One" in str(row)


def test_moving_ends_one_team_and_begins_another_on_one_day(cast: Cast, ada: Client) -> None:
    membership = cast.dee.memberships.get()
    monday = timezone.localdate() + timedelta(days=3)
    sent = {"leaves": str(membership.pk), "joins": str(cast.south_pod.pk), **day("on", monday)}
    assert ada.post(f"{A}workers/{cast.dee.pk}/move-worker/", sent).status_code == 302
    assert [(one.team, one.starts_on, one.ends_on) for one in cast.dee.memberships.order_by("starts_on")] == [
        (cast.north_pod, LONG_AGO, monday),
        (cast.south_pod, monday, None),
    ]
    nothing = ada.post(f"{A}workers/{cast.dee.pk}/move-worker/", day("on", monday))
    assert "Choose a team to leave or one to join" in text(nothing)
    yesterday = ada.post(f"{A}workers/{cast.dee.pk}/move-worker/", day("on", timezone.localdate() - timedelta(days=1)))
    assert "or later" in text(yesterday)


def test_a_dormant_account_is_opened_again_and_stays_open(cast: Cast, ada: Client) -> None:
    cast.dee.set_password(PASSWORD)
    cast.dee.is_active, cast.dee.last_seen_on = False, timezone.localdate() - timedelta(days=200)
    cast.dee.save()
    assert ada.post(f"{A}workers/{cast.dee.pk}/reopen-worker/").status_code == 302
    cast.dee.refresh_from_db()
    assert (cast.dee.is_active, cast.dee.last_seen_on) == (True, timezone.localdate())
    assert [one.team for one in cast.dee.memberships.filter(ends_on=None)] == [cast.north_pod]
    again = ada.post(f"{A}workers/{cast.dee.pk}/reopen-worker/")
    assert (again.status_code, "is not closed" in text(again)) == (409, True)


def test_somebody_who_comes_back_gets_an_invitation_and_no_old_team(cast: Cast, ada: Client) -> None:
    ada.post(f"{A}workers/{cast.dee.pk}/end-worker/", {"when": "now"})
    answer = ada.post(f"{A}workers/{cast.dee.pk}/reopen-worker/")
    assert "/accept-invitation/" in text(ada.get(answer["location"]))
    assert cast.dee.memberships.filter(ends_on=None).count() == 0


def test_a_pod_is_added_changed_and_ended_once_nobody_is_in_it(cast: Cast, ada: Client) -> None:
    assert ada.post(f"{A}add-team/", {"name": "East pod", "kind": "pod"})["location"] == f"{A}see-teams/"
    east = Team.objects.get(name="East pod")
    assert (east.kind, east.organisation) == ("pod", cast.council)
    assert "There is a team of this name already" in text(
        ada.post(f"{A}add-team/", {"name": "east POD", "kind": "pod"})
    )
    TeamMembership.objects.create(worker=cast.lin, team=east, starts_on=LONG_AGO)
    refused = ada.post(f"{A}teams/{east.pk}/end-team/")
    assert (refused.status_code, "1 person is still in East pod" in text(refused)) == (409, True)
    TeamMembership.objects.filter(team=east).update(ends_on=timezone.localdate())
    Grant.objects.create(team=east, record=1001, why="Allocated", given_by=cast.mo)
    assert "still holds 1 record" in text(ada.post(f"{A}teams/{east.pk}/end-team/"))
    Grant.objects.update(ends_at=timezone.now())
    assert ada.post(f"{A}teams/{east.pk}/end-team/").status_code == 302
    assert "East pod" not in text(ada.get(f"{A}see-teams/"))
    assert "East pod" in text(ada.get(f"{A}see-teams/?ended=yes"))


def test_a_partner_team_names_its_organisation(cast: Cast, ada: Client) -> None:
    sent = {"name": "Haven referrals", "kind": "partner"}
    assert "Answer “Of which organisation?”" in text(ada.post(f"{A}add-team/", sent))
    ada.post(f"{A}add-team/", sent | {"organisation": str(cast.charity.pk)})
    assert Team.objects.get(name="Haven referrals").organisation == cast.charity


def test_a_partner_organisation_comes_with_its_team_and_ends_with_it(cast: Cast, ada: Client) -> None:
    sent = {"name": "Riverside Surgery", "kind": "health", "phone": "01632 960002", "answers_checks": "yes"}
    answer = ada.post(f"{A}add-organisation/", sent)
    made = Organisation.objects.get(name="Riverside Surgery")
    assert answer["location"] == f"{A}organisations/{made.pk}/see-organisation/"
    assert [(team.name, team.kind) for team in made.teams.all()] == [("Riverside Surgery", "partner")]
    assert (made.phone, made.answers_checks) == ("01632 960002", True)
    assert "of this name already" in text(ada.post(f"{A}add-organisation/", sent))
    assert ada.post(f"{A}organisations/{made.pk}/end-organisation/").status_code == 302
    assert [team.ends_on for team in made.teams.all()] == [timezone.localdate()]
    refused = ada.post(f"{A}organisations/{cast.school.pk}/end-organisation/")
    assert (refused.status_code, "1 person of Millbrook Primary School can still sign in" in text(refused)) == (
        409,
        True,
    )


def test_a_partners_person_is_invited_from_the_organisations_page(cast: Cast, ada: Client) -> None:
    page = text(ada.get(f"{A}organisations/{cast.school.pk}/see-organisation/"))
    link = f"{A}invite-worker/?employer={cast.school.pk}&amp;team={cast.school_team.pk}&amp;role=partner_referrer"
    assert link in page
    form = text(ada.get(link.replace("&amp;", "&")))
    assert f'value="{cast.school.pk}" selected' in form
    assert 'value="partner_referrer" checked' in form


def names(page: str) -> list[str]:
    return [part.split("<")[0] for part in page.split('/see-worker/">')[1:]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=dee", ["Dee Tester"]),
        ("?q=tester+social", ["Ash Tester", "Dee Tester", "Fay Tester"]),
        ("?role=analyst", ["Lin Tester"]),
        ("?role=partner_referrer&sort=-name", ["Tess Tester", "Pia Tester"]),
        ("?standing=CLOSED", ["Guy Tester"]),
        ("?q=nobody", []),
        ("?role=system", ["Ada", "Ash", "Dee", "Fay", "Guy", "Lin", "Mo", "Pia", "Sam", "Stu", "Tess"]),
    ],
)
def test_workers_are_found_filtered_and_sorted_by_the_address(
    cast: Cast, ada: Client, query: str, found: list[str]
) -> None:
    Worker.objects.filter(pk=cast.guy.pk).update(is_active=False)
    shown = names(text(ada.get(f"{A}see-workers/{query}")))
    assert shown == [name if " " in name else f"{name} Tester" for name in found]


def test_a_list_of_workers_asks_as_much_for_one_as_for_forty(cast: Cast, ada: Client) -> None:
    def statements(address: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert ada.get(address).status_code == 200
        return len(asked)

    ada.get(A)
    few = [statements(f"{A}{page}/") for page in ("see-workers", "see-teams", "see-organisations")]
    for number in range(40):
        organisation = Organisation.objects.create(name=f"School {number}", kind="school")
        team = Team.objects.create(name=f"Team {number}", kind="pod", organisation=cast.council)
        worker = Worker.objects.create(
            email=f"w{number}@example.org",
            known_as="Wo",
            family_name="R",
            role="analyst",
            employer=organisation,
            starts_on=LONG_AGO,
        )
        TeamMembership.objects.create(worker=worker, team=team, starts_on=LONG_AGO)
    many = [statements(f"{A}{page}/") for page in ("see-workers", "see-teams", "see-organisations")]
    assert many == few
    assert max(many) <= 20


def test_an_administrator_sees_no_record_of_a_family(cast: Cast) -> None:
    assert [name for name in ("casefile.see_family", "people.find", "frontdoor.queue") if cast.ada.may(name)] == []


def test_the_scheme_of_delegation_prints_every_role_in_english(ada: Client, cast: Cast) -> None:
    page = text(ada.get(f"{A}see-delegation/"))
    assert [title in page for title in ("Front-door social worker", "Analyst", "Administrator")] == [True] * 3
    assert "Hearth itself" not in page
    analyst = page.split('id="role-analyst"')[1].split("</section>")[0]
    assert [words for words in ("see the figures of the service", "open a contact") if words in analyst] == [
        "see the figures of the service"
    ]
    assert re.findall(r">[^<]*[a-z]+_[a-z][^<]*<", page.split("<main")[1].split("</main>")[0]) == []


def test_a_half_filled_form_is_kept(cast: Cast, ada: Client) -> None:
    ada.post(f"/drafts{A}invite-worker/", {"known_as": "Noo", "email": ""})
    assert 'value="Noo"' in text(ada.get(f"{A}invite-worker/"))
    assert Draft.objects.get().key == "administration/invite-worker"
