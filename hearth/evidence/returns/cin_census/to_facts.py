"""A return as facts, straight: a council that only wants evidence never touches casework."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from hearth.evidence.facts.lasting_keys import with_lasting_keys
from hearth.evidence.facts.tables import TABLES, Facts, facts
from hearth.evidence.returns.cin_census.columns import Columns
from hearth.evidence.returns.cin_census.records import SEX_OF_GENDER_CURRENT, PreProceedings

PRE_PROCEEDINGS = {
    column.name: column.census
    for column in TABLES["pre_proceedings"].columns
    if column.census and column.name != "person"
}
"""What the facts call each item of the census's, which has as many words for it."""


def facts_of_file(columns: Columns, file_name: str) -> Facts:
    """What is kept or counted of a file, by whichever way it came: the same file gives the same facts under the same keys,
    which last until the next return."""
    children = columns.tables["ChildIdentifiers"]
    return with_lasting_keys(
        facts_of(columns, f"CIN census, {file_name}"), places=_key(children["row"]), numbers=children["LAchildID"]
    )


def reference_date_of(columns: Columns) -> date | None:
    """The day up to which the return tells, as its header says: the date itself, or 31 March of its year (rule 100)."""
    header = columns.tables["Header"]
    day = next((day for day in header["ReferenceDate"].to_pylist() if day), None)
    year = next((year for year in header["Year"].to_pylist() if year), None)
    return day or (date(year, 3, 31) if year else None)


def facts_of(columns: Columns, source: str) -> Facts:
    """People are known by their place in the return: the number a council gave a child does not come along."""
    children, episodes = columns.tables["ChildIdentifiers"], columns.tables["CINdetails"]
    assessments, factors = columns.tables["Assessments"], columns.tables["Factors"]
    plans, enquiries = columns.tables["ChildProtectionPlans"], columns.tables["Section47"]
    cin_plans, disabilities = columns.tables["CINplanDates"], columns.tables["Disabilities"]
    pre_proceedings = columns.tables[PreProceedings.TABLE]
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
                    "plan": _key(columns.tables["Reviews"]["plan"]),
                    "review_date": columns.tables["Reviews"]["CPPreviewDate"],
                }
            ),
            "pre_proceedings": pa.table(
                {"person": _key(pre_proceedings["child"]), "episode": _key(pre_proceedings["episode"])}
                | {fact: pre_proceedings[item] for fact, item in PRE_PROCEEDINGS.items()}
            ),
        },
        reaches=reference_date_of(columns),
        authority=columns.authority,
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
