"""The pages of a data steward: give a file, watch it, read what was said of it, take it away, join the children."""

from __future__ import annotations

import csv
import io
import re
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from hearth.casework.caseload.allocate_family.action import allocate_family
from hearth.casework.chronology.models import Line
from hearth.casework.family_help.models import Assessment, Episode
from hearth.casework.people.models import Family, FamilyMembership, Person
from hearth.conftest import Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.council import council
from hearth.foundation.council.choices import Returns
from hearth.foundation.staff.models import Grant, TeamMembership, Worker
from hearth.foundation.staff.pages import today
from hearth.foundation.staff.second_wall import stepped_in
from hearth.governance.bring_in_records.conftest import BringIn, assessment, census, child, episode
from hearth.governance.bring_in_records.jobs import read_waiting_run
from hearth.governance.bring_in_records.models import Remark, Run
from hearth.governance.bring_in_records.rules import may_join, may_upload
from hearth.governance.bring_in_records.run import progress_of

SignedIn = Callable[[Worker], Client]
UPLOAD, JOIN = "/bring-in/upload-census/", "/bring-in/join-into-family/"


def give(client: Client, content: bytes, **more: str) -> HttpResponse:
    return client.post(UPLOAD, {"file": SimpleUploadedFile("census.xml", content), "team": "", **more})


def words(answer: HttpResponse) -> str:
    return " ".join(answer.content.decode().split())


def test_a_file_is_given_watched_and_read(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.stu)
    answer = give(client, census(child("A1", episode()), child("A2", told="<Sex>1</Sex>")))
    run = Run.objects.get()
    assert (answer.status_code, answer["location"]) == (302, f"/bring-in/see-run/{run.pk}/")
    assert (run.state, run.brought_by, run.file_name, run.team) == ("waiting", cast.stu, "census.xml", None)
    job = ProcrastinateJob.objects.get(task_name="bring_in_records.bring_in_census")
    assert job.args == {"run": str(run.pk)}
    waiting = words(client.get(answer["location"]))
    assert ("The file is kept and waits to be read." in waiting, 'hx-trigger="every 2s"' in waiting) == (True, True)
    read_waiting_run(**job.args)
    read = words(client.get(answer["location"]))
    assert ("What became of each row" in read, 'hx-trigger="every 2s"' in read) == (True, False)
    assert "This code is not in the DfE&#39;s list, which is F, M, U." in read
    assert sorted(Person.objects.values_list("family_name", flat=True)) == ["A1", "A2"]
    assert list(Event.objects.filter(kind="act").order_by("pk").values_list("name", "worker")) == [
        ("bring_in_records.upload_census", cast.stu.pk),
        ("bring_in_records.bring_in_census", cast.stu.pk),
    ]


def test_a_job_that_comes_twice_reads_once(cast: Cast, signed_in: SignedIn) -> None:
    give(signed_in(cast.stu), census(child("A1")))
    run = Run.objects.get()
    read_waiting_run(run=str(run.pk))
    ended_at = Run.objects.get().ended_at
    read_waiting_run(run=str(run.pk))
    assert Run.objects.get().ended_at == ended_at


def test_the_team_chosen_holds_the_children(cast: Cast, signed_in: SignedIn) -> None:
    give(signed_in(cast.stu), census(child("A1")), team=str(cast.north_pod.pk))
    read_waiting_run(run=str(Run.objects.get().pk))
    assert list(Grant.objects.order_by("pk").values_list("team__name", flat=True)) == [
        "North pod",
        "Records brought in",
    ]


def test_a_partners_team_cannot_be_chosen(cast: Cast, signed_in: SignedIn) -> None:
    give(signed_in(cast.stu), census(child("A1")), team=str(cast.school_team.pk))
    assert Run.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty."),
        (b"no census", "This is not an XML file."),
        (b"PK\x03\x04rest", "This is a zip file or an Excel or Word document, not XML."),
        (b'<!DOCTYPE Message [<!ENTITY a "b">]><Message/>', "The file holds a DOCTYPE or entities"),
        (b"<Return><Children/></Return>", "the outermost element is not Message."),
    ],
    ids=["empty", "words", "zip", "entities", "another root"],
)
def test_a_wrong_file_is_told_at_once(content: bytes, says: str, cast: Cast, signed_in: SignedIn) -> None:
    answer = give(signed_in(cast.stu), content)
    assert (answer.status_code, says in words(answer), Run.objects.count()) == (200, True, 0)


