"""Explanations into their table: the same writing for one query and for hundreds, in a fixed number of statements."""

from __future__ import annotations

from django.db import connection
from django.db.models import QuerySet

from hearth.evidence.returns.models import Explanation, Issue, Run
from hearth.evidence.returns.queries import unanswered
from hearth.foundation.staff.models import Worker

_INSERT = """
insert into returns_explanation (authority, record, rule, child, place, says, version, is_latest, written_by_id)
select %s, asked.record, asked.rule, asked.child, asked.place, %s,
       1 + coalesce((select max(version) from returns_explanation e where e.authority = %s and e.record = asked.record), 0),
       true, %s
  from ({asked}) asked
"""


def hold_explanations(authority: str) -> None:
    """Until the transaction ends nobody else writes explanations of this authority: what was read of them stays true."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended('returns.explanation ' || %s, 0))", [authority])


def explain(run: Run, issues: QuerySet[Issue], *, says: str, replaces: bool, by: Worker) -> None:
    """Explain each record of the issues once. One that has an explanation keeps it unless it `replaces`:
    then the earlier words stay as such. The caller holds the authority's explanations, and has asked whether it may."""
    if replaces:
        standing = Explanation.objects.filter(authority=run.authority, is_latest=True)
        standing.filter(record__in=issues.order_by().values("record")).update(is_latest=False)
    else:
        issues = unanswered(run, issues)
    asked = issues.order_by("record", "position").distinct("record").values("record", "rule", "child", "place")
    sql, told = asked.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_INSERT.format(asked=sql), [run.authority, says, run.authority, by.pk, *told])
