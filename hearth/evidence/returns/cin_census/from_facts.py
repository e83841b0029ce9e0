"""Facts as a census's columns: the inverse of `to_facts`, with who they are about, for the year the census asks of.

Who is in it: every child referred in the year, and every child whose help was still open when it began (Department for
Education, *Characteristics of children in need: methodology*, data collection). A referral on which nothing further was
done is over on its own day where it has no day of closing, since most have none: so it counts in the year it was made.

What is in it is how things stood on the reference date: what happened later is not told, and what was ended later is
told as open. Of what stands in an episode the census takes what ran in the year: a conference, an authorisation or an
end before 1 April belongs to an earlier return (rules 8696, 8715, 4013, 8930 and 8620), and factors are those of
assessments that were finished (8614). The reviews of a plan are told from its start, since each is measured from the one
before. Nothing is made up: what facts do not say is absent, and the check asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import ibis
import pyarrow as pa
from ibis import Table, _

from hearth.evidence.facts.identity import Known
from hearth.evidence.returns.cin_census.columns import TABLES, Columns
from hearth.evidence.returns.cin_census.records import SEX_OF_GENDER_CURRENT, PreProceedings
from hearth.evidence.returns.cin_census.to_facts import PRE_PROCEEDINGS

FIRST_YEAR_OF_PRE_PROCEEDINGS = 2027  # 2026-27: of the year for which a sample file has them
FIRST_YEAR_OF_SEX = 2025  # 2024-25: until then the census asked for GenderCurrent


@dataclass(frozen=True)
class Told:
    """Somebody whom the return tells of: their record in casework, and their families as facts know them."""

    record: int | None
    families: tuple[str, ...]


@dataclass(frozen=True)
class LeftOut:
    """What ran in the year and stands in no episode of it, so that the return has no place for it."""

    table: str
    began: date | None
    told: Told


@dataclass(frozen=True)
class Drawn:
    """`children` are those of the columns, by row."""

    columns: Columns
    children: tuple[Told, ...]
    left_out: tuple[LeftOut, ...]


def reference_date_of(year: int) -> date:
    """31 March of the year that the collection ends in (rule 100)."""
    return date(year, 3, 31)


def columns_of_facts(known: Known, *, year: int) -> Drawn:
    """`year` is the one that the collection ends in. Persons stand in it in the order of their identity."""
    drawing = _Drawing(known, date(year - 1, 4, 1), reference_date_of(year))
    header = {"row": [0], "Collection": ["CIN"], "Year": [year], "ReferenceDate": [drawing.end]}
    drawing.children(has_sex=year >= FIRST_YEAR_OF_SEX)
    drawing.episodes()
    drawing.assessments()
    drawing.cin_plans()
    drawing.section_47s()
    drawing.protection_plans()
    if year >= FIRST_YEAR_OF_PRE_PROCEEDINGS:
        drawing.pre_proceedings()
    tables = {"Header": pa.table(header)} | drawing.made
    columns = Columns({name: _as_declared(name, tables.get(name)) for name in TABLES})
    families = drawing.families()
    children = tuple(
        Told(row["record"], families.get(row["person"], ())) for row in drawing.made["ChildIdentifiers"].to_pylist()
    )
    return Drawn(columns, children, tuple(drawing.left_out(families)))


def _as_declared(name: str, rows: pa.Table | None) -> pa.Table:
    """The columns of the table, no other; those that facts do not know are empty."""
    schema = TABLES[name].schema
    if rows is None:
        return schema.empty_table()
    missing = pa.nulls(rows.num_rows)
    return pa.table(
        [(rows[column.name] if column.name in rows.column_names else missing).cast(column.type) for column in schema],
        schema=schema,
    )


class _Drawing:
    """Each table is drawn from those before it. `made` has them by the census's names, with the keys of the facts too."""

    def __init__(self, known: Known, start: date, end: date) -> None:
        self.start, self.end = start, end
        self.made: dict[str, pa.Table] = {}
        self._engine = duckdb.connect(config={"autoinstall_known_extensions": False})
        self._facts = {
            name: self._held(f"facts_{name}", _with_place(rows))
            for name, rows in (*known.facts.tables.items(), ("identity", known.identity))
        }
        self._drawn: dict[str, Table] = {}
        self._homeless: dict[str, Table] = {}
        episodes = self._facts["cin_episode"]
        over = ibis.coalesce(
            self._by_then(episodes.close_date),
            ibis.ifelse(episodes.no_further_action, episodes.referral_date, ibis.null("date")),
        )
        self._in_year = episodes.filter(self._not_later(episodes.referral_date), self._not_earlier(over))

    # The modules, in the order of the schema ---------------------------------------------------------------------

    def children(self, *, has_sex: bool) -> None:
        persons = self._in_year.select("person").distinct()
        found = persons.left_join(self._facts["identity"], "person").drop("person_right")
        found = found.left_join(self._facts["person"].drop("place"), "person").drop("person_right")
        sex = {"Sex": found.sex} if has_sex else {"GenderCurrent": found.sex.cases(*_GENDER.items(), else_=None)}
        self._draw(
            "ChildIdentifiers",
            found.select(  # not beside the facts' own: DuckDB takes Sex and sex for one name
                "person",
                "place",
                "record",
                LAchildID=found.local_id,
                UPN=found.upn,
                FormerUPN=found.former_upn,
                UPNunknown=found.upn_unknown,
                PersonBirthDate=found.birth_date,
                ExpectedPersonBirthDate=found.expected_date,
                PersonDeathDate=self._by_then(found.death_date),
                Ethnicity=found.ethnicity,
                **sex,
            ),
            by=["person"],
            first="place",
        )
        children = self._drawn["ChildIdentifiers"].select("person", child="row")
        self._draw("Disabilities", self._facts["disability"].join(children, "person").mutate(Disability=_.code))

    def episodes(self) -> None:
        children = self._drawn["ChildIdentifiers"].select("person", child="row")
        found = self._in_year.join(children, "person")
        is_open = found.close_date > self.end
        self._draw(
            "CINdetails",
            found.mutate(
                CINreferralDate=found.referral_date,
                ReferralSource=found.referral_source,
                PrimaryNeedCode=found.primary_need,
                CINclosureDate=self._by_then(found.close_date),
                ReasonForClosure=ibis.ifelse(is_open.fill_null(False), ibis.null("string"), found.close_reason),
                DateOfInitialCPC=self._in_the_year(found.conference_date),
                ReferralNFA=found.no_further_action,
            ),
            by=["referral_date"],
        )

    def assessments(self) -> None:
        rows = self._that_ran("cin_assessment", "authorised_date")
        self._draw_within(
            "Assessments",
            rows.mutate(
                AssessmentActualStartDate=rows.began,
                AssessmentInternalReviewDate=rows.internal_review_date,
                AssessmentAuthorisationDate=rows.ended,
            ),
            by=["order", "start_date"],
        )
        written = self._drawn["Assessments"].filter(_.AssessmentAuthorisationDate.notnull())
        written = written.select("child", "episode", "assessment", row_above="row")
        self._draw(
            "Factors",
            self._facts["assessment_factor"]
            .join(written, "assessment")
            .mutate(AssessmentFactors=_.code, assessment=_.row_above),
            by=["assessment"],
        )

    def cin_plans(self) -> None:
        rows = self._that_ran("cin_plan", "end_date")
        self._draw_within(
            "CINplanDates", rows.mutate(CINPlanStartDate=rows.began, CINPlanEndDate=rows.ended), by=["start_date"]
        )

    def section_47s(self) -> None:
        """An enquiry is over on the day of its conference; one that needed none, on the day it began, for nothing tells
        when that was found. One that still waits for its conference is in, however long ago it began (8740 asks why)."""
        rows = self._that_ran("section_47", "conference_date")
        not_required = ibis.ifelse(rows.conference_not_required, rows.began, ibis.null("date"))
        rows = rows.filter(self._not_earlier(rows.ended.coalesce(not_required)))
        self._draw_within(
            "Section47",
            rows.mutate(
                S47ActualStartDate=rows.began,
                InitialCPCtarget=rows.conference_target,
                DateOfInitialCPC=rows.ended,
                ICPCnotRequired=rows.conference_not_required,
            ),
            by=["start_date"],
        )

    def protection_plans(self) -> None:
        rows = self._that_ran("protection_plan", "end_date")
        self._draw_within(
            "ChildProtectionPlans",
            rows.mutate(
                CPPstartDate=rows.began,
                CPPendDate=rows.ended,
                InitialCategoryOfAbuse=rows.initial_category,
                LatestCategoryOfAbuse=rows.latest_category,
                NumberOfPreviousCPP=rows.previous_plans,
            ),
            by=["start_date"],
        )
        written = self._drawn["ChildProtectionPlans"].select("child", "episode", "plan", row_above="row")
        reviews = self._facts["protection_review"]
        self._draw(
            "Reviews",
            reviews.filter(self._not_later(reviews.review_date))
            .join(written, "plan")
            .mutate(CPPreviewDate=_.review_date, plan=_.row_above),
            by=["plan", "review_date"],
        )

    def pre_proceedings(self) -> None:
        """Over when it was decided to step down or to go to court, as far as the items' names tell."""
        rows = self._that_ran("pre_proceedings", "step_decision_date")
        told = {
            item: self._by_then(rows[fact]) if rows[fact].type().is_date() else rows[fact]
            for fact, item in PRE_PROCEEDINGS.items()
        }
        self._draw_within(PreProceedings.TABLE, rows.mutate(**told), by=["start_date"])

    # Who they are ------------------------------------------------------------------------------------------------

    def families(self) -> Mapping[str, tuple[str, ...]]:
        rows = self._facts["family"].filter(_.family.notnull()).select("person", "family").distinct()
        found: dict[str, tuple[str, ...]] = {}
        for row in self._asked(rows.order_by("person", "family")).to_pylist():
            found[row["person"]] = (*found.get(row["person"], ()), row["family"])
        return found

    def left_out(self, families: Mapping[str, tuple[str, ...]]) -> list[LeftOut]:
        identity = self._facts["identity"].select("person", "record")
        found = []
        for name, rows in self._homeless.items():
            told = rows.left_join(identity, "person").order_by("began", "place").select("person", "began", "record")
            found += [
                LeftOut(name, row["began"], Told(row["record"], families.get(row["person"], ())))
                for row in self._asked(told).to_pylist()
            ]
        return found

    # How it is drawn ---------------------------------------------------------------------------------------------

    def _that_ran(self, name: str, end: str) -> Table:
        """Those of the table that ran in the year: when they `began`, and when they `ended` where that was in it."""
        rows = self._facts[name]
        rows = rows.filter(self._not_later(rows.start_date), self._not_earlier(rows[end]))
        return rows.mutate(began=rows.start_date, ended=self._by_then(rows[end]))

    def _not_later(self, day: Any) -> Any:
        return day.isnull() | (day <= self.end)

    def _not_earlier(self, day: Any) -> Any:
        return day.isnull() | (day >= self.start)

    def _by_then(self, day: Any) -> Any:
        """The day, where it was not after the reference date."""
        return ibis.ifelse(day <= self.end, day, ibis.null("date"))

    def _in_the_year(self, day: Any) -> Any:
        return ibis.ifelse(day >= self.start, self._by_then(day), ibis.null("date"))

    def _draw(self, name: str, rows: Table, *, by: list[str] | None = None, first: str = "child") -> None:
        order = [ibis.asc(column, nulls_first=False) for column in (first, *(by or ()), "place")]
        self.made[name] = self._asked(rows.mutate(row=ibis.row_number().over(order_by=order)).order_by("row"))
        self._drawn[name] = self._held(name, self.made[name])

    def _draw_within(self, name: str, rows: Table, *, by: list[str]) -> None:
        """Records of an episode. `rows` say when they `began` and `ended`: those of the year with no episode are kept aside."""
        episodes = self._drawn["CINdetails"].select("child", "episode", row_above="row")
        self._draw(name, rows.join(episodes, "episode").mutate(episode=_.row_above), by=["episode", *by])
        homeless = rows.anti_join(episodes, "episode")
        self._homeless[name] = homeless.filter((homeless.began >= self.start) | (homeless.ended >= self.start))

    def _held(self, name: str, rows: pa.Table) -> Table:
        self._engine.register(name, rows)
        return ibis.table(ibis.Schema.from_pyarrow(rows.schema), name=name)

    def _asked(self, expression: Table) -> pa.Table:
        return self._engine.sql(str(ibis.to_sql(expression, dialect="duckdb"))).to_arrow_table()


_GENDER = {sex: gender for gender, sex in reversed(SEX_OF_GENDER_CURRENT.items())}  # U as 0, which is not known


def _with_place(rows: pa.Table) -> pa.Table:
    return rows.append_column("place", pa.array(range(rows.num_rows), pa.int64()))
