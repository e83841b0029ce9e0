"""The tables of facts. Each column says which item of the Standard Safeguarding Dataset and of the CIN census it is, and
what is known to be weak in it.

Source of the items: the Standard Safeguarding Dataset's own field list, and the census's schema, 2022-23 to 2025-26.
Who somebody is stands nowhere here: a person is a number or a pseudonym, a birth or a death a month.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

CASEWORK, RETURN = "casework", "return"
TEXT, DAY, YES_NO, NUMBER = pa.string(), pa.date32(), pa.bool_(), pa.int64()


@dataclass(frozen=True)
class Column:
    name: str
    type: pa.DataType
    ssd: str = ""
    """The item's reference in the Standard Safeguarding Dataset; empty where it has none."""
    census: str = ""
    weakness: str = ""


@dataclass(frozen=True)
class FactTable:
    name: str
    ssd: str
    columns: tuple[Column, ...]
    is_confirmed: bool = True
    """Whether what its items mean was read in the Department for Education's own words."""

    @property
    def schema(self) -> pa.Schema:
        return pa.schema([(column.name, column.type) for column in self.columns])


def _person(item: str) -> Column:
    return Column("person", TEXT, item, "LAchildID", "a number of the council's own; a child known to two has two")


TABLES: Mapping[str, FactTable] = {
    table.name: table
    for table in (
        FactTable(
            "person",
            "ssd_person",
            (
                _person("PERS001A"),
                Column("sex", TEXT, "PERS002A", "Sex", "until 2023-24 made from the gender code"),
                Column("ethnicity", TEXT, "PERS004A", "Ethnicity", "NOBT and REFU are answers that tell of no ethnicity"),
                Column("birth_month", DAY, "PERS005A", "PersonBirthDate", "the first of the month, so that nobody is told by it"),
                Column("expected_month", DAY, "PERS009A", "ExpectedPersonBirthDate", "the first of the month"),
                Column("death_month", DAY, "PERS010A", "PersonDeathDate", "the first of the month, so that nobody is told by it"),
                Column("area", TEXT, "", "", "the council's own name for where the child lives now; a census knows no areas"),
            ),
        ),
        FactTable(
            "family",
            "ssd_family",
            (
                _person("FAMI002A"),
                Column("family", TEXT, "FAMI001A", "", "a census knows no families: empty for what came from one"),
            ),
        ),
        FactTable(
            "disability",
            "ssd_disability",
            (_person("DISA001A"), Column("code", TEXT, "DISA002A", "Disability", "no row is no answer; NONE is one")),
        ),
        FactTable(
            "cin_episode",
            "ssd_cin_episodes",
            (
                Column("episode", TEXT, "CINE001A"),
                _person("CINE002A"),
                Column("referral_date", DAY, "CINE003A", "CINreferralDate"),
                Column("referral_source", TEXT, "CINE004A", "ReferralSource", "asked for since 1 April 2013 only (rule 8866)"),
                Column("primary_need", TEXT, "CINE010A", "PrimaryNeedCode", "one need only, chosen by the worker"),
                Column("no_further_action", YES_NO, "CINE011A", "ReferralNFA", "empty where it was left out: neither yes nor no"),
                Column("close_date", DAY, "CINE007A", "CINclosureDate", "a return tells those of its own year (rule 8620)"),
                Column("close_reason", TEXT, "CINE006A", "ReasonForClosure", "one reason only, where several may be true"),
                Column("conference_date", DAY, "", "DateOfInitialCPC", "told here or with an enquiry, not both"),
                Column("team", TEXT, "CINE008A", "", "a census knows no teams"),
            ),
        ),
        FactTable(
            "cin_assessment",
            "ssd_cin_assessments",
            (
                Column("assessment", TEXT, "CINA001A"),
                _person("CINA002A"),
                Column("episode", TEXT, "CINA010A"),
                Column("start_date", DAY, "CINA003A", "AssessmentActualStartDate"),
                Column("internal_review_date", DAY, "", "AssessmentInternalReviewDate", "a day set beforehand, kept or not"),
                Column("authorised_date", DAY, "CINA005A", "AssessmentAuthorisationDate", "of its own year alone (rule 8696)"),
                Column("order", NUMBER, "", "", "its place in the return: which is later of two finished on one day"),
            ),
        ),
        FactTable(
            "assessment_factor",
            "ssd_assessment_factors",
            (
                Column("assessment", TEXT, "CINF001A"),
                Column(
                    "code",
                    TEXT,
                    "CINF002A",
                    "AssessmentFactors",
                    "what was found by its end, not since; councils record differently, 20 (other) above all",
                ),
            ),
        ),
        FactTable(
            "cin_plan",
            "ssd_cin_plans",
            (
                _person("CINP002A"),
                Column("episode", TEXT, "CINP007A"),
                Column("start_date", DAY, "CINP003A", "CINPlanStartDate"),
                Column("end_date", DAY, "CINP004A", "CINPlanEndDate", "a return tells those of its own year (rule 4013)"),
            ),
        ),
        FactTable(
            "section_47",
            "ssd_s47_enquiry",
            (
                _person("S47E002A"),
                Column("episode", TEXT, "S47E010A"),
                Column("start_date", DAY, "S47E004A", "S47ActualStartDate"),
                Column("conference_target", DAY, "ICPC004A", "InitialCPCtarget", "a day set beforehand, kept or not"),
                Column("conference_date", DAY, "ICPC005A", "DateOfInitialCPC", "told here or with the episode, not both"),
                Column("conference_not_required", YES_NO, "S47E006A", "ICPCnotRequired", "the rules take one left out for a no"),
            ),
        ),
        FactTable(
            "protection_plan",
            "ssd_cp_plans",
            (
                Column("plan", TEXT, "CPPL001A"),
                _person("CPPL002A"),
                Column("episode", TEXT, "CPPL007A"),
                Column("start_date", DAY, "CPPL003A", "CPPstartDate"),
                Column("end_date", DAY, "CPPL004A", "CPPendDate", "a return tells those of its own year (rule 8930)"),
                Column("initial_category", TEXT, "CPPL009A", "InitialCategoryOfAbuse", "one only: MUL hides which"),
                Column("latest_category", TEXT, "CPPL010A", "LatestCategoryOfAbuse", "what it was in between is not told"),
                Column("previous_plans", NUMBER, "", "NumberOfPreviousCPP", "a count without days: how long ago is not told"),
            ),
        ),
        FactTable(
            "protection_review",
            "ssd_cp_reviews",
            (
                Column("plan", TEXT, "CPPR002A"),
                Column("review_date", DAY, "CPPR004A", "CPPreviewDate", "no row for a review that was due and not held"),
            ),
        ),
        # Seen in one sample file for 2026-27; what each item means is read from its name, and may change.
        FactTable(
            "pre_proceedings",
            "ssd_pre_proceedings",
            (
                _person("PREP001A"),
                Column("episode", TEXT),
                Column("start_date", DAY, "PREP003A", "PPStartDate"),
                Column("letter_date", DAY, "PREP011A", "LBPSentDate"),
                Column("group_meeting_offered", YES_NO, "", "FGDMMeetingOffer"),
                Column("group_meeting_held", YES_NO, "", "FGDMMeetingFac"),
                Column("initial_meeting_date", DAY, "PREP004A", "InitialPPMeetingDate"),
                Column("review_meetings", NUMBER, "PREP013A", "ReviewMeetingsCount"),
                Column("step_decision_date", DAY, "PREP006A", "StepDecisionDate"),
                Column("outcome", TEXT, "PREP005A", "PPOutcome", "no list of codes is known: a snapshot leaves it out"),
                Column("court_application_date", DAY, "", "CourtAppDate"),
                Column("court_letter_date", DAY, "PREP012A", "LetterInitCPDate"),
            ),
            is_confirmed=False,
        ),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """The tables of one council at one time. `source` says where they came from, in words fit for a figure's foot."""

    source: str
    tables: Mapping[str, pa.Table]
    numbers: str = ""
    """Whose numbers its keys are, or were before they became pseudonyms: CASEWORK, RETURN; empty where that is not known."""
    key: str = ""
    """By what the secret of its pseudonyms is known again; empty where its keys are none, or it was not written down."""
    reaches: date | None = None
    """The last day of which they tell: what came later is not in them. None where that is not known."""
    authority: str = ""
    """Of a return, the number of the authority that it says it is of; empty where it says none, and of casework."""


def facts(
    source: str,
    tables: Mapping[str, pa.Table],
    *,
    numbers: str = "",
    key: str = "",
    reaches: date | None = None,
    authority: str = "",
) -> Facts:
    """With every table there is: those not given are empty. A column that is not a table's raises KeyError."""
    whole = {name: _whole(table, tables.get(name)) for name, table in TABLES.items()}
    return Facts(source, whole, numbers, key, reaches, authority)


def _whole(table: FactTable, given: pa.Table | None) -> pa.Table:
    if given is None:
        return table.schema.empty_table()
    unknown = set(given.column_names) - set(table.schema.names)
    if unknown:
        raise KeyError(f"{table.name} has no {', '.join(sorted(unknown))}")
    return pa.table([_column(given, column) for column in table.columns], schema=table.schema)


def _column(given: pa.Table, column: Column) -> Any:
    if column.name in given.column_names:
        return given.column(column.name).cast(column.type)
    return pa.nulls(given.num_rows, column.type)
