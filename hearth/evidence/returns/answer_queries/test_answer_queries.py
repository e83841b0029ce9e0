"""One explanation for all queries of a rule: how many, which, of two at once, sent twice, and what it leaves alone."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hearth.conftest import Cast
from hearth.evidence.returns.answer_queries.action import CHANGED, answer_queries
from hearth.evidence.returns.answer_query.action import answer_query
from hearth.evidence.returns.cin_census.example import Given, child, episode
from hearth.evidence.returns.conftest import CheckReturn
from hearth.evidence.returns.models import Explanation, Issue, Run
from hearth.evidence.returns.queries import Extent, explanations_of
from hearth.foundation.audit.models import Event
from hearth.foundation.refusals import ChangedMeanwhile, Refused
from hearth.foundation.staff.models import Worker

SignedIn = Callable[[Worker], Client]
RULE = "8585Q"


def died(number: str) -> Given:
    """Query 8585Q of two records: of the child, and of the episode."""
    return child(episode(CINclosureDate="2025-08-01", ReasonForClosure="RC2"), LAchildID=number, UPN=None)


@pytest.fixture
def run(check_return: CheckReturn) -> Run:
    """Of A1, A2 and B1 the rule asks twice each: of the episode, by the child's details too."""
    return check_return(died("A1"), died("A2"), died("B1"))


def at(run: Run, query: str = "", rule: str = RULE) -> str:
    return f"/returns/answer-queries/{run.pk}/{rule}/{query}"


def send(client: Client, run: Run, says: str, query: str = "", version: int = 0, **more: str) -> HttpResponse:
    return client.post(at(run, query), {"says": says, "version": version, **more})


def said() -> dict[str, list[str]]:
    """By child, the words that stand."""
    told: dict[str, list[str]] = {}
    latest = Explanation.objects.filter(is_latest=True).order_by("child", "says")
    for number, says in latest.values_list("child", "says"):
        told.setdefault(number, []).append(says)
    return told


def words(answer: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def one_of(run: Run, number: str) -> Issue:
    return run.issues.get(rule=RULE, child=number, table="CINdetails")


def act(run: Run, by: Worker, says: str = "x", version: int = 0, *, replaces: bool = False) -> None:
    answer_queries(run=run, rule=RULE, narrowed={}, says=says, version=version, replaces=replaces, by=by)


def test_all_queries_of_a_rule_get_one_explanation(run: Run, cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.stu)
    page = words(client.get(at(run)))
    assert "Asked of 3 records (6 issues) No answer yet 6 issues Answered already 0 issues" in page
    assert ("The first 5 of them" in page, "Keep this explanation for 3 records (6 issues)" in page) == (True, True)
    sent = send(client, run, "The coroner was told")
    assert (sent.status_code, sent["location"]) == (302, f"/returns/see-records/{run.pk}/?rule={RULE}")
    assert "The explanation is kept for 3 records (6 issues). Each can be changed by itself." in words(
        client.get(sent["location"])
    )
    assert said() == dict.fromkeys(["A1", "A2", "B1"], ["The coroner was told"] * 2)
    assert list(Explanation.objects.values_list("authority", "rule", "version", "written_by").distinct()) == [
        ("999", RULE, 1, cast.stu.pk)
    ]
    acts = Event.objects.filter(name="returns.answer_queries", kind="act").values_list("worker", "record", "details")
    assert list(acts) == [(cast.stu.pk, run.pk, {"records": 3, "issues": 6})]


@pytest.mark.parametrize(
    ("query", "records", "issues"),
    [
        ("", 3, 6),
        ("?child_contains=A", 2, 4),
        ("?module=CINdetails", 3, 3),
        ("?module=ChildIdentifiers&child=B1", 1, 1),
    ],
)
def test_it_counts_as_the_page_of_the_check_does(
    query: str, records: int, issues: int, run: Run, cast: Cast, signed_in: SignedIn
) -> None:
    client = signed_in(cast.stu)
    listed = words(client.get(f"/returns/see-check/{run.pk}/{query}"))
    row = re.search(rf"{RULE} Query .*? (\d+|The return) (\d+) 0 of (\d+) Answer", listed)
    assert row
    assert row.groups() == (str(records), str(issues), str(issues))
    kept_for = f"{records} record{'s' * (records > 1)} ({issues} issue{'s' * (issues > 1)})"
    page = words(client.get(at(run, query)))
    assert (f"Asked of {kept_for} No" in page, f"Keep this explanation for {kept_for}" in page) == (True, True)
    told = words(client.get(send(client, run, "x", query)["location"]))
    assert f"The explanation is kept for {kept_for}. Each" in told


def test_of_a_rule_on_the_whole_return_it_is_the_return() -> None:
    assert [Extent(*each).in_words for each in ((0, 1), (0, 2), (1, 1), (1_000, 2_000))] == [
        "the return (1 issue)", "the return (2 issues)", "1 record (1 issue)", "1,000 records (2,000 issues)"
    ]  # fmt: skip


def test_they_are_what_answering_one_by_one_would_write(run: Run, cast: Cast) -> None:
    act(run, cast.stu)
    fields = ("authority", "record", "rule", "child", "place", "says", "version", "is_latest", "written_by")
    at_once = set(Explanation.objects.values_list(*fields))
    Explanation.objects.all().delete()
    for issue in run.issues.filter(rule=RULE):
        answer_query(issue=issue, says="x", version=0, by=cast.stu)
    assert set(Explanation.objects.values_list(*fields)) == at_once


def test_they_hold_in_the_next_return(run: Run, check_return: CheckReturn, cast: Cast) -> None:
    act(run, cast.stu, "The coroner was told")
    later = check_return(died("A0"), died("A1"))
    asked = later.issues.filter(rule=RULE)
    known = explanations_of(later, asked)
    assert [(each.child, each.record in known) for each in asked.order_by("child", "position")] == [
        ("A0", False), ("A0", False), ("A1", True), ("A1", True)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "which", "answered"),
    [
        ("?child=A1", "Child: A1", {"A1": 2}),
        ("?child_contains=a", "Child’s number contains: a", {"A1": 2, "A2": 2}),
        ("?module=CINdetails", "Child in need details", {"A1": 1, "A2": 1, "B1": 1}),
        ("?module=CINdetails&child=B1", "Child in need details, Child: B1", {"B1": 1}),
        (
            "?answered=yes&severity=error&rule=100",
            "Every record that the rule names in this return",
            {"A1": 2, "A2": 2, "B1": 2},
        ),
    ],
    ids=["child", "a part of the child's number", "module", "both", "what does not narrow"],
)
def test_a_filter_narrows_them(
    query: str, which: str, answered: dict[str, int], run: Run, cast: Cast, signed_in: SignedIn
) -> None:
    client = signed_in(cast.stu)
    assert f"Which {which} Asked of" in words(client.get(at(run, query)))
    assert send(client, run, "x", query).status_code == 302
    assert {number: len(told) for number, told in said().items()} == answered


