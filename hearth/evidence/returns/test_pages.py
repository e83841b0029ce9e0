"""The pages of a data officer: give a return, watch it, read what was found, answer, compare, take it away."""

from __future__ import annotations

import csv
import io
import re
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from python_calamine import CalamineWorkbook

from hearth.conftest import Cast
from hearth.evidence.returns import check_run
from hearth.evidence.returns.answer_query.action import answer_query
from hearth.evidence.returns.check_census.action import check_census
from hearth.evidence.returns.cin_census.check import check, issues_in_words
from hearth.evidence.returns.cin_census.example import Given, assessment, census, child, episode
from hearth.evidence.returns.cin_census.reader import UNKNOWN
from hearth.evidence.returns.conftest import CheckReturn
from hearth.evidence.returns.jobs import check_waiting_run, forget_old_checks
from hearth.evidence.returns.limits import MEGABYTE
from hearth.evidence.returns.models import Explanation, Issue, Run
from hearth.evidence.returns.queries import by_rule
from hearth.evidence.returns.rules import may_answer, may_answer_all, may_check, may_compare
from hearth.evidence.returns.sheet_rows import put_rows
from hearth.foundation.audit.models import Event
from hearth.foundation.council import council
from hearth.foundation.council.choices import Returns
from hearth.foundation.periods.words import date_in_words
from hearth.foundation.refusals import ChangedMeanwhile, Refused
from hearth.foundation.staff.models import Worker
from hearth.foundation.staff.second_wall import stepped_in

SignedIn = Callable[[Worker], Client]
UPLOAD, COMPARE = "/returns/check-census/", "/returns/compare-checks/"
RETURNS = Path(__file__).parents[4] / "shared" / "data" / "returns"


def died(number: str, **given: Any) -> Given:
    """Closed because the child died, without a date of death: query 8585Q, of the child and of the episode."""
    return child(
        episode(CINclosureDate="2025-08-01", ReasonForClosure="RC2"), **({"LAchildID": number, "UPN": None} | given)
    )


def without_sex(number: str) -> Given:
    """Error 4180."""
    return child(LAchildID=number, Sex="X")


def clean(number: str, **given: Any) -> Given:
    return child(**({"LAchildID": number} | given))


def give(client: Client, content: bytes, **more: str) -> HttpResponse:
    return client.post(UPLOAD, {"file": SimpleUploadedFile("census.xml", content), "year": "", **more})


def file_of(*children: Given, **header: Any) -> bytes:
    return census(*children, **header).getvalue()


def words(answer: HttpResponse) -> str:
    return " ".join(answer.content.decode().split())


def children_on(answer: HttpResponse) -> list[str]:
    return [part.split("<")[0] for part in re.split(r"<th [^>]*data-child>", answer.content.decode())[1:]]


def see(run: Run, query: str = "") -> str:
    return f"/returns/see-check/{run.pk}/{query}"


def records(run: Run, query: str = "") -> str:
    return f"/returns/see-records/{run.pk}/{query}"


def query_of(run: Run, number: str = "A1", table: str = "CINdetails") -> Issue:
    return run.issues.get(rule="8585Q", child=number, table=table)


@pytest.fixture(autouse=True)
def everywhere(kept_in: Path) -> Path:
    return kept_in


# --- Giving a file ----------------------------------------------------------------------------------------------------


def test_a_file_is_given_watched_and_checked(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.stu)
    answer = give(client, file_of(died("A1"), clean("A2")))
    run = Run.objects.get()
    assert (answer.status_code, answer["location"]) == (302, see(run))
    assert (run.state, run.given_by, run.file_name, run.as_year) == ("waiting", cast.stu, "census.xml", 0)
    job = ProcrastinateJob.objects.get(task_name="returns.check_census")
    assert job.args == {"run": run.pk}
    waiting = words(client.get(answer["location"]))
    assert ("The file is kept and waits to be checked." in waiting, 'hx-trigger="every 2s"' in waiting) == (True, True)
    check_waiting_run(**job.args)
    found = words(client.get(answer["location"]))
    assert ("2025-26 of authority 999, up to 31 March 2026" in found, 'hx-trigger="every 2s"' in found) == (True, False)
    run.refresh_from_db()
    assert (run.state, run.children, run.year, run.authority) == ("checked", 2, 2026, "999")
    assert list(Event.objects.filter(kind="act").order_by("pk").values_list("name", "worker", "record")) == [
        ("returns.check_census", cast.stu.pk, run.pk),
        ("returns.run_rules", cast.stu.pk, run.pk),
    ]


def test_the_year_chosen_is_the_one_whose_rules_are_run(cast: Cast, signed_in: SignedIn) -> None:
    give(signed_in(cast.stu), file_of(clean("A1")), year="2024")
    run = Run.objects.get()
    check_waiting_run(run.pk)
    run.refresh_from_db()
    assert (run.as_year, run.year) == (2024, 2024)


def test_a_job_that_comes_twice_checks_once(check_return: CheckReturn) -> None:
    run = check_return(died("A1"))
    check_waiting_run(run.pk)
    assert (Run.objects.get().ended_at, Issue.objects.filter(rule="8585Q").count()) == (run.ended_at, 2)


