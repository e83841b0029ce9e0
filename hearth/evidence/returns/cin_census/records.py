"""The CIN census as neutral records, one class a module. No Django, no names: the census holds none.

Each record knows the `line` of the file it came from and its `position`, counted from 0 in document order among all
records of its class in the file (those of refused children too). Each field says where it stands: `metadata["at"]` is
the path below the record's own element, as the DfE names it, and fields follow the order of the census schema.
Source of paths, order and types: the DfE's CIN census schema, 2022-23 to 2025-26.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar, Literal

from hearth.evidence.returns.cin_census.values import (
    AUTHORITY,
    DATE,
    FLAG,
    MOMENT,
    SERIAL_NUMBER,
    TEXT,
    UPN,
    WHOLE_NUMBER,
    YEAR,
    Kind,
    Value,
    code,
)

Severity = Literal["error", "query", "note"]


def value(at: str, kind: Kind[Any]) -> dict[str, Any]:
    return {"at": at, "kind": kind}


def many(at: str, record: type, *, even_when_empty: bool = False) -> dict[str, Any]:
    """`even_when_empty`: a group with nothing in it still makes one record, with its value absent."""
    return {"at": at, "record": record, "even_when_empty": even_when_empty}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in the file, told and not mended.

    `error`: a value is wrong and could not be used, or was left out. `query`: everything usable was kept, look at it.
    `note`: a fact about the whole file, told once. `field` is table and item ("CINdetails.ReferralSource").
    """

    line: int | None
    child: str | None
    field: str
    value: str | None
    message: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Source:
    TABLE: ClassVar = "Source"

    line: int
    position: int
    source_level: Value[str] = field(metadata=value("SourceLevel", code("sourceleveltype")))
    authority: Value[str] = field(metadata=value("LEA", AUTHORITY))
    software_code: Value[str] = field(metadata=value("SoftwareCode", TEXT))
    release: Value[str] = field(metadata=value("Release", TEXT))
    serial_number: Value[str] = field(metadata=value("SerialNo", SERIAL_NUMBER))
    made_at: Value[datetime] = field(metadata=value("DateTime", MOMENT))


@dataclass(frozen=True, slots=True)
class Header:
    TABLE: ClassVar = "Header"

    line: int
    position: int
    collection: Value[str] = field(metadata=value("CollectionDetails/Collection", code("collectiontype")))
    year: Value[int] = field(metadata=value("CollectionDetails/Year", YEAR))
    reference_date: Value[date] = field(metadata=value("CollectionDetails/ReferenceDate", DATE))
    sources: tuple[Source, ...] = field(metadata=many("Source", Source))

    @property
    def years_differ(self) -> bool:
        """The year of the census and its reference date contradict each other: no one can say which of them is wrong."""
        year, day = self.year.parsed, self.reference_date.parsed
        return year is not None and day is not None and day.year != year

    @property
    def authority(self) -> str:
        """The number of the authority whose return it is: the first that is named. Empty where none can be read, and then
        it is not taken for the council's own."""
        return next((source.authority.parsed for source in self.sources if source.authority.parsed), "")


@dataclass(frozen=True, slots=True)
class Disability:
    TABLE: ClassVar = "Disabilities"

    line: int
    position: int
    code: Value[str] = field(metadata=value(".", code("disabilitytype")))


@dataclass(frozen=True, slots=True)
class AssessmentFactor:
    TABLE: ClassVar = "Assessments"

    line: int
    position: int
    code: Value[str] = field(metadata=value(".", code("assessmentfactorstype")))


@dataclass(frozen=True, slots=True)
class Assessment:
    TABLE: ClassVar = "Assessments"

    line: int
    position: int
    actual_start_date: Value[date] = field(metadata=value("AssessmentActualStartDate", DATE))
    internal_review_date: Value[date] = field(metadata=value("AssessmentInternalReviewDate", DATE))
    authorisation_date: Value[date] = field(metadata=value("AssessmentAuthorisationDate", DATE))
    factors: tuple[AssessmentFactor, ...] = field(
        metadata=many("FactorsIdentifiedAtAssessment/AssessmentFactors", AssessmentFactor)
    )


@dataclass(frozen=True, slots=True)
class CINPlan:
    TABLE: ClassVar = "CINplanDates"

    line: int
    position: int
    start_date: Value[date] = field(metadata=value("CINPlanStartDate", DATE))
    end_date: Value[date] = field(metadata=value("CINPlanEndDate", DATE))


@dataclass(frozen=True, slots=True)
class Section47:
    TABLE: ClassVar = "Section47"

    line: int
    position: int
    actual_start_date: Value[date] = field(metadata=value("S47ActualStartDate", DATE))
    initial_cpc_target: Value[date] = field(metadata=value("InitialCPCtarget", DATE))
    date_of_initial_cpc: Value[date] = field(metadata=value("DateOfInitialCPC", DATE))
    icpc_not_required: Value[bool] = field(metadata=value("ICPCnotRequired", FLAG))


@dataclass(frozen=True, slots=True)
class Review:
    """One review date. A Reviews group that holds none is one Review whose date is absent (rule 8842Q asks for it)."""

    TABLE: ClassVar = "Reviews"

    line: int
    position: int
    review_date: Value[date] = field(metadata=value(".", DATE))