def test_what_is_said_of_one_child_is_said_of_no_other_whose_number_begins_so(
    check_return: CheckReturn, cast: Cast, signed_in: SignedIn
) -> None:
    run, client = check_return(died("A1"), died("A10"), died("a1"), died("A11")), signed_in(cast.stu)
    assert "Which Child: A1 Asked of 1 record (2 issues)" in words(client.get(at(run, "?child=A1")))
    assert send(client, run, "x", "?child=A1").status_code == 302
    assert said() == {"A1": ["x"] * 2}


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("?module=Bogus", "Module"),
        (f"?child={'A' * 101}", "Child’s number"),
        (f"?child_contains={'A' * 61}", "Child’s number contains"),
        ("?child=A%00", "Child’s number"),
        ("?module=Bogus&child=A1&answered=perhaps", "Module, Queries"),
        ("?childs=A1", "childs"),
        ("?Module=Reviews", "Module"),
        ("?child=A1&child=B1", "Child’s number"),
        ("?child=A2&A1", "A1"),
        ("?module=Bogus&module=Reviews&module=CINdetails&x=1&x=2", "Module, x"),
    ],
    ids=[
        "module",
        "too long",
        "too long a part",
        "what no child's number holds",
        "of two that is not understood",
        "no such name",
        "a name written otherwise",
        "twice",
        "a name alone",
        "several of these",
    ],
)
def test_a_filter_that_is_not_understood_never_means_all(
    query: str, named: str, run: Run, cast: Cast, signed_in: SignedIn
) -> None:
    answer_query(issue=one_of(run, "A1"), says="Asked the registrar", version=0, by=cast.stu)
    client = signed_in(cast.stu)
    for answer in (client.get(at(run, query)), send(client, run, "x", query, version=1, replaces="on")):
        told = f"has a filter that is not understood: {named}. So it is not known which records are meant."
        assert (answer.status_code, words(answer).count(told), b"<textarea" in answer.content) == (409, 1, False)
    assert said() == {"A1": ["Asked the registrar"]}


def test_a_filter_that_leaves_nothing_says_so(run: Run, cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.stu)
    assert "No query of this rule is left" in words(client.get(at(run, "?child=nobody")))
    assert "Nothing is left to answer with this filter" in words(send(client, run, "x", "?child=nobody"))
    assert Explanation.objects.count() == 0