def test_a_check_whose_process_died_is_begun_anew(cast: Cast, signed_in: SignedIn) -> None:
    give(signed_in(cast.stu), file_of(died("A1")))
    Run.objects.update(state="checking", percent=40)
    check_waiting_run(Run.objects.get().pk)
    assert Run.objects.get().state == "checked"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty."),
        (b"no census", "This is not an XML file. (line 1) Ask your case system"),
        (b"PK\x03\x04rest", "This is a zip file or an Excel or Word document, not XML."),
        (b'<!DOCTYPE Message [<!ENTITY a "b">]><Message/>', "The file holds a DOCTYPE or entities"),
        (b"<Return><Children/></Return>", "the outermost element is not Message."),
        (
            b"<Message><Children/></Message>",
            "The header does not say of which year this return is. Choose a year to check it by, and the file again",
        ),
        (
            census(child(), year=3000).getvalue(),
            "The header names no year that a census could be of: its Year is “3000” and its ReferenceDate is “3000-03-31”. "
            "Choose a year to check it by, and the file again",
        ),
    ],
    ids=["empty", "words", "zip", "entities", "another root", "no year", "the year 3000"],
)
def test_a_wrong_file_is_told_at_once(content: bytes, says: str, cast: Cast, signed_in: SignedIn) -> None:
    answer = give(signed_in(cast.stu), content)
    assert (answer.status_code, says in words(answer), Run.objects.count()) == (200, True, 0)


def test_a_return_older_than_the_rules_is_checked_by_the_oldest_and_says_so(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.stu)
    given = give(client, file_of(clean("A1"), year=2019))
    check_waiting_run(Run.objects.get().pk)
    says = "This is a return of 2018-19, whose rules are not known here: it was checked by the rules of 2022-23."
    assert says in words(client.get(given["location"]))


def test_a_return_of_a_year_that_is_not_over_is_told_as_so_far(
    check_return: CheckReturn, cast: Cast, signed_in: SignedIn
) -> None:
    client, today = signed_in(cast.stu), timezone.localdate()
    run = check_return(clean("A1"))
    for ends, told in (
        (today, f"2025-26 of authority 999, up to {date_in_words(today)}"),
        (
            today + timedelta(days=1),
            f"2025-26 of authority 999, so far: it ends on {date_in_words(today + timedelta(days=1))}",
        ),
    ):
        Run.objects.update(reference_date=ends)
        year = f"{ends.year - 1}-{ends.year % 100:02}"
        assert told.replace("2025-26", year) in words(client.get(see(run)))


def test_no_file_and_no_such_year_are_told(cast: Cast, signed_in: SignedIn) -> None:
    answer = words(signed_in(cast.stu).post(UPLOAD, {"year": "1066"}))
    assert ("Choose the census file" in answer, "1066 is not one of the available choices" in answer) == (True, True)


def test_a_file_that_breaks_later_is_told_on_its_page(cast: Cast, signed_in: SignedIn, kept_in: Path) -> None:
    client = signed_in(cast.stu)
    answer = give(client, file_of(clean("A1"), clean("A2"))[:-30])
    check_waiting_run(Run.objects.get().pk)
    page = words(client.get(answer["location"]))
    assert ("The file is cut off before its end. (line 2)" in page, "Give a file that can be read." in page) == (
        True,
        True,
    )
    assert list((kept_in / "returns").iterdir()) == []


def test_a_file_too_large_is_told(cast: Cast, signed_in: SignedIn, settings: Any) -> None:
    settings.COUNCIL = replace(council(), returns=Returns(largest_upload_megabytes=1))
    answer = give(signed_in(cast.stu), file_of(clean("A1")) + b" " * 2 * 1024 * 1024)
    says = "The file is 2 MB. The most that can be uploaded is 1 MB."
    assert (says in words(answer), Run.objects.count()) == (True, 0)


def test_a_fault_of_our_own_stops_the_check_and_says_so(cast: Cast, signed_in: SignedIn, kept_in: Path) -> None:
    client = signed_in(cast.stu)
    answer = give(client, file_of(clean("A1")))
    next((kept_in / "returns").iterdir()).unlink()
    check_waiting_run(Run.objects.get().pk)
    page = words(client.get(answer["location"]))
    assert ("Hearth stopped in the middle, by a fault of its own." in page, Run.objects.get().state) == (
        True,
        "stopped",
    )


def test_the_same_file_again_leads_to_its_check(check_return: CheckReturn, cast: Cast, signed_in: SignedIn) -> None:
    run = check_return(died("A1"))
    client = signed_in(cast.stu)
    answer = give(client, file_of(died("A1")))
    assert (answer["location"], Run.objects.count()) == (see(run, "?given=before"), 1)
    assert "This very file was given before, on" in words(client.get(answer["location"]))
    assert give(client, file_of(died("A1")), year="2025")["location"] == see(Run.objects.latest("given_at"))
    assert Run.objects.count() == 2


def test_the_same_file_is_checked_again_by_another_version_of_hearth(check_return: CheckReturn) -> None:
    check_return(died("A1"))
    Run.objects.update(hearth_version="0.0.1")
    check_return(died("A1"))
    assert Run.objects.count() == 2


def test_a_check_that_does_not_move_says_so_and_gives_way(cast: Cast, signed_in: SignedIn) -> None:
    client, content = signed_in(cast.stu), file_of(clean("A1"))
    answer = give(client, content)
    Run.objects.update(moved_at=timezone.now() - timedelta(minutes=11))
    page = words(client.get(answer["location"]))
    assert ("Nothing has moved for ten minutes." in page, 'hx-trigger="every 2s"' in page) == (True, False)
    assert "Not moving" in words(client.get("/returns/"))
    give(client, content)
    assert list(Run.objects.order_by("given_at").values_list("state", flat=True)) == ["stopped", "waiting"]


def test_a_form_sent_twice_is_one_check(cast: Cast, signed_in: SignedIn) -> None:
    client, token = signed_in(cast.stu), str(uuid.uuid4())
    first, second = (give(client, file_of(clean("A1")), _once=token) for _ in range(2))
    assert (first["location"], Run.objects.count()) == (second["location"], 1)