def test_no_file_is_told(cast: Cast, signed_in: SignedIn) -> None:
    assert "Choose the census file" in words(signed_in(cast.stu).post(UPLOAD, {"team": ""}))


def test_a_file_that_breaks_later_is_told_on_its_page(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.stu)
    answer = give(client, census(child("A1"), child("A2"))[:-30])
    read_waiting_run(run=str(Run.objects.get().pk))
    page = words(client.get(answer["location"]))
    assert "The file is cut off before its end." in page
    assert "Nothing was written." in page
    assert Person.objects.count() == 0


def test_a_file_too_large_is_told(cast: Cast, signed_in: SignedIn, settings: Any) -> None:
    settings.COUNCIL = replace(council(), returns=Returns(largest_upload_megabytes=1))
    answer = give(signed_in(cast.stu), census(child("A1", told=" " * 2 * 1024 * 1024)))
    assert ("The file is 2 MB. The most that can be uploaded is 1 MB." in words(answer), Run.objects.count()) == (
        True,
        0,
    )


def test_what_may_be_uploaded() -> None:
    largest = 200 * 1024**2
    assert may_upload(size=largest, largest=largest, being_read=False) is None
    too_large = may_upload(size=largest + 1, largest=largest, being_read=False)
    again = may_upload(size=1, largest=largest, being_read=True)
    assert str(too_large)[:67] == "The file is 200 MB. The most that can be uploaded is 200 MB. Check "
    assert str(again) == "This very file is being read now. Wait until it is done, then look at its report"


def test_a_file_being_read_is_not_taken_again(cast: Cast, signed_in: SignedIn) -> None:
    client, content = signed_in(cast.stu), census(child("A1"))
    give(client, content)
    answer = give(client, content)
    assert (answer.status_code, Run.objects.count()) == (409, 1)
    assert "This very file is being read now." in words(answer)


def test_a_form_sent_twice_is_one_run(cast: Cast, signed_in: SignedIn) -> None:
    client, token = signed_in(cast.stu), str(uuid.uuid4())
    first, second = (give(client, census(child("A1")), _once=token) for _ in range(2))
    assert (first["location"], Run.objects.count()) == (second["location"], 1)


def test_progress_is_seen_from_outside(bring_in: BringIn) -> None:
    run = bring_in(census(child("A1")))
    progress_of(run)(run.size)  # another connection does not see this test's run, and must not wait for it either
    run.refresh_from_db()
    assert run.percent == 100


def test_a_run_that_does_not_move_says_so(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.stu)
    answer = give(client, census(child("A1")))
    with connection.cursor() as cursor:
        cursor.execute("update bring_in_records_run set moved_at = now() - interval '11 minutes'")
    page = words(client.get(answer["location"]))
    assert ("Nothing has moved for ten minutes." in page, 'hx-trigger="every 2s"' in page) == (True, False)
    assert "Not moving" in words(client.get("/bring-in/"))


def test_the_page_of_anothers_census_says_so_first(cast: Cast, bring_in: BringIn, signed_in: SignedIn) -> None:
    client, says = signed_in(cast.stu), "This is the census of authority 975, and City of London is 201."
    ours, theirs = bring_in(census(child("A1"))), bring_in(census(child("A2")).replace(b"<LEA>201", b"<LEA>975"))
    pages = [words(client.get(f"/bring-in/see-run/{run.pk}/")) for run in (ours, theirs)]
    assert [page.count(says) for page in pages] == [0, 2]  # at the top, and among what was said of the file


def test_others_find_nothing(cast: Cast, bring_in: BringIn, signed_in: SignedIn) -> None:
    run = bring_in(census(child("A1")))
    addresses = ("/bring-in/", UPLOAD, JOIN, f"/bring-in/see-run/{run.pk}/", f"/bring-in/download-report/{run.pk}/")
    for worker in (cast.dee, cast.mo, cast.lin, cast.ada, cast.tess):
        client = signed_in(worker)
        assert [client.get(address).status_code for address in addresses] == [403] * 5
    missing = uuid.uuid4()
    client = signed_in(cast.stu)
    assert [client.get(f"/bring-in/{page}/{missing}/").status_code for page in ("see-run", "download-report")] == [
        404,
        404,
    ]