def test_what_is_answered_keeps_its_answer(run: Run, cast: Cast, signed_in: SignedIn) -> None:
    answer_query(issue=one_of(run, "A1"), says="Asked the registrar", version=0, by=cast.stu)
    client = signed_in(cast.stu)
    page = words(client.get(at(run)))
    assert "Asked of 3 records (6 issues) No answer yet 5 issues Answered already 1 issue" in page
    assert "Also replace what was said of the 1 issue answered already" in page
    assert send(client, run, "The coroner was told", version=1).status_code == 302
    assert said() == {
        "A1": ["Asked the registrar", "The coroner was told"],
        "A2": ["The coroner was told"] * 2,
        "B1": ["The coroner was told"] * 2,
    }


def test_unless_it_is_to_be_replaced_and_then_the_earlier_words_stay(run: Run, cast: Cast, signed_in: SignedIn) -> None:
    answer_query(issue=one_of(run, "A1"), says="Asked the registrar", version=0, by=cast.stu)
    assert send(signed_in(cast.stu), run, "The coroner was told", version=1, replaces="on").status_code == 302
    assert said() == dict.fromkeys(["A1", "A2", "B1"], ["The coroner was told"] * 2)
    of_a1 = Explanation.objects.filter(record=one_of(run, "A1").record).order_by("version")
    assert list(of_a1.values_list("says", "version", "is_latest")) == [
        ("Asked the registrar", 1, False), ("The coroner was told", 2, True)
    ]  # fmt: skip


def test_each_is_changed_afterwards_by_itself(run: Run, cast: Cast) -> None:
    act(run, cast.stu, "The coroner was told")
    answer_query(issue=one_of(run, "A1"), says="A date follows", version=1, by=cast.stu)
    assert said()["A1"] == ["A date follows", "The coroner was told"]


def test_where_all_are_answered_only_replacing_is_left(run: Run, cast: Cast, signed_in: SignedIn) -> None:
    act(run, cast.stu, "The coroner was told")
    page = words(send(signed_in(cast.stu), run, "Other words", version=6))
    assert page.count("Every one of these issues has an explanation already.") == 2  # in the summary and beside the box
    assert said() == dict.fromkeys(["A1", "A2", "B1"], ["The coroner was told"] * 2)


def test_of_two_who_answer_the_second_is_told(run: Run, cast: Cast, signed_in: SignedIn) -> None:
    answer_query(issue=one_of(run, "A1"), says="Asked the registrar", version=0, by=cast.stu)
    client = signed_in(cast.stu)
    second = send(client, run, "The coroner was told", version=0)
    page = words(second)
    assert (second.status_code, CHANGED in page, "No answer yet 5 issues" in page) == (200, True, True)
    assert said() == {"A1": ["Asked the registrar"]}
    assert re.findall(r'name="version" value="(\d+)"', second.content.decode()) == ["1"]
    assert ">The coroner was told</textarea>" in second.content.decode().replace("\n", "")
    with pytest.raises(ChangedMeanwhile):
        act(run, cast.stu, version=7)


def test_what_a_colleague_wrote_while_an_answer_was_mended_is_not_replaced_unsaid(
    run: Run, cast: Cast, signed_in: SignedIn
) -> None:
    client = signed_in(cast.stu)
    answer_query(issue=one_of(run, "A1"), says="Asked the registrar", version=0, by=cast.stu)
    refused = send(client, run, " ", version=0, replaces="on").content.decode()
    (version,) = re.findall(r'name="version" value="(\d+)"', refused)
    told = words(send(client, run, "The coroner was told", version=int(version), replaces="on"))
    assert (CHANGED in told, said()) == (True, {"A1": ["Asked the registrar"]})


def test_sent_twice_it_is_one(run: Run, cast: Cast, signed_in: SignedIn) -> None:
    client, token = signed_in(cast.stu), str(uuid.uuid4())
    first, second = (send(client, run, "x", _once=token, replaces="on") for _ in range(2))
    assert (first["location"], Explanation.objects.count()) == (second["location"], 6)


@pytest.mark.parametrize(
    ("says", "told"),
    [
        (" ", "Say why these are right as they are"),
        ("x" * 1001, "Use 1,000 characters or fewer. You have used 1,001"),
    ],
    ids=["nothing", "too long"],
)
def test_an_answer_that_is_none_is_told(says: str, told: str, run: Run, cast: Cast, signed_in: SignedIn) -> None:
    assert (told in words(send(signed_in(cast.stu), run, says)), Explanation.objects.count()) == (True, 0)