def test_what_may_be_checked_answered_and_compared() -> None:
    assert may_check(size=200 * MEGABYTE, largest=200 * MEGABYTE) is None
    assert (
        str(may_check(size=200 * MEGABYTE + 1, largest=200 * MEGABYTE))[:62]
        == "The file is 200 MB. The most that can be uploaded is 200 MB. C"
    )
    assert may_answer(Issue(severity="query", run=Run(authority="999"))) is None
    assert str(may_answer(Issue(severity="query", run=Run(authority=""))))[:47] == (
        "The file names no authority that can be read, s"
    )
    assert (
        str(may_answer(Issue(severity="error", run=Run(authority="999"))))[:45]
        == "This is an error. It cannot be explained: men"
    )
    assert may_answer_all(waiting=1, answered=2, replaces=False) is None
    assert may_answer_all(waiting=0, answered=2, replaces=True) is None
    assert str(may_answer_all(waiting=0, answered=2, replaces=False))[:53] == (
        "Every one of these issues has an explanation already."
    )
    assert str(may_answer_all(waiting=0, answered=0, replaces=True))[:40] == "Nothing is left to answer with this filt"
    one, other, theirs = Run(pk=1, authority="999"), Run(pk=2, authority="999"), Run(pk=3, authority="201")
    assert may_compare(one, other) is None
    nobodys = may_compare(Run(pk=4, authority=""), Run(pk=5, authority=""))
    assert str(nobodys)[:46] == "One of these files names no authority that can"
    assert str(may_compare(one, one)) == "Choose two different checks"
    assert str(may_compare(one, theirs))[:49] == "These are returns of two authorities, 999 and 201"


# --- What was found ---------------------------------------------------------------------------------------------------


def row_of(page: str, rule: str) -> list[str]:
    """The cells of a rule's row, in words."""
    found = re.search(rf'<tr[^>]*>\s*<th scope="row"[^>]*>(?:<a[^>]*>)?{rule}(?:</a>)?</th>(.*?)</tr>', page, re.S)
    assert found is not None
    return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(r"<td.*?</td>", found[1], re.S)]


SAYS_DIED = (
    "The episode closed because the child died, and there is no date of death. Give the date, or check the reason."
)


def test_what_was_found_is_told_by_rule(check_return: CheckReturn, cast: Cast, signed_in: SignedIn) -> None:
    run = check_return(died("A1"), died("A2"), without_sex("A3"))
    page = signed_in(cast.stu).get(see(run)).content.decode()
    assert row_of(page, "8585Q") == [f"Query {SAYS_DIED}", "2", "4", "0 of 4 Answer all queries of rule 8585Q"]
    assert (row_of(page, "4180")[1:]) == ["1", "1", "–"]
    assert issues_in_words(run.errors, run.queries) in page


def test_and_by_child(check_return: CheckReturn, cast: Cast, signed_in: SignedIn) -> None:
    run = check_return(died("A1"), without_sex("A3"))
    page = signed_in(cast.stu).get(see(run, "?by=child")).content.decode()
    of_child = {
        number: (
            run.issues.filter(child=number, severity="error").count(),
            run.issues.filter(child=number, severity="query").count(),
        )
        for number in ("A1", "A3")
    }
    for number, (errors, queries) in of_child.items():
        broken = sorted(run.issues.filter(child=number).values_list("rule", flat=True).distinct())
        assert row_of(page, number) == [str(errors), str(queries), ", ".join(broken)]


def test_a_child_of_the_list_leads_to_that_child_alone(
    check_return: CheckReturn, cast: Cast, signed_in: SignedIn
) -> None:
    numbers = ["A1", "A10", "a1"]
    run, client = check_return(*(died(number) for number in numbers)), signed_in(cast.stu)
    page = client.get(see(run, "?by=child&sort=child")).content.decode()
    links = {number: re.search(rf'href="([^"]*)">{number}</a>', page) for number in numbers}
    listed = {number: set(children_on(client.get(link[1]))) for number, link in links.items() if link}
    assert listed == {number: {number} for number in numbers}
    assert "Child: A1</a>" in words(client.get(records(run, "?child=A1")))


def test_filters_are_in_the_address(check_return: CheckReturn, cast: Cast, signed_in: SignedIn) -> None:
    run = check_return(died("A1"), died("B1"), without_sex("A3"))
    client = signed_in(cast.stu)
    answer_query(issue=query_of(run), says="The coroner was told", version=0, by=cast.stu)

    def listed(query: str) -> list[str]:
        return children_on(client.get(records(run, query)))

    assert listed("?rule=8585Q") == ["A1", "B1", "A1", "B1"]
    assert listed("?rule=8585q&child_contains=b") == ["B1", "B1"]
    assert (listed("?rule=8585q&child=B1"), listed("?rule=8585q&child=B")) == (["B1", "B1"], [])
    assert listed("?rule=8585Q&answered=yes") == ["A1"]
    assert listed("?rule=8585Q&answered=no&sort=-child") == ["B1", "B1", "A1"]
    assert listed("?rule=4180") == ["A3"]
    assert listed("?severity=query&rule=4180") == []
    assert listed("?rule=8585Q&module=CINdetails") == ["A1", "B1"]
    page = client.get(see(run, "?rule=8585Q&answered=no")).content.decode()
    assert row_of(page, "8585Q")[1:] == ["2", "3", "0 of 3 Answer all queries of rule 8585Q"]
    page = client.get(see(run, "?by=child&rule=8585Q&sort=child")).content.decode()
    assert [row_of(page, number) for number in ("A1", "B1")] == [["0", "2", "8585Q"]] * 2
    assert "No rule is left" in words(client.get(see(run, "?child=nobody")))
    assert "No child is left" in words(client.get(see(run, "?by=child&child=nobody")))


