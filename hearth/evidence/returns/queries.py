"""Named questions of what was checked. Counted and paged by the database: a run may have a hundred thousand issues."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Sum

from hearth.evidence.returns.models import Explanation, Issue, Run
from hearth.foundation.staff.models import Worker

RUN_ORDERS = ("given_at", "file_name", "state", "errors", "queries")
ISSUE_ORDERS = ("position", "rule", "child")
CHILD_ORDERS = ("child", "errors", "queries")
MOST_TO_CHOOSE = 100


def _order(asked: str, allowed: Collection[str], otherwise: str) -> str:
    return asked if asked.removeprefix("-") in allowed else otherwise


def runs(*, state: str = "", order: str = "-given_at") -> QuerySet[Run]:
    """Newest first unless another order is asked for."""
    found = Run.objects.select_related("given_by").order_by(_order(order, RUN_ORDERS, "-given_at"), "-pk")
    return found.filter(state=state) if state in Run.State.values else found


def run_numbered(number: int) -> Run | None:
    return Run.objects.filter(pk=number).select_related("given_by").first()


class SameFile(NamedTuple):
    """What two checks of one file by the same rules have in common."""

    sha256: str
    as_year: int
    hearth_version: str


def run_of_file(same: SameFile) -> Run | None:
    """What was or is being found in this very file."""
    stands = Q(state__in=[Run.State.WAITING, Run.State.CHECKING, Run.State.CHECKED], forgotten_at__isnull=True)
    return Run.objects.filter(stands, **same._asdict()).select_related("given_by").first()


def run_before(run: Run) -> Run | None:
    """The authority's last check before this one; none where the file does not say whose it is."""
    if not run.authority:
        return None
    return _comparable().filter(authority=run.authority, given_at__lt=run.given_at).exclude(pk=run.pk).first()


def runs_to_compare() -> list[Run]:
    return list(_comparable()[:MOST_TO_CHOOSE])


def _comparable() -> QuerySet[Run]:
    here = Run.objects.filter(state=Run.State.CHECKED, forgotten_at__isnull=True)
    return here.select_related("given_by").order_by("-given_at", "-pk")


def issue_numbered(number: int) -> Issue | None:
    return Issue.objects.filter(pk=number).select_related("run").first()


def issues_of(
    run: Run,
    *,
    severity: str = "",
    rule: str = "",
    module: str = "",
    child: str = "",
    child_contains: str = "",
    answered: str = "",
    order: str = "position",
) -> QuerySet[Issue]:
    """`child` is the whole number as the file has it, `child_contains` a part of it; `answered` is "yes" or "no",
    and then only queries are meant."""
    found = run.issues.order_by(_order(order, ISSUE_ORDERS, "position"), "position")
    if severity in Issue.Severity.values:
        found = found.filter(severity=severity)
    if rule:
        found = found.filter(rule__iexact=rule)
    if module:
        found = found.filter(table=module)
    if child:
        found = found.filter(child=child)
    if child_contains:
        found = found.filter(child__icontains=child_contains)
    if answered in {"yes", "no"}:
        found = found.filter(severity=Issue.Severity.QUERY)
        found = found.filter(_is_answered(run)) if answered == "yes" else unanswered(run, found)
    return found


def unanswered(run: Run, issues: QuerySet[Issue]) -> QuerySet[Issue]:
    return issues.filter(~_is_answered(run))


def queries_of(run: Run, rule: str, narrowed: Mapping[str, str]) -> QuerySet[Issue]:
    """What one rule asks, where it is not an error; `narrowed` by module and child as `issues_of` is."""
    return issues_of(run, severity=Issue.Severity.QUERY, rule=rule, **narrowed)


class Extent(NamedTuple):
    """How many `issues` of how many `records`, as a check counts them: of a rule that names items of several tables, the
    records of the first. There are no `records` where it is the return itself."""

    records: int
    issues: int

    @property
    def in_words(self) -> str:
        records = "1 record" if self.records == 1 else f"{self.records:,} records" if self.records else "the return"
        return f"{records} (1 issue)" if self.issues == 1 else f"{records} ({self.issues:,} issues)"