def test_the_second_wall_stands_behind(cast: Cast, bring_in: BringIn) -> None:
    bring_in(census(child("A1", told="<Sex>1</Sex>")))
    seen = {}
    for worker in (cast.stu, cast.hearth, cast.dee, cast.mo, cast.lin, cast.ada):
        with stepped_in(worker):
            seen[worker.known_as] = (Run.objects.count(), Remark.objects.count())
    assert seen == {"Stu": (1, 1), "Hearth": (0, 0), "Dee": (0, 0), "Mo": (0, 0), "Lin": (0, 0), "Ada": (0, 0)}


WRONG = "<Sex>1</Sex>"


def children_on(page: str) -> list[str]:
    return [part.split("<")[0] for part in re.split(r"<td [^>]*data-child>", page)[1:]]


def test_remarks_are_filtered_sorted_and_paged_by_the_address(
    cast: Cast, bring_in: BringIn, signed_in: SignedIn
) -> None:
    numbers = [f"A{number:02}" for number in range(60)]
    twice = "<PersonBirthDate>1802-03-27</PersonBirthDate>"
    run = bring_in(census(*(child(number, told=WRONG) for number in numbers), child("B01", told=twice)))
    client = signed_in(cast.stu)

    def page(query: str = "") -> list[str]:
        return children_on(client.get(f"/bring-in/see-run/{run.pk}/?{query}").content.decode())

    assert page() == numbers[:50]
    assert page("page=2") == [*numbers[50:], "B01"]
    assert page("sort=-child") == ["B01", *numbers[:10:-1]]
    assert page("where=BirthDate") == ["B01"]
    assert page("child=a3") == numbers[30:40]
    assert page("kind=note") == []
    assert page("kind=nonsense&sort=nonsense&page=nonsense") == numbers[:50]


def test_the_list_asks_as_often_for_one_run_as_for_many(cast: Cast, bring_in: BringIn, signed_in: SignedIn) -> None:
    client = signed_in(cast.stu)

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    run = bring_in(census(child("A1", told=WRONG)))
    queries("/bring-in/")  # the session's first page sets it up
    few = queries("/bring-in/"), queries(f"/bring-in/see-run/{run.pk}/")
    for number in range(2, 8):
        run = bring_in(census(*(child(f"A{each}", told=WRONG) for each in range(number * 5))))
    assert (queries("/bring-in/"), queries(f"/bring-in/see-run/{run.pk}/")) == few


def test_the_list_is_filtered_by_how_runs_ended(cast: Cast, bring_in: BringIn, signed_in: SignedIn) -> None:
    client = signed_in(cast.stu)
    assert "Nothing has been brought in yet" in words(client.get("/bring-in/"))
    bring_in(census(child("A1")))
    assert "census.xml" in words(client.get("/bring-in/?state=read"))
    assert "No file ended so" in words(client.get("/bring-in/?state=unreadable"))


def test_the_report_is_taken_away_as_csv(cast: Cast, bring_in: BringIn, signed_in: SignedIn) -> None:
    run = bring_in(census(child("=A1", told=WRONG)))
    answer = signed_in(cast.stu).get(f"/bring-in/download-report/{run.pk}/")
    assert answer["content-type"] == "text/csv; charset=utf-8"
    assert list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))) == [
        ["line", "child", "item", "in the file", "kind", "what was said"],
        [
            "2",
            "'=A1",
            "ChildIdentifiers.LAchildID",
            "",
            "Refused",
            "A child's number has letters and figures only, at most 40 of them.",
        ],
        ["2", "'=A1", "ChildIdentifiers.Sex", "1", "Refused", "This code is not in the DfE's list, which is F, M, U."],
    ]


# --- Joining ----------------------------------------------------------------------------------------------------------


def person(number: str) -> Person:
    return Person.objects.get(family_name=number)


@pytest.fixture
def siblings(bring_in: BringIn) -> list[Person]:
    closed = episode("2023-01-06", closed_on="2023-05-01")
    bring_in(census(child("A1", closed, episode(inside=assessment())), child("A2", episode()), child("B1")))
    return [person("A1"), person("A2")]