def test_what_a_filter_cannot_understand_is_left_out_and_told_beside_it(
    check_return: CheckReturn, cast: Cast, signed_in: SignedIn
) -> None:
    run = check_return(died("A1"), died("B1"))
    client = signed_in(cast.stu)
    says = {
        "severity=nonsense": "“nonsense” is none of these, so it is left out. Choose from the list",
        "module=Cats": "“Cats” is none of these, so it is left out. Choose from the list",
        "answered=perhaps": "“perhaps” is none of these, so it is left out. Choose from the list",
        f"child={'9' * 101}": "Use 100 characters or fewer. You have used 101",
        f"child_contains={'9' * 61}": "Use 60 characters or fewer. You have used 61",
    }
    for bad, told in says.items():
        answer = client.get(records(run, f"?{bad}&rule=8585Q&page=nonsense&sort=nonsense"))
        assert (children_on(answer), words(answer).count(told)) == (["A1", "B1", "A1", "B1"], 1), bad
        by_rule = client.get(see(run, f"?{bad}&rule=8585Q")).content.decode()
        assert (row_of(by_rule, "8585Q")[1], by_rule.count(told)) == ("2", 1), bad


def test_the_filter_of_the_page_by_child_leads_back_to_it(
    check_return: CheckReturn, cast: Cast, signed_in: SignedIn
) -> None:
    page = signed_in(cast.stu).get(see(check_return(died("A1")), "?by=child")).content.decode()
    assert re.findall(r'<input[^>]*name="by"[^>]*>', page) == [
        '<input type="hidden" name="by" value="child" id="id_by">'
    ]


def test_a_header_that_contradicts_itself_is_told_as_such(cast: Cast, signed_in: SignedIn) -> None:
    content = file_of(clean("A1")).replace(b"<Year>2026<", b"<Year>2025<")
    client = signed_in(cast.stu)
    given = give(client, content)
    check_waiting_run(Run.objects.get().pk)
    lines = [number for number, line in enumerate(content.splitlines(), 1) for tag in (b"<Year>",) if tag in line]
    page = words(client.get(given["location"]))
    says = (
        f"The header contradicts itself: its Year (line {lines[0]}) is 2025, its ReferenceDate (line {lines[0]}) is 31 March "
        "2026. It was checked by the rules of 2024-25, up to 31 March 2026. Correct the one that is wrong and make the file "
        "again."
    )
    assert (says in page, "This is a return of" in page) == (True, False)


def test_a_clean_return_is_called_clean(check_return: CheckReturn, cast: Cast, signed_in: SignedIn) -> None:
    run = check_return(clean("A1"))
    run.issues.all().delete()
    Run.objects.update(errors=0, queries=0, by_rule=[])
    assert "Nothing was found: every rule of 2025-26 holds." in words(signed_in(cast.stu).get(see(run)))


def test_a_rule_that_failed_is_told_and_the_return_not_called_clean(
    check_return: CheckReturn, cast: Cast, signed_in: SignedIn
) -> None:
    run = check_return(clean("A1"))
    Run.objects.update(errors=0, queries=0, by_rule=[], failed_rules={"8500": "BinderException: no such column"})
    client = signed_in(cast.stu)
    page = words(client.get(see(run)))
    assert "1 rule did not run: 8500. Whatever would have been found is not known" in page
    assert ("BinderException: no such column" in page, "The rules that ran found nothing." in page) == (True, True)
    assert "1 rule did not run" in words(client.get("/returns/"))


def test_a_rule_on_the_whole_return_stands_without_a_child(
    check_return: CheckReturn, cast: Cast, signed_in: SignedIn
) -> None:
    run = check_return(clean("A1"))
    whole = run.issues.filter(table="")
    assert [(each.child, each.row, each.is_counted) for each in whole] == [("", None, True)] * whole.count()
    assert whole.count() > 0
    listed = children_on(signed_in(cast.stu).get(records(run)))
    assert listed.count("Whole return") == whole.count() + run.issues.filter(table="Header").count()


def test_the_needs_assessment_is_led_to_when_there_is_one(
    check_return: CheckReturn, cast: Cast, signed_in: SignedIn, kept_in: Path
) -> None:
    run = check_return(child(episode(Assessments=[assessment("3A")]), LAchildID="A1"))
    assert [path.name for path in (kept_in / "snapshots").iterdir()] == [run.snapshot]
    page = words(signed_in(cast.stu).get(see(run)))
    try:
        there = reverse("measures:see_hidden_harm")
    except NoReverseMatch:
        assert "See the needs assessment" not in page
    else:
        assert f'href="{there}?snapshot={run.snapshot}"' in page
    Run.objects.update(snapshot="")
    assert "See the needs assessment" not in words(signed_in(cast.stu).get(see(run)))


@pytest.mark.parametrize(
    ("assessments", "missing"),
    [
        ([], "The file holds no assessments (Assessments)"),
        (
            [assessment("3A", AssessmentAuthorisationDate=None)],
            "No assessment in the file is finished (AssessmentAuthorisationDate)",
        ),
        ([assessment()], "No assessment in the file says what was found (AssessmentFactors)"),
    ],
    ids=["none", "none finished", "no factors"],
)
def test_where_there_is_nothing_to_assess_the_page_says_what_is_missing(
    assessments: list[Given], missing: str, check_return: CheckReturn, cast: Cast, signed_in: SignedIn
) -> None:
    run = check_return(child(episode(Assessments=assessments), LAchildID="A1"))
    page = words(signed_in(cast.stu).get(see(run)))
    says = f"{missing}, so what these children live with cannot be counted from it."
    assert (says in page, "See the needs assessment" in page) == (True, False)


def test_a_check_stands_without_its_snapshot(check_return: CheckReturn, settings: Any) -> None:
    settings.PSEUDONYM_KEY = lambda: "short"
    run = check_return(died("A1"))
    assert (run.state, run.snapshot, run.no_figures[:46]) == (
        "checked", "", "The file holds no assessments (Assessments), s"
    )  # fmt: skip
    assessed = check_return(child(episode(Assessments=[assessment("3A")]), LAchildID="A1"))
    assert assessed.no_figures == check_run.NO_SNAPSHOT