NOTHING = Extent(0, 0)


class Asked(NamedTuple):
    """What queries are asked of, and how many of the issues are `answered`. Every explanation that is written or changed
    makes the `version` another."""

    of: Extent
    answered: int
    version: int

    @property
    def waiting(self) -> int:
        return self.of.issues - self.answered


def asked_of(run: Run, rule: str, issues: QuerySet[Issue]) -> Asked:
    latest = Explanation.objects.filter(authority=run.authority, is_latest=True)
    said = latest.filter(record__in=issues.order_by().values("record"))
    version = said.aggregate(version=Sum("version", default=0))["version"]
    return Asked(extent_of(rule, issues), issues.filter(_is_answered(run)).count(), version)


def extent_of(rule: str, issues: QuerySet[Issue]) -> Extent:
    """Of issues of one rule."""
    return _extents(issues).get(rule, NOTHING)


def _extents(issues: QuerySet[Issue]) -> dict[str, Extent]:
    """By rule."""
    rows = (
        issues.order_by()
        .values_list("rule", "table")
        .annotate(
            records=Count("pk", filter=Q(is_counted=True) & ~Q(table="")), issues=Count("pk"), first=Min("position")
        )
    )
    found: dict[str, Extent] = {}
    for rule, _, records, count, _ in rows.order_by("first"):
        first = found.get(rule, Extent(records, 0))
        found[rule] = Extent(first.records, first.issues + count)
    return found


def _is_answered(run: Run) -> Exists:
    latest = Explanation.objects.filter(authority=run.authority, is_latest=True)
    return Exists(latest.filter(record=OuterRef("record")))


def issues_of_child(run: Run, child: str) -> QuerySet[Issue]:
    return run.issues.filter(child=child).order_by("position")


@dataclass(frozen=True)
class OfRule:
    """One rule that was broken. `answered` of its `issues` have an explanation. There are no `records` where it is the return
    itself that breaks it."""

    rule: str
    severity: str
    says: str
    records: int
    issues: int
    answered: int


def by_rule(run: Run, **chosen: str) -> list[OfRule]:
    """In the order of the report: errors first."""
    if not any(chosen.values()):
        found = {rule: Extent(records, issues) for rule, _, _, records, issues in run.by_rule}
    else:
        found = _extents(issues_of(run, **chosen))
    answered = _answered_by_rule(run, chosen) if run.queries else {}
    return [
        OfRule(rule, severity, says, *found[rule], answered.get(rule, 0))
        for rule, severity, says, _, _ in run.by_rule
        if rule in found
    ]


def _answered_by_rule(run: Run, chosen: dict[str, str]) -> dict[str, int]:
    if chosen.get("answered") == "no":
        return {}
    rows = issues_of(run, **(chosen | {"answered": "yes"})).order_by().values_list("rule")
    return dict(rows.annotate(issues=Count("pk")))


def by_child(run: Run, *, order: str = "-errors", **chosen: str) -> QuerySet[Issue, Any]:
    """Each child with how many errors and queries, and how many of these are answered. Rows without a child's number are
    one, under an empty number."""
    rows = issues_of(run, **chosen).filter(~Q(table="")).order_by().values("child")
    is_query = Q(severity=Issue.Severity.QUERY)
    found = rows.annotate(errors=Count("pk", filter=~is_query), queries=Count("pk", filter=is_query))
    return found.order_by(_order(order, CHILD_ORDERS, "-errors"), "-queries", "child")


def rules_of_children(run: Run, children: Iterable[str], **chosen: str) -> dict[str, list[str]]:
    """By child, the codes of the rules that it breaks."""
    told: dict[str, list[str]] = {}
    pairs = issues_of(run, **chosen).filter(child__in=list(children)).order_by("child", "rule")
    for child, rule in pairs.values_list("child", "rule").distinct():
        told.setdefault(child, []).append(rule)
    return told


