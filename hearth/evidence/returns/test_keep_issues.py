from __future__ import annotations

from importlib import import_module

import pytest
from django.db import connection
from django.db.models import Q

from hearth.evidence.returns.cin_census.example import assessment, child, episode
from hearth.evidence.returns.conftest import CheckReturn
from hearth.evidence.returns.models import Issue
from hearth.evidence.returns.queries import asked_of, queries_of

DIED = episode(CINclosureDate="2025-08-01", ReasonForClosure="RC2")
AT_ONCE = episode(
    Assessments=[
        assessment(AssessmentActualStartDate="2025-06-03", AssessmentAuthorisationDate="2025-07-10"),
        assessment(AssessmentActualStartDate="2025-06-20", AssessmentAuthorisationDate="2025-09-01"),
    ]
)


@pytest.mark.parametrize("was_counted", [True, False])
def test_what_was_kept_before_is_counted_as_what_is_kept_now(was_counted: bool, check_return: CheckReturn) -> None:
    """8585Q names two tables, 8863Q two items of one."""
    runs = [
        check_return(child(DIED, LAchildID="A1"), child(AT_ONCE, LAchildID="A2")),
        check_return(child(AT_ONCE, LAchildID="A1"), child(DIED, LAchildID="A2"), child(DIED, LAchildID="A3")),
    ]
    as_kept = list(Issue.objects.order_by("pk").values_list("pk", "is_counted"))
    assert {counted for _, counted in as_kept} == {True, False}
    assert Issue.objects.filter(table="").exists()
    Issue.objects.filter(~Q(table="")).update(is_counted=was_counted)
    with connection.cursor() as cursor:
        cursor.execute(import_module("hearth.evidence.returns.migrations.0005_counted_in_each_table").COUNT_AGAIN)
    assert list(Issue.objects.order_by("pk").values_list("pk", "is_counted")) == as_kept
    only_of_child = {"module": "ChildIdentifiers"}
    assert [asked_of(run, "8585Q", queries_of(run, "8585Q", only_of_child)).of.in_words for run in runs] == [
        "1 record (1 issue)", "2 records (2 issues)"
    ]  # fmt: skip