def test_the_list_is_filtered_by_how_checks_ended(check_return: CheckReturn, cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.stu)
    assert "No return has been checked yet" in words(client.get("/returns/"))
    check_return(clean("A1"))
    assert "census.xml" in words(client.get("/returns/?state=checked"))
    assert "No check ended so" in words(client.get("/returns/?state=unreadable"))


# --- Answering --------------------------------------------------------------------------------------------------------


def answer(client: Client, issue: Issue, says: str, version: int = 0, **more: str) -> HttpResponse:
    return client.post(f"/returns/answer-query/{issue.pk}/", {"says": says, "version": version, **more})


def test_an_explanation_holds_in_the_next_return(check_return: CheckReturn, cast: Cast, signed_in: SignedIn) -> None:
    first, client = check_return(died("A1")), signed_in(cast.stu)
    sent = answer(client, query_of(first), "The coroner was told", also_others="on")
    assert (sent.status_code, sent["location"]) == (302, records(first, "?rule=8585Q"))
    assert words(client.get(sent["location"])).count("The coroner was told") == 2
    later = check_return(clean("A0"), died("A1", Sex="F"), died("A2"))
    page = words(client.get(records(later, "?rule=8585Q&child=A1")))
    assert (page.count("The coroner was told"), page.count("Explained before, on")) == (2, 2)
    assert f", by {cast.stu}" in page
    assert "The coroner was told" not in words(client.get(records(later, "?rule=8585Q&child=A2")))
    assert row_of(client.get(see(later)).content.decode(), "8585Q")[3][:6] == "2 of 4"


def test_an_explanation_is_of_one_authority(check_return: CheckReturn, cast: Cast) -> None:
    ours = check_return(died("A1"))
    answer_query(issue=query_of(ours), says="The coroner was told", version=0, by=cast.stu)
    Run.objects.filter(pk=ours.pk).update(authority="201")
    theirs = check_return(died("A1"), clean("A2"))
    assert (Explanation.objects.get().authority, theirs.authority) == ("999", "999")
    Explanation.objects.update(authority="201")
    rows = [each.answered for each in by_rule(theirs) if each.rule == "8585Q"]
    assert rows == [0]


def test_only_this_record_is_answered_unless_the_others_are_ticked(
    check_return: CheckReturn, cast: Cast, signed_in: SignedIn
) -> None:
    run, client = check_return(died("A1")), signed_in(cast.stu)
    answer(client, query_of(run), "The coroner was told")
    assert [each.record for each in Explanation.objects.all()] == [query_of(run).record]
    answer(client, query_of(run, table="ChildIdentifiers"), "Date of death asked for", also_others="on")
    said = dict(Explanation.objects.values_list("record", "says"))
    assert said == {
        query_of(run).record: "The coroner was told",
        query_of(run, table="ChildIdentifiers").record: "Date of death asked for",
    }


@pytest.mark.parametrize(
    ("rule", "given", "offered", "explained"),
    [
        ("8585Q", died("A1"), "1 other unanswered issue", 2),
        (
            "8863Q",
            child(
                episode(
                    Assessments=[
                        assessment(AssessmentActualStartDate="2025-06-03", AssessmentAuthorisationDate="2025-07-10"),
                        assessment(AssessmentActualStartDate="2025-06-20", AssessmentAuthorisationDate="2025-09-01"),
                    ]
                ),
                LAchildID="A1",
            ),
            "2 other unanswered issues",
            2,
        ),
    ],
    ids=["one record in two tables", "two items each of two records"],
)
def test_what_else_gets_the_answer_is_counted_as_the_check_counts_it(
    rule: str,
    given: Given,
    offered: str,
    explained: int,
    check_return: CheckReturn,
    cast: Cast,
    signed_in: SignedIn,
) -> None:
    run, client = check_return(given), signed_in(cast.stu)
    issue = run.issues.filter(rule=rule)[0]
    page = words(client.get(f"/returns/answer-query/{issue.pk}/"))
    assert f"Give the same explanation for the {offered} that this rule finds in this child’s records" in page
    answer(client, issue, "x", also_others="on")
    assert Explanation.objects.count() == explained
    assert "Give the same explanation" not in words(client.get(f"/returns/answer-query/{issue.pk}/"))


def test_an_explanation_is_changed_and_the_earlier_words_stay(
    check_return: CheckReturn, cast: Cast, signed_in: SignedIn
) -> None:
    run, client = check_return(died("A1")), signed_in(cast.stu)
    answer(client, query_of(run), "The coroner was told")
    page = words(client.get(f"/returns/answer-query/{query_of(run).pk}/"))
    assert ("Change the explanation" in page, 'name="version" value="1"' in page) == (True, True)
    assert answer(client, query_of(run), "Date of death follows", version=1).status_code == 302
    said = Explanation.objects.order_by("version").values_list("says", "version", "is_latest")
    assert list(said) == [("The coroner was told", 1, False), ("Date of death follows", 2, True)]
    page = words(client.get(f"/returns/answer-query/{query_of(run).pk}/"))
    assert ("What was said before (1)" in page, '<p class="govuk-body">Date of death follows</p>' in page) == (
        True,
        True,
    )


def test_of_two_who_answer_the_second_is_told(check_return: CheckReturn, cast: Cast, signed_in: SignedIn) -> None:
    run, client = check_return(died("A1")), signed_in(cast.stu)
    answer(client, query_of(run), "The coroner was told")
    second = answer(client, query_of(run), "It is a slip")
    page = words(second)
    assert (second.status_code, "Somebody else answered this query" in page) == (200, True)
    assert ("The coroner was told" in page, "It is a slip" in page, 'name="version" value="1"' in page) == (True,) * 3
    assert list(Explanation.objects.values_list("says", flat=True)) == ["The coroner was told"]
    with pytest.raises(ChangedMeanwhile):
        answer_query(issue=query_of(run), says="It is a slip", version=5, by=cast.stu)