def test_an_error_cannot_be_explained(check_return: CheckReturn, cast: Cast, signed_in: SignedIn) -> None:
    run = check_return(child(LAchildID="A3", Sex="X"))
    client = signed_in(cast.stu)
    assert "This is an error. It cannot be explained" in words(client.get(at(run, rule="4180")))
    with pytest.raises(Refused, match="This is an error"):
        answer_queries(run=run, rule="4180", narrowed={}, says="x", version=0, replaces=False, by=cast.stu)
    assert "Answer all of these at once" not in words(client.get(f"/returns/see-records/{run.pk}/?rule=4180"))


def test_a_return_of_nobody_and_one_that_was_deleted_cannot_be_answered(
    run: Run, cast: Cast, signed_in: SignedIn
) -> None:
    client = signed_in(cast.stu)
    Run.objects.update(authority="")
    assert (client.get(at(run)).status_code, "The file names no authority" in words(client.get(at(run)))) == (409, True)
    assert "Answer all" not in words(client.get(f"/returns/see-check/{run.pk}/"))
    Run.objects.update(forgotten_at=timezone.now())
    assert client.get(at(run)).status_code == 404


def test_it_is_led_to_from_both_pages_with_what_they_are_filtered_by(run: Run, cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.stu)
    for of in ("child=A1", "child_contains=A"):
        for page in (f"see-check/{run.pk}/?{of}", f"see-records/{run.pk}/?{of}&rule={RULE.lower()}"):
            assert f'href="{at(run, f"?{of}")}"' in client.get(f"/returns/{page}").content.decode()


def typed_in(client: Client, run: Run, query: str) -> tuple[str, bool]:
    """What the form opens with: its words, and whether it would replace what is there."""
    page = client.get(at(run, query)).content.decode()
    text, box = (
        re.search(r"<textarea[^>]*>\n?([^<]*)</textarea>", page),
        re.search(r'<input[^>]*name="replaces"[^>]*>', page),
    )
    assert text
    assert box
    return text[1], "checked" in box[0]


def test_what_is_typed_for_some_records_is_never_opened_for_others(run: Run, cast: Cast, signed_in: SignedIn) -> None:
    act(run, cast.stu, "The coroner was told")
    client = signed_in(cast.stu)
    for query, says in (("?child=A1", "Of A1"), ("?child=B1&module=CINdetails", "Of B1")):
        form = client.get(at(run, query)).content.decode()
        tokens = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form.partition("data-draft")[2]))
        tokens = {name: value.replace("&amp;", "&") for name, value in tokens.items()}
        assert client.post(f"/drafts{at(run)}", tokens | {"says": says, "replaces": "on"}).status_code == 200
    opened = {
        query: typed_in(client, run, query)
        for query in (
            "",
            "?child=A1",
            "?child=A1&answered=yes",
            "?module=CINdetails&child=B1",
            "?child=B1",
            "?child=A2",
        )
    }
    assert opened == dict.fromkeys(opened, ("", False)) | {
        "?child=A1": ("Of A1", False),
        "?child=A1&answered=yes": ("Of A1", False),
        "?module=CINdetails&child=B1": ("Of B1", False),
    }


def test_sent_it_is_forgotten_for_those_records_alone(run: Run, cast: Cast, signed_in: SignedIn) -> None:
    act(run, cast.stu, "The coroner was told")
    client = signed_in(cast.stu)
    for of in ("child=A1", "child=B1"):
        client.post(f"/drafts{at(run)}", {"says": f"Of {of}", "_of": of})
    sent = {"_once": str(uuid.uuid4()), "_of": "child=A1", "replaces": "on"}
    assert send(client, run, "Other words", "?child=A1", version=2, **sent).status_code == 302
    assert [typed_in(client, run, query)[0] for query in ("?child=A1", "?child=B1")] == ["", "Of child=B1"]


@contextmanager
def counted(counts: list[int]) -> Iterator[None]:
    with CaptureQueriesContext(connection) as asked:
        yield
    counts.append(len(asked))


def test_it_asks_as_often_for_two_as_for_a_thousand(check_return: CheckReturn, cast: Cast, signed_in: SignedIn) -> None:
    client, counts = signed_in(cast.stu), []
    client.get("/returns/")  # the session's first page sets it up
    for run in (check_return(died("A1")), check_return(*(died(f"B{number}") for number in range(500)))):
        with counted(counts):
            assert client.get(at(run)).status_code == 200
        with counted(counts):
            assert send(client, run, "x").status_code == 302
        records = run.issues.filter(rule=RULE).count()
        with counted(counts):
            assert send(client, run, "y", version=records, replaces="on").status_code == 302
    assert (counts[:3], Explanation.objects.filter(is_latest=True).count()) == (counts[3:], 1002)
