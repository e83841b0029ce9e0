"""A return as facts, straight: a council that only wants evidence never touches casework.

A return may hold one child twice, in two elements of one LAchildID. The rules of the census tell of it; what is counted counts
each child once, so here the elements of one LAchildID are one person:
- sex, ethnicity and months are those of the first element, whatever the others say;
- an episode of the same referral date in two of the elements is one. Of each of its items the first that is given is taken, so
  that a closure is not lost which only one of them tells;
- everything else, below an episode or the child, is one where all of its own items are the same; what is told otherwise stays,
  as of one person who has both;
- what one element holds twice by itself stays twice, as it would without the other.
Children without an LAchildID stay apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from hearth.evidence.facts.lasting_keys import with_lasting_keys
from hearth.evidence.facts.tables import TABLES, Facts, facts
from hearth.evidence.returns.cin_census.columns import TABLES as CENSUS_TABLES
from hearth.evidence.returns.cin_census.columns import Columns
from hearth.evidence.returns.cin_census.records import SEX_OF_GENDER_CURRENT, PreProceedings

PRE_PROCEEDINGS = {
    column.name: column.census
    for column in TABLES["pre_proceedings"].columns
    if column.census and column.name != "person"
}
"""What the facts call each item of the census's, which has as many words for it."""

_REFERRED_TO_AS = {"CINdetails": "episode", "Assessments": "assessment", "ChildProtectionPlans": "plan"}
"""By which word the tables below one name its rows."""


def facts_of_file(columns: Columns, file_name: str) -> Facts:
    """What is kept or counted of a file, by whichever way it came: the same file gives the same facts under the same keys,
    which last until the next return."""
    tables = _each_child_once(columns.tables)
    children = tables["ChildIdentifiers"]
    found = _facts(tables, f"CIN census, {file_name}", reaches=reference_date_of(columns), authority=columns.authority)
    return with_lasting_keys(found, places=_key(children["row"]), numbers=children["LAchildID"])


def reference_date_of(columns: Columns) -> date | None:
    """The day up to which the return tells, as its header says: the date itself, or 31 March of its year (rule 100)."""
    header = columns.tables["Header"]
    day = next((day for day in header["ReferenceDate"].to_pylist() if day), None)
    year = next((year for year in header["Year"].to_pylist() if year), None)
    return day or (date(year, 3, 31) if year else None)


def facts_of(columns: Columns, source: str) -> Facts:
    """People are known by their place in the return, one who stands in it twice by the first: the number a council gave a child
    does not come along."""
    tables = _each_child_once(columns.tables)
    return _facts(tables, source, reaches=reference_date_of(columns), authority=columns.authority)


def _each_child_once(tables: Mapping[str, pa.Table]) -> Mapping[str, pa.Table]:
    """The same, with the elements of one LAchildID made one (see above). Where every child stands once, which is nearly always,
    nothing but the numbers is looked at."""
    children = tables["ChildIdentifiers"]
    numbers = children["LAchildID"].combine_chunks()
    counts = pc.value_counts(numbers.drop_null())
    twice = counts.field("values").filter(pc.greater(counts.field("counts"), 1))
    if not len(twice):
        return tables
    stands_twice = pc.is_in(numbers, twice)
    rows = children["row"].filter(stands_twice)
    alone = {name: table.filter(pc.invert(_of(table, rows))) for name, table in tables.items() if name != "Header"}
    once = dict(tables)
    with duckdb.connect() as connection:
        connection.register("given", children.filter(stands_twice))
        connection.sql("create table child as select row, min(row) over (partition by LAchildID) as first from given")
        firsts = connection.sql("select given.* from given semi join child on given.row = child.first").to_arrow_table()
        once["ChildIdentifiers"] = _in_order(alone["ChildIdentifiers"], firsts)
        for name in alone:
            if name != "ChildIdentifiers":
                once[name] = _in_order(alone[name], _told_once(connection, name, tables[name], rows))
    return once


def _told_once(
    connection: duckdb.DuckDBPyConnection, name: str, table: pa.Table, children: pa.ChunkedArray
) -> pa.Table:
    """Those records of these children, each in the record in which the first of its like stands."""
    of = CENSUS_TABLES[name]
    items = [f'"{column.name}"' for column in of.columns]
    alike = ", ".join(['"CINreferralDate"'] if name == "CINdetails" else items)
    above, within = ", ".join(f"{each}.first as {each}" for each in of.parents), of.parents[-1]
    joins = " ".join(f"join {each} on given.{each} = {each}.row" for each in of.parents)
    connection.register("given", table.filter(_of(table, children)))
    # The second of two alike in one element is the same as the second, not the first, of two alike in another.
    connection.sql(
        f"""create or replace temp table told as
        with placed as (
            select given.row, {above}, {", ".join(f"given.{item}" for item in items)},
                   row_number() over (partition by given.{within}, {alike} order by given.row) as nth
            from given {joins})
        select row, {", ".join(of.parents)}, min(row) over same as first,
               {", ".join(f"first_value({item} ignore nulls) over same as {item}" for item in items)}
        from placed
        window same as (partition by {within}, {alike}, nth order by row
                        rows between unbounded preceding and unbounded following)"""
    )
    if name in _REFERRED_TO_AS:
        connection.sql(f"create table {_REFERRED_TO_AS[name]} as select row, first from told")
    return connection.sql("select * exclude (first) from told where row = first").to_arrow_table()