def test_an_answer_sent_twice_is_one(check_return: CheckReturn, cast: Cast, signed_in: SignedIn) -> None:
    run, client, token = check_return(died("A1")), signed_in(cast.stu), str(uuid.uuid4())
    first, second = (answer(client, query_of(run), "The coroner was told", _once=token) for _ in range(2))
    assert (first["location"], Explanation.objects.count()) == (second["location"], 1)


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ("", "Say why this is right as it is"),
        (" ", "Say why this is right as it is"),
        ("x" * 1001, "Use 1,000 characters or fewer. You have used 1,001"),
    ],
    ids=["nothing", "space", "too long"],
)
def test_an_answer_that_is_none_is_told(
    says: str, told: str, check_return: CheckReturn, cast: Cast, signed_in: SignedIn
) -> None:
    run = check_return(died("A1"))
    page = words(answer(signed_in(cast.stu), query_of(run), says))
    assert (told in page, Explanation.objects.count()) == (True, 0)


def test_an_error_cannot_be_explained(check_return: CheckReturn, cast: Cast, signed_in: SignedIn) -> None:
    run = check_return(without_sex("A3"))
    issue = run.issues.get(rule="4180")
    client = signed_in(cast.stu)
    assert (client.get(f"/returns/answer-query/{issue.pk}/").status_code, answer(client, issue, "x").status_code) == (
        409,
        409,
    )
    with pytest.raises(Refused, match="This is an error"):
        answer_query(issue=issue, says="x", version=0, by=cast.stu)
    assert Explanation.objects.count() == 0


# --- Comparing --------------------------------------------------------------------------------------------------------


@pytest.fixture
def two(check_return: CheckReturn) -> tuple[Run, Run]:
    """A1 was mended, A2 is still there though its row moved, A3 is new."""
    first = check_return(died("A1"), died("A2"))
    return first, check_return(clean("A0"), clean("A1"), died("A2"), died("A3"))


def compare(client: Client, one: Run, other: Run, more: str = "") -> HttpResponse:
    return client.get(f"{COMPARE}?earlier={one.pk}&later={other.pk}{more}")


def test_two_checks_are_compared(two: tuple[Run, Run], cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.stu)
    page = compare(client, *two).content.decode()
    assert row_of(page, "8585Q") == [
        f"Query {SAYS_DIED}", "2 fixed of rule 8585Q", "2 new of rule 8585Q", "2 still there of rule 8585Q"
    ]  # fmt: skip
    kinds = {kind: children_on(compare(client, *two, f"&show={kind}&rule=8585Q")) for kind in ("fixed", "new", "still")}
    assert kinds == {"fixed": ["A1", "A1"], "new": ["A3", "A3"], "still": ["A2", "A2"]}
    assert compare(client, *reversed(two)).content.decode().count("fixed of rule 8585Q") == 1
    assert row_of(compare(client, *reversed(two)).content.decode(), "8585Q") == row_of(page, "8585Q")


def test_a_check_offers_to_be_compared_with_the_one_before(
    two: tuple[Run, Run], cast: Cast, signed_in: SignedIn
) -> None:
    first, later = two
    client = signed_in(cast.stu)
    link = f'href="{COMPARE}?earlier={first.pk}&amp;later={later.pk}"'
    assert [link in client.get(see(run)).content.decode() for run in two] == [False, True]


def test_a_rule_that_failed_in_one_is_not_called_fixed(two: tuple[Run, Run], cast: Cast, signed_in: SignedIn) -> None:
    first, later = two
    ran = [rule for rule in later.rules if rule != "8585Q"]
    Run.objects.filter(pk=later.pk).update(rules=ran, failed_rules={"8585Q": "x"})
    page = words(compare(signed_in(cast.stu), first, later))
    assert ("Left out, since they did not run in both: 8585Q." in page, "fixed of rule 8585Q" in page) == (True, False)


def test_what_cannot_be_compared_is_told(two: tuple[Run, Run], cast: Cast, signed_in: SignedIn) -> None:
    first, later = two
    client = signed_in(cast.stu)
    assert "Choose two different checks" in words(compare(client, first, first))
    assert "Choose one of the checks listed" in words(client.get(f"{COMPARE}?earlier={first.pk}&later=1"))
    Run.objects.filter(pk=later.pk).update(authority="201")
    assert "These are returns of two authorities, 999 and 201" in words(compare(client, first, later))
    Run.objects.all().update(forgotten_at=timezone.now())
    assert "There are not yet two checks to compare" in words(client.get(COMPARE))


# --- Taking away ------------------------------------------------------------------------------------------------------


