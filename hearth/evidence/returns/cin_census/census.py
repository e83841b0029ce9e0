"""The tables of a return as rules name them, unbound: one expression is compiled for DuckDB and for Spark alike."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import ibis
import pyarrow as pa
from ibis import Table

from hearth.evidence.returns.cin_census.columns import TABLES
from hearth.evidence.returns.cin_census.days import NAMES
from hearth.evidence.returns.cin_census.values import CODE_SETS

_TYPES = {pa.int64(): "int64", pa.date32(): "date", pa.bool_(): "boolean", pa.string(): "string"}


def _unbound(name: str) -> Table:
    return ibis.table({each.name: _TYPES[each.type] for each in TABLES[name].schema}, name=name)


@dataclass(frozen=True)
class Census:
    """What a rule is given. `year` is the one that the collection ends in: 2026 for 2025-26.

    Every table has `row`; those within an episode have `child` and `episode`, the rows of those records.
    """

    year: int

    @cached_property
    def children(self) -> Table:
        """One row a child: identifiers and ethnicity. `child` is the same number as `row`."""
        return _unbound("ChildIdentifiers").mutate(child=ibis._.row)

    @cached_property
    def disabilities(self) -> Table:
        return _unbound("Disabilities")

    @cached_property
    def episodes(self) -> Table:
        """CINdetails; `episode` is the same number as `row`."""
        return _unbound("CINdetails").mutate(episode=ibis._.row)

    @cached_property
    def assessments(self) -> Table:
        return _unbound("Assessments").mutate(assessment=ibis._.row)

    @cached_property
    def factors(self) -> Table:
        """One row a factor of an assessment (`assessment`)."""
        return _unbound("Factors")

    @cached_property
    def cin_plans(self) -> Table:
        return _unbound("CINplanDates")

    @cached_property
    def section_47s(self) -> Table:
        return _unbound("Section47")

    @cached_property
    def protection_plans(self) -> Table:
        return _unbound("ChildProtectionPlans").mutate(plan=ibis._.row)

    @cached_property
    def reviews(self) -> Table:
        """One row a review date; a Reviews group without a date is one row whose date is null."""
        return _unbound("Reviews")

    @cached_property
    def header(self) -> Table:
        return _unbound("Header")

    # Days ----------------------------------------------------------------------------------------------------------

    @cached_property
    def _days(self) -> Table:
        return ibis.table(dict.fromkeys(NAMES, "date"), name="Days")

    @property
    def reference_date(self) -> Any:
        return self._days.reference_date.as_scalar()

    @property
    def year_start(self) -> Any:
        return self._days.year_start.as_scalar()

    def day(self, name: str) -> Any:
        """One of `days.NAMES`."""
        return self._days[name].as_scalar()

    def in_the_year(self, column: Any) -> Any:
        return (column >= self.year_start) & (column <= self.reference_date)

    def not_in_the_year(self, column: Any) -> Any:
        """Given, and outside the census year."""
        return (column < self.year_start) | (column > self.reference_date)

    def running_on(self, day: Any, start: Any, end: Any) -> Any:
        """`day` is on or after the start of a plan and before its end; a plan without an end runs to the reference date,
        that day included. So what starts on the day a plan ends does not start while it runs.
        """
        return (day >= start) & ((day < end) | (end.isnull() & (day <= self.reference_date)))

    def end_of(self, end: Any) -> Any:
        """The day on which a plan no longer runs: without an end the day after the reference date, as in `running_on`."""
        return end.coalesce(self.day("day_after"))

    # Codes ---------------------------------------------------------------------------------------------------------

    def codes(self, name: str) -> list[str]:
        """A code list of the census by its name in the schema."""
        return sorted(CODE_SETS[name])

    # Joins ---------------------------------------------------------------------------------------------------------

    def with_episode(self, records: Table) -> Table:
        """The records with the columns of their episode beside; those of both names keep the record's."""
        return records.join(self.episodes.drop("row", "child"), "episode")

    def with_child(self, records: Table) -> Table:
        """The records with the columns of their child beside."""
        return records.join(self.children.drop("row"), "child")


def no_further_action(table: Table) -> Any:
    """The flag says so. A flag that is absent or means nothing does not."""
    return table.ReferralNFA.fill_null(False)


def overlapping(periods: Table, within: str, *, is_last_day_inside: bool = True) -> Table:
    """The periods (`row`, `start`, `end`) that hold the start of another of the same `within`, or start in it. The first
    day belongs to a period, the last unless told otherwise. Without an end nothing starts in it.

    Of each, those that start no later and the next are looked at, never each pair: their number grows with the square.
    """
    found = periods.filter(periods.start.notnull())
    # Of those that start on one day the one that ends last comes first: what is true of any is true of a neighbour.
    order = {"group_by": within, "order_by": [found.start, found.end.desc(nulls_first=False), found.row]}
    beside = ibis.window(**order)
    before = ibis.window(rows=(None, -1), **order)
    found = found.mutate(
        latest=found.end.max().over(before),
        start_before=found.start.lag().over(beside),
        next_start=found.start.lead().over(beside),
        next_end=found.end.lead().over(beside),
    )

    def is_inside(day: Any, end: Any) -> Any:
        return (day <= end) if is_last_day_inside else (day < end)

    starts_in_another = is_inside(found.start, found.latest) | (
        (found.next_start == found.start) & is_inside(found.start, found.next_end)
    )
    another_starts_in_it = is_inside(found.next_start, found.end) | (
        (found.start_before == found.start) & is_inside(found.start, found.end)
    )
    return found.filter(starts_in_another | another_starts_in_it).select("row")


def falling(days: Table, periods: Table, within: str) -> tuple[Table, Table]:
    """The `days` (`row`, `day`) that fall in any of the `periods` (`row`, `start`, `end`) of the same `within`, and the
    periods that hold any of the days: of each its `row`. The first day belongs to a period, the last does not.

    Both stand in one order, so that each pair need not be looked at: their number grows with the square.
    """
    nothing = ibis.null("date")
    both = ibis.union(
        periods.filter(periods.start.notnull()).select(
            within, "row", "end", day="start", is_day=ibis.literal(0), given=nothing
        ),
        days.filter(days.day.notnull()).select(within, "row", "day", end=nothing, is_day=ibis.literal(1), given="day"),
    )
    order = {"group_by": within, "order_by": [both.day, both.is_day, both.row]}
    both = both.mutate(
        latest=both.end.max().over(ibis.window(rows=(None, -1), **order)),
        next_day=both.given.min().over(ibis.window(rows=(1, None), **order)),
    )
    return (
        both.filter((both.is_day == 1) & (both.day < both.latest)).select("row"),
        both.filter((both.is_day == 0) & (both.next_day < both.end)).select("row"),
    )