def _of(table: pa.Table, children: pa.ChunkedArray) -> pa.ChunkedArray:
    """Whether each row is one of these children's."""
    return pc.is_in(table["child" if "child" in table.column_names else "row"], children.combine_chunks())


def _in_order(one: pa.Table, other: pa.Table) -> pa.Table:
    return pa.concat_tables([one, other.select(one.column_names).cast(one.schema)]).sort_by("row")


def _facts(tables: Mapping[str, pa.Table], source: str, *, reaches: date | None, authority: str) -> Facts:
    children, episodes = tables["ChildIdentifiers"], tables["CINdetails"]
    assessments, factors = tables["Assessments"], tables["Factors"]
    plans, enquiries = tables["ChildProtectionPlans"], tables["Section47"]
    cin_plans, disabilities = tables["CINplanDates"], tables["Disabilities"]
    pre_proceedings = tables[PreProceedings.TABLE]
    return facts(
        source,
        {
            "person": pa.table(
                {
                    "person": _key(children["row"]),
                    "sex": _sex(children),
                    "ethnicity": children["Ethnicity"],
                    "birth_month": _month(children["PersonBirthDate"]),
                    "expected_month": _month(children["ExpectedPersonBirthDate"]),
                    "death_month": _month(children["PersonDeathDate"]),
                }
            ),
            "disability": pa.table({"person": _key(disabilities["child"]), "code": disabilities["Disability"]}),
            "cin_episode": pa.table(
                {
                    "episode": _key(episodes["row"]),
                    "person": _key(episodes["child"]),
                    "referral_date": episodes["CINreferralDate"],
                    "referral_source": episodes["ReferralSource"],
                    "primary_need": episodes["PrimaryNeedCode"],
                    "no_further_action": episodes["ReferralNFA"],
                    "close_date": episodes["CINclosureDate"],
                    "close_reason": episodes["ReasonForClosure"],
                    "conference_date": episodes["DateOfInitialCPC"],
                }
            ),
            "cin_assessment": pa.table(
                {
                    "assessment": _key(assessments["row"]),
                    "person": _key(assessments["child"]),
                    "episode": _key(assessments["episode"]),
                    "start_date": assessments["AssessmentActualStartDate"],
                    "internal_review_date": assessments["AssessmentInternalReviewDate"],
                    "authorised_date": assessments["AssessmentAuthorisationDate"],
                    "order": assessments["row"],
                }
            ),
            "assessment_factor": pa.table(
                {"assessment": _key(factors["assessment"]), "code": factors["AssessmentFactors"]}
            ),
            "cin_plan": pa.table(
                {
                    "person": _key(cin_plans["child"]),
                    "episode": _key(cin_plans["episode"]),
                    "start_date": cin_plans["CINPlanStartDate"],
                    "end_date": cin_plans["CINPlanEndDate"],
                }
            ),
            "section_47": pa.table(
                {
                    "person": _key(enquiries["child"]),
                    "episode": _key(enquiries["episode"]),
                    "start_date": enquiries["S47ActualStartDate"],
                    "conference_target": enquiries["InitialCPCtarget"],
                    "conference_date": enquiries["DateOfInitialCPC"],
                    "conference_not_required": enquiries["ICPCnotRequired"],
                }
            ),
            "protection_plan": pa.table(
                {
                    "plan": _key(plans["row"]),
                    "person": _key(plans["child"]),
                    "episode": _key(plans["episode"]),
                    "start_date": plans["CPPstartDate"],
                    "end_date": plans["CPPendDate"],
                    "initial_category": plans["InitialCategoryOfAbuse"],
                    "latest_category": plans["LatestCategoryOfAbuse"],
                    "previous_plans": plans["NumberOfPreviousCPP"],
                }
            ),
            "protection_review": pa.table(
                {
                    "plan": _key(tables["Reviews"]["plan"]),
                    "review_date": tables["Reviews"]["CPPreviewDate"],
                }
            ),
            "pre_proceedings": pa.table(
                {"person": _key(pre_proceedings["child"]), "episode": _key(pre_proceedings["episode"])}
                | {fact: pre_proceedings[item] for fact, item in PRE_PROCEEDINGS.items()}
            ),
        },
        reaches=reaches,
        authority=authority,
    )


def _key(rows: pa.ChunkedArray) -> pa.ChunkedArray:
    return rows.cast(pa.string())


def _month(days: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.floor_temporal(days, unit="month").cast(pa.date32())


def _sex(children: pa.Table) -> pa.ChunkedArray:
    """From Sex, or else from the older GenderCurrent."""
    meant = pa.array(list(SEX_OF_GENDER_CURRENT.values()), pa.string())
    codes = pa.array(list(SEX_OF_GENDER_CURRENT), pa.string())
    return pc.coalesce(children["Sex"], pc.take(meant, pc.index_in(children["GenderCurrent"], codes)))