def downloaded(client: Client, run: Run, kind: str) -> bytes:
    answer = client.get(f"/returns/download-check/{run.pk}/?as={kind}")
    assert f'filename="cin-census-check-{run.given_at:%Y-%m-%d}.{kind}"' in answer["content-disposition"]
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def test_everything_is_taken_away_with_its_explanation(
    check_return: CheckReturn, cast: Cast, signed_in: SignedIn
) -> None:
    run, client = check_return(died("=A1")), signed_in(cast.stu)
    answer_query(issue=query_of(run, "=A1"), says="The coroner was told", version=0, by=cast.stu)
    rows = list(csv.reader(io.StringIO(downloaded(client, run, "csv").decode("utf-8-sig"))))
    today = timezone.localdate().isoformat()
    assert len(rows) == run.issues.count() + 1
    assert [row for row in rows if row[0] == "8585Q"] == [
        ["8585Q", "query", "ChildIdentifiers", "PersonDeathDate", "'=A1", "0", "", "", SAYS_DIED, "", "", ""],
        ["8585Q", "query", "CINdetails", "ReasonForClosure", "'=A1", "0", "referral 2 June 2025", "RC2", SAYS_DIED,
         "The coroner was told", today, str(cast.stu)],
    ]  # fmt: skip
    book = CalamineWorkbook.from_filelike(io.BytesIO(downloaded(client, run, "xlsx")))
    assert book.sheet_names == ["By rule", "Every issue"]
    sheet = [row for row in book.get_sheet_by_name("Every issue").to_python() if row[0] == "8585Q"]
    assert [(row[4], row[9], row[10]) for row in sheet] == [("=A1", "", ""), ("=A1", "The coroner was told", today)]
    counts = {row[0]: row[2:5] for row in book.get_sheet_by_name("By rule").to_python() if len(row) > 4}
    assert counts["8585Q"] == [1, 2, 1]


def test_a_download_of_an_unknown_kind_is_none(check_return: CheckReturn, cast: Cast, signed_in: SignedIn) -> None:
    run, client = check_return(died("A1")), signed_in(cast.stu)
    asked = [client.get(f"/returns/download-check/{run.pk}/{kind}").status_code for kind in ("?as=pdf", "?as=")]
    assert asked == [404, 404]


def test_rows_go_into_a_sheet_as_they_are() -> None:
    frame, made = io.BytesIO(), io.BytesIO()
    book = xlsxwriter.Workbook(frame, {"constant_memory": True})
    book.add_worksheet("First").write_row(0, 0, ["Nothing"])
    book.add_worksheet("Rows").write_row(0, 0, ["A", "B", "C"])
    book.close()
    rows = [
        ["=1+1", 0, " two "],
        [None, "", "<b>&\x0b\n\ud7ff"],
        *([number, "x", "y" * 40_000] for number in range(3_000)),
    ]
    put_rows(frame, rows, into=made, sheet=2)
    read = CalamineWorkbook.from_filelike(io.BytesIO(made.getvalue()))
    assert read.get_sheet_by_name("First").to_python() == [["Nothing"]]
    told = read.get_sheet_by_name("Rows").to_python()
    assert told[:3] == [["A", "B", "C"], ["=1+1", 0, " two "], ["", "", "<b>&\n\ud7ff"]]
    assert told[3:] == [[number, "x", "y" * 32_767] for number in range(3_000)]


def test_rules_that_failed_are_in_both_downloads(check_return: CheckReturn, cast: Cast, signed_in: SignedIn) -> None:
    run, client = check_return(clean("A1")), signed_in(cast.stu)
    Run.objects.update(failed_rules={"8500": "=Fault"})
    assert "8500,did not run,,,,,,,'=Fault,,," in downloaded(client, run, "csv").decode()
    book = CalamineWorkbook.from_filelike(io.BytesIO(downloaded(client, run, "xlsx")))
    assert book.get_sheet_by_name("Rules that did not run").to_python()[1] == ["8500", "=Fault"]