def join(client: Client, chosen: list[Person], numbers: str = "A1 A2", **more: Any) -> HttpResponse:
    told = {"children": [each.pk for each in chosen], "into": "new", "name": "Okafor-Reid", "family": "", **more}
    return client.post(f"{JOIN}?numbers={numbers}", told)


def test_children_are_found_by_the_beginning_of_their_numbers(
    cast: Cast, siblings: list[Person], signed_in: SignedIn
) -> None:
    client = signed_in(cast.stu)

    def found(numbers: str) -> list[bool]:
        page = words(client.get(JOIN, {"numbers": numbers}))
        return [f"Child {number}" in page for number in ("A1", "A2", "B1")]

    assert (found("a"), found("A2, b1"), found("C")) == ([True, True, False], [False, True, True], [False] * 3)
    assert found("") == [False] * 3


def test_siblings_become_a_family_of_the_team_that_holds_them(
    cast: Cast, siblings: list[Person], signed_in: SignedIn
) -> None:
    answer = join(signed_in(cast.stu), siblings)
    family = Family.objects.get()
    assert (answer.status_code, answer["location"]) == (302, f"/families/{family.pk}/see-family/")
    assert (family.name, family.recorded_by) == ("Okafor-Reid", cast.stu)
    members = FamilyMembership.objects.order_by("person").values_list("person", "part", "ends_on")
    assert list(members) == [(each.pk, "child", None) for each in siblings]
    assert list(Grant.objects.filter(record=family.pk, team__isnull=False).values_list("team__name", flat=True)) == [
        "Records brought in"
    ]
    open_ones = Episode.objects.order_by("person", "referred_on").values_list("person__family_name", "family")
    assert list(open_ones) == [("A1", None), ("A1", family.pk), ("A2", family.pk)]
    assert Assessment.objects.get().family is None
    assert list(Line.objects.filter(family=family).values_list("says", "slice")) == [
        ("2 children brought in from the census joined this family", "bring_in_records.join_into_family")
    ]
    events = Event.objects.filter(name="bring_in_records.join_into_family", worker=cast.stu.pk).order_by("pk")
    assert list(events.values_list("kind", "record")) == [
        ("read", siblings[0].pk),
        ("read", siblings[1].pk),
        ("act", family.pk),
    ]
    assert signed_in(cast.stu).get(answer["location"]).status_code == 200
    assert signed_in(cast.dee).get(answer["location"]).status_code == 404


def test_whoever_brings_in_for_a_pod_joins_them_until_they_are_allocated(
    cast: Cast, bring_in: BringIn, signed_in: SignedIn
) -> None:
    bring_in(census(child("A1", episode()), child("A2", episode())), team=cast.north_pod)
    stu, dee = signed_in(cast.stu), signed_in(cast.dee)
    answer = join(stu, [person("A1"), person("A2")])
    family = Family.objects.get()
    granted = Grant.objects.filter(record=family.pk, team__isnull=False).order_by("team")
    assert list(granted.values_list("team__name", flat=True)) == ["North pod", "Records brought in"]
    pages = [answer["location"], f"/people/{person('A1').pk}/see-person/"]
    assert [client.get(page).status_code for client in (stu, dee) for page in pages] == [200] * 4
    allocate_family(family=family, team=cast.south_pod, lead=cast.ash, beside=[], on=today(), by=cast.guy)
    who = (stu, dee, signed_in(cast.ash))
    assert [client.get(page).status_code for client in who for page in pages] == [404] * 4 + [200] * 2


def test_a_child_joins_a_family_that_is_here(cast: Cast, siblings: list[Person], signed_in: SignedIn) -> None:
    client = signed_in(cast.stu)
    join(client, siblings[:1])
    family = Family.objects.get()
    for told in ("okafor-reid", str(family.pk), "Okafor-Reid family"):
        join(client, siblings, into="standing", name="", family=told)
    assert (Family.objects.count(), FamilyMembership.objects.count()) == (1, 2)
    assert "already in the Okafor-Reid family" in words(client.get(JOIN, {"numbers": "A1"}))


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"children": []}, "Choose at least one child"),
        ({"name": ""}, "Say what the family is called"),
        ({"into": "standing", "family": ""}, "Give the family&#39;s name or number"),
        ({"into": "standing", "family": "Marlow"}, "No family of that name or number is open to you"),
        ({"into": ""}, "Say whether this is a new family"),
    ],
)
def test_what_is_missing_is_asked_for(
    told: dict[str, Any], says: str, cast: Cast, siblings: list[Person], signed_in: SignedIn
) -> None:
    answer = join(signed_in(cast.stu), siblings, **told)
    assert (says in words(answer), Family.objects.count()) == (True, 0)