def explanations_of(run: Run, issues: Iterable[Issue]) -> dict[UUID, Explanation]:
    records = [each.record for each in issues]
    latest = Explanation.objects.filter(authority=run.authority, is_latest=True, record__in=records)
    return {each.record: each for each in latest.select_related("written_by")}


class Said(NamedTuple):
    says: str
    written_at: datetime
    written_by: str


def all_explanations(run: Run) -> dict[UUID, Said]:
    """Of every record of the run that has one."""
    asked = run.issues.filter(severity=Issue.Severity.QUERY).values("record")
    latest = Explanation.objects.filter(authority=run.authority, is_latest=True, record__in=asked)
    rows = list(latest.values_list("record", "says", "written_at", "written_by"))
    names = {each.pk: str(each) for each in Worker.objects.filter(pk__in={by for *_, by in rows})}
    return {record: Said(says, at, names[by]) for record, says, at, by in rows}


def explanation_of(issue: Issue) -> Explanation | None:
    return explanations_of(issue.run, [issue]).get(issue.record)


def earlier_words(issue: Issue) -> list[Explanation]:
    """What was said before the latest words, newest first."""
    said = Explanation.objects.filter(authority=issue.run.authority, record=issue.record, is_latest=False)
    return list(said.select_related("written_by").order_by("-version"))


def items_of_record(issue: Issue) -> list[Issue]:
    """What else the rule says of the same record."""
    return list(Issue.objects.filter(run=issue.run_id, record=issue.record).order_by("position"))


def others_of_child(issue: Issue) -> list[Issue]:
    """What else the rule finds with the same child: the same fault often shows in two records."""
    if not issue.child:
        return []
    same = Issue.objects.filter(run=issue.run_id, rule=issue.rule, child=issue.child).exclude(record=issue.record)
    return list(same.order_by("position"))


@dataclass(frozen=True)
class Change:
    """Of one rule, how many issues are gone, new and still there."""

    rule: str
    severity: str
    says: str
    fixed: int
    new: int
    still: int


KINDS = ("fixed", "new", "still")


def rules_in_both(earlier: Run, later: Run) -> list[str]:
    """Only what ran in both can be compared: else a rule that failed would look mended."""
    return [rule for rule in later.rules if rule in set(earlier.rules)]


def rules_in_one(earlier: Run, later: Run) -> list[str]:
    """Rules that were broken in one of the two, and did not run in the other."""
    broken = {rule for run in (earlier, later) for rule in run.words} | {*earlier.failed_rules, *later.failed_rules}
    return sorted(broken - set(rules_in_both(earlier, later)))


def changed(earlier: Run, later: Run, kind: str, *, rule: str = "") -> QuerySet[Issue]:
    """Those of one kind: fixed are the earlier run's issues, new and still there the later's."""
    of, against = (earlier, later) if kind == "fixed" else (later, earlier)
    is_there = Exists(Issue.objects.filter(run=against, key=OuterRef("key")))
    both = rules_in_both(earlier, later)
    found = of.issues.filter(rule__in=both).filter(is_there if kind == "still" else ~is_there)
    if rule:
        found = found.filter(rule__iexact=rule)
    return found.order_by("position")


def changes(earlier: Run, later: Run) -> list[Change]:
    """Of each rule that was broken in either; errors first."""
    counts = {
        kind: dict(changed(earlier, later, kind).order_by().values_list("rule").annotate(issues=Count("pk")))
        for kind in KINDS
    }
    told = {rule: (severity, says) for run in (earlier, later) for rule, severity, says, _, _ in run.by_rule}
    return [
        Change(rule, severity, says, *(counts[kind].get(rule, 0) for kind in KINDS))
        for rule, (severity, says) in sorted(told.items(), key=lambda each: (each[1][0] != "error", each[0]))
        if any(rule in counts[kind] for kind in KINDS)
    ]