def test_what_the_reader_says_of_the_file_is_told(cast: Cast, signed_in: SignedIn, kept_in: Path) -> None:
    content = file_of(clean("A1")).replace(b"<ChildIdentifiers>", b"<Unheard>5</Unheard><ChildIdentifiers><UPN>7</UPN>")
    client = signed_in(cast.stu)
    give(client, content)
    run = Run.objects.get()
    check_waiting_run(run.pk)
    run.refresh_from_db()
    assert [(item, severity) for _, item, severity, _ in run.reader_lines] == [
        ("Child.Unheard", "query"), ("ChildIdentifiers.UPN", "error"), ("ChildIdentifiers.UPN", "error")]  # fmt: skip
    assert (run.reader_errors, run.reader_total) == (2, 3)
    page = words(client.get(see(run)))
    section = page.partition('id="reader"')[2]
    assert ("What the reader says of the file" in section, UNKNOWN in section, "Child.Unheard" in section) == (
        True,
    ) * 3
    assert "The file itself has <strong>2 errors</strong>" in page
    assert "2 wrong in the file itself" in words(client.get("/returns/"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(downloaded(client, run, "xlsx")))
    parted = [["Child", "Unheard"], ["ChildIdentifiers", "UPN"], ["ChildIdentifiers", "UPN"]]
    assert [row[1:3] for row in book.get_sheet_by_name("Line by line").to_python()] == [["Table", "Item"], *parted]
    rows = [
        row for row in csv.reader(io.StringIO(downloaded(client, run, "csv").decode("utf-8-sig"))) if row[0] == "reader"
    ]
    assert [row[2:4] for row in rows] == parted


def test_of_many_lines_the_reader_is_told_by_count(cast: Cast, signed_in: SignedIn, kept_in: Path) -> None:
    client = signed_in(cast.stu)
    give(client, file_of(clean("A1")).replace(b"<ChildIdentifiers>", b"<Unheard/>" * 300 + b"<ChildIdentifiers>"))
    run = Run.objects.get()
    check_waiting_run(run.pk)
    run.refresh_from_db()
    assert (len(run.reader_lines), run.reader_says) == (200, [["query", UNKNOWN, 300]])
    section = words(client.get(see(run))).partition('id="reader"')[2]
    assert ("300</td>" in section, "The first 200 of them, line by line" in section) == (True, True)


# --- Who, and how long ------------------------------------------------------------------------------------------------


def test_others_find_nothing(check_return: CheckReturn, cast: Cast, signed_in: SignedIn) -> None:
    run = check_return(died("A1"))
    numbered = [f"/returns/{page}/{run.pk}/" for page in ("see-check", "see-records", "download-check")]
    answering = [f"/returns/answer-query/{query_of(run).pk}/", f"/returns/answer-queries/{run.pk}/8585Q/"]
    addresses = ["/returns/", UPLOAD, COMPARE, *numbered, *answering]
    for worker in (cast.dee, cast.mo, cast.guy, cast.sam, cast.lin, cast.ada, cast.tess):
        client = signed_in(worker)
        assert [client.get(address).status_code for address in addresses] == [403] * 8
    client = signed_in(cast.stu)
    missing = [address.replace(str(run.pk), "987654321") for address in (*numbered, answering[1])]
    missing += ["/returns/answer-query/987654321/", f"/returns/answer-queries/{run.pk}/9999/"]
    assert [client.get(address).status_code for address in missing] == [404] * 6


def test_the_second_wall_stands_behind(check_return: CheckReturn, cast: Cast) -> None:
    run = check_return(died("A1"))
    answer_query(issue=query_of(run), says="x", version=0, by=cast.stu)
    seen = {}
    for worker in (cast.stu, cast.hearth, cast.dee, cast.mo, cast.lin, cast.ada):
        with stepped_in(worker):
            seen[worker.known_as] = (Run.objects.count(), Issue.objects.count(), Explanation.objects.count())
    nothing = (0, 0, 0)
    everything = (1, Issue.objects.count(), 1)
    assert seen == {"Stu": everything} | dict.fromkeys(["Hearth", "Dee", "Mo", "Lin", "Ada"], nothing)


def test_every_look_is_written_down(check_return: CheckReturn, cast: Cast, signed_in: SignedIn) -> None:
    run, client = check_return(died("A1")), signed_in(cast.stu)
    for address in (see(run), records(run), f"/returns/answer-query/{query_of(run).pk}/"):
        client.get(address)
    downloaded(client, run, "csv")
    reads = Event.objects.filter(kind="read", record=run.pk).order_by("pk").values_list("name", "worker")
    names = ("see_check", "see_records", "answer_query", "download_check")
    assert list(reads) == [(f"returns.{name}", cast.stu.pk) for name in names]


def test_a_file_goes_after_its_days_and_issues_after_theirs(
    check_return: CheckReturn, cast: Cast, signed_in: SignedIn, kept_in: Path
) -> None:
    run, client = check_return(died("A1")), signed_in(cast.stu)
    answer_query(issue=query_of(run), says="x", version=0, by=cast.stu)
    count = run.issues.count()
    assert forget_old_checks() == (0, 0)
    Run.objects.update(ended_at=timezone.now() - timedelta(days=31))
    assert (forget_old_checks(), list((kept_in / "returns").iterdir())) == ((1, 0), [])
    assert client.get(records(run)).status_code == 200
    Run.objects.update(ended_at=timezone.now() - timedelta(days=401))
    assert forget_old_checks() == (0, count)
    assert (Issue.objects.count(), Explanation.objects.count()) == (0, 0)
    page = words(client.get(see(run)))
    assert ("What was found record by record was deleted on" in page, SAYS_DIED in page) == (True, True)
    assert [client.get(address).status_code for address in (records(run), f"/returns/download-check/{run.pk}/")] == [
        404,
        404,
    ]
    assert forget_old_checks() == (0, 0)
    again = check_return(died("A1"))
    assert (again.pk != run.pk, again.issues.count()) == (True, count)


def test_an_explanation_stays_while_a_later_check_asks_for_it(check_return: CheckReturn, cast: Cast) -> None:
    run = check_return(died("A1"))
    answer_query(issue=query_of(run), says="x", version=0, by=cast.stu)
    Run.objects.update(ended_at=timezone.now() - timedelta(days=401))
    check_return(died("A1"), clean("A2"))
    forget_old_checks()
    assert (Explanation.objects.count(), Run.objects.filter(forgotten_at__isnull=False).count()) == (1, 1)


def test_pages_ask_as_often_for_ten_issues_as_for_a_thousand(
    check_return: CheckReturn, cast: Cast, signed_in: SignedIn
) -> None:
    client = signed_in(cast.stu)

    def queries(*addresses: str) -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            counts.append(len(asked))
        return counts

    def asked_of(run: Run, before: Run) -> list[int]:
        pair = f"{COMPARE}?earlier={before.pk}&later={run.pk}"
        lists = ["/returns/", see(run), see(run, "?by=child"), see(run, "?answered=no"), records(run), pair]
        return queries(*lists, f"{pair}&show=new", f"{pair}&show=still")

    first = check_return(died("A0"))
    few = check_return(*(died(f"A{number}") for number in range(3)))
    answer_query(issue=query_of(few), says="x", version=0, by=cast.stu)
    queries("/returns/")  # the session's first page sets it up
    counted = asked_of(few, first)
    many = check_return(*(died(f"A{number}") for number in range(500)))
    assert many.issues.filter(rule="8585Q").count() == 1000
    assert asked_of(many, first) == counted


@pytest.mark.skipif(not RETURNS.is_dir(), reason="the shared sample returns are not here")
def test_the_samples_give_what_the_command_gives(cast: Cast, kept_in: Path) -> None:
    path = RETURNS / "fake_CIN_data.xml"
    run = check_census(name=path.name, chunks=[path.read_bytes()], as_year=2026, by=cast.stu).run
    check_waiting_run(run.pk)
    run.refresh_from_db()
    report = check(path, year=2026).report
    told = [(each.rule, each.table, each.field, each.child or "", each.row) for each in report.issues]
    kept = run.issues.exclude(table="").order_by("position").values_list("rule", "table", "field", "child", "row")
    assert (list(kept), run.children) == (told, report.children)
    assert [(rule, records) for rule, _, _, records, _ in run.by_rule] == [
        (rule, count) for rule, _, count, _ in report.by_rule()
    ]
    assert check_run.FILES.path_of(run.sha256).exists()