def test_two_families_of_one_name_are_told_apart_by_number(
    cast: Cast, siblings: list[Person], signed_in: SignedIn
) -> None:
    client = signed_in(cast.stu)
    for each in siblings:
        join(client, [each])
    first, second = Family.objects.order_by("pk")
    answer = join(client, siblings, into="standing", family="Okafor-Reid")
    assert f"Give the number of one of them: {first.pk}, {second.pk}" in words(answer)


def test_a_child_closed_to_the_steward_cannot_be_joined(cast: Cast, bring_in: BringIn, signed_in: SignedIn) -> None:
    bring_in(census(child("A1")), team=cast.south_pod)
    Worker.objects.filter(pk=cast.ash.pk).update(role="data_steward")  # who never brought anything in
    TeamMembership.objects.filter(worker=cast.ash).delete()
    answer = join(signed_in(Worker.objects.get(pk=cast.ash.pk)), [person("A1")])
    assert (Family.objects.count(), "Child A1" in words(answer)) == (0, False)


def test_children_of_different_teams_are_not_made_one_family(
    cast: Cast, siblings: list[Person], signed_in: SignedIn
) -> None:
    Grant.objects.create(record=siblings[0].pk, team=cast.north_pod, why="Allocated", given_by=cast.mo)
    answer = join(signed_in(cast.stu), siblings)
    assert "These children are held by different teams (North pod, Records brought in)." in words(answer)
    assert Family.objects.count() == 0


def test_a_child_of_another_pod_is_not_joined_into_a_family_of_this_one(
    cast: Cast, bring_in: BringIn, signed_in: SignedIn
) -> None:
    bring_in(census(child("A1", episode())), team=cast.north_pod)
    bring_in(census(child("A2", episode())), team=cast.south_pod)
    stu = signed_in(cast.stu)
    join(stu, [person("A1")], name="Norths")
    answer = join(stu, [person("A2")], into="standing", name="", family="Norths")
    assert (
        "This family is held by North pod, Records brought in, and these children by Records brought in, South pod."
        in words(answer)
    )
    assert [each.person for each in FamilyMembership.objects.all()] == [person("A1")]
    with stepped_in(cast.dee):
        assert [each.pk for each in Person.objects.all()] == [person("A1").pk]


def test_who_may_be_joined() -> None:
    north, south, both = frozenset({"North pod"}), frozenset({"South pod"}), frozenset({"North pod", "South pod"})
    assert str(may_join(children=0, teams=[])) == "Choose at least one child"
    assert may_join(children=2, teams=[north, north]) is None
    assert may_join(children=2, teams=[north, north], familys=north) is None
    assert str(may_join(children=2, teams=[north, both]))[:73] == (
        "These children are held by different teams (North pod, South pod). Choose"
    )
    refused = [may_join(children=1, teams=[held], familys=familys) for held, familys in
               ((south, north), (north, both), (both, north), (north, frozenset()))]  # fmt: skip
    assert [str(each).partition(". ")[0] for each in refused] == [
        "This family is held by North pod, and these children by South pod",
        "This family is held by North pod, South pod, and these children by North pod",
        "This family is held by North pod, and these children by North pod, South pod",
        "This family is held by no team, and these children by North pod",
    ]
    assert [each.field for each in refused if each] == ["family"] * 4


def test_joining_sent_twice_is_one_family(cast: Cast, siblings: list[Person], signed_in: SignedIn) -> None:
    client, token = signed_in(cast.stu), str(uuid.uuid4())
    first, second = (join(client, siblings, _once=token) for _ in range(2))
    assert (first["location"], Family.objects.count()) == (second["location"], 1)