@dataclass(frozen=True, slots=True)
class ChildProtectionPlan:
    TABLE: ClassVar = "ChildProtectionPlans"

    line: int
    position: int
    start_date: Value[date] = field(metadata=value("CPPstartDate", DATE))
    end_date: Value[date] = field(metadata=value("CPPendDate", DATE))
    initial_category_of_abuse: Value[str] = field(metadata=value("InitialCategoryOfAbuse", code("categoryofabusetype")))
    latest_category_of_abuse: Value[str] = field(metadata=value("LatestCategoryOfAbuse", code("categoryofabusetype")))
    number_of_previous_plans: Value[int] = field(metadata=value("NumberOfPreviousCPP", WHOLE_NUMBER))
    reviews: tuple[Review, ...] = field(metadata=many("Reviews/CPPreviewDate", Review, even_when_empty=True))


@dataclass(frozen=True, slots=True)
class PreProceedings:
    """Pre-proceedings and family group decision making: seen in one sample file only, for 2026-27.

    The DfE's own guide has not been found, so the meaning of each item is read from its name and may change.
    """

    TABLE: ClassVar = "PreProceedingsandFGDM"
    IS_CONFIRMED: ClassVar = False

    line: int
    position: int
    start_date: Value[date] = field(metadata=value("PPStartDate", DATE))
    letter_before_proceedings_date: Value[date] = field(metadata=value("LBPSentDate", DATE))
    fgdm_meeting_offered: Value[bool] = field(metadata=value("FGDMMeetingOffer", FLAG))
    fgdm_meeting_facilitated: Value[bool] = field(metadata=value("FGDMMeetingFac", FLAG))
    initial_meeting_date: Value[date] = field(metadata=value("InitialPPMeetingDate", DATE))
    review_meetings: Value[int] = field(metadata=value("ReviewMeetingsCount", WHOLE_NUMBER))
    step_decision_date: Value[date] = field(metadata=value("StepDecisionDate", DATE))
    outcome: Value[str] = field(metadata=value("PPOutcome", TEXT))
    court_application_date: Value[date] = field(metadata=value("CourtAppDate", DATE))
    initial_cp_letter_date: Value[date] = field(metadata=value("LetterInitCPDate", DATE))


@dataclass(frozen=True, slots=True)
class CINDetails:
    """One episode of need, from referral to closure."""

    TABLE: ClassVar = "CINdetails"

    line: int
    position: int
    referral_date: Value[date] = field(metadata=value("CINreferralDate", DATE))
    referral_source: Value[str] = field(metadata=value("ReferralSource", code("referralsourcetype")))
    primary_need: Value[str] = field(metadata=value("PrimaryNeedCode", code("primaryneedcodetype")))
    closure_date: Value[date] = field(metadata=value("CINclosureDate", DATE))
    reason_for_closure: Value[str] = field(metadata=value("ReasonForClosure", code("reasonforclosuretype")))
    date_of_initial_cpc: Value[date] = field(metadata=value("DateOfInitialCPC", DATE))
    assessments: tuple[Assessment, ...] = field(metadata=many("Assessments", Assessment))
    cin_plans: tuple[CINPlan, ...] = field(metadata=many("CINPlanDates", CINPlan))
    section_47s: tuple[Section47, ...] = field(metadata=many("Section47", Section47))
    referral_nfa: Value[bool] = field(metadata=value("ReferralNFA", FLAG))
    child_protection_plans: tuple[ChildProtectionPlan, ...] = field(
        metadata=many("ChildProtectionPlans", ChildProtectionPlan)
    )
    pre_proceedings: tuple[PreProceedings, ...] = field(metadata=many("PreProceedingsandFGDM", PreProceedings))


# GenderCurrent (until 2023-24) as Sex (from 2024-25): 1 male, 2 female, 0 not known, 9 not specified.
SEX_OF_GENDER_CURRENT = {"1": "M", "2": "F", "0": "U", "9": "U"}


@dataclass(frozen=True, slots=True)
class Child:
    TABLE: ClassVar = "Child"

    line: int
    position: int
    la_child_id: Value[str] = field(metadata=value("ChildIdentifiers/LAchildID", TEXT))
    upn: Value[str] = field(metadata=value("ChildIdentifiers/UPN", UPN))
    former_upn: Value[str] = field(metadata=value("ChildIdentifiers/FormerUPN", UPN))
    upn_unknown: Value[str] = field(metadata=value("ChildIdentifiers/UPNunknown", code("unknownupntype")))
    birth_date: Value[date] = field(metadata=value("ChildIdentifiers/PersonBirthDate", DATE))
    expected_birth_date: Value[date] = field(metadata=value("ChildIdentifiers/ExpectedPersonBirthDate", DATE))
    gender_current: Value[str] = field(metadata=value("ChildIdentifiers/GenderCurrent", code("gendercurrenttype")))
    sex: Value[str] = field(metadata=value("ChildIdentifiers/Sex", code("sextype")))
    death_date: Value[date] = field(metadata=value("ChildIdentifiers/PersonDeathDate", DATE))
    ethnicity: Value[str] = field(metadata=value("ChildCharacteristics/Ethnicity", code("ethnicitytype")))
    disabilities: tuple[Disability, ...] = field(
        metadata=many("ChildCharacteristics/Disabilities/Disability", Disability)
    )
    episodes: tuple[CINDetails, ...] = field(metadata=many("CINdetails", CINDetails))

    @property
    def sex_code(self) -> str | None:
        """M, F or U, from Sex or else from the older GenderCurrent; None when neither says anything valid."""
        if self.sex.parsed is not None:
            return self.sex.parsed
        return SEX_OF_GENDER_CURRENT.get(self.gender_current.parsed or "")


@dataclass(frozen=True, slots=True)
class RefusedChild:
    """A child without LAchildID: nothing can be written about them, yet the rules must see them (8500).

    `problem` also comes by itself, as every problem does.
    """

    child: Child
    problem: Problem
