"""Whatever a census may hold, written as XML by a writer of the test's own, is read back as it was."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from hearth.evidence.returns.cin_census import Child, Header, Problem, read
from hearth.evidence.returns.cin_census.records import (
    Assessment,
    AssessmentFactor,
    ChildProtectionPlan,
    CINDetails,
    CINPlan,
    Disability,
    PreProceedings,
    Review,
    Section47,
    Source,
)
from hearth.evidence.returns.cin_census.values import ABSENT, EMPTY, Value

Tree = tuple[str, Any]

# ---- generated records: values right, wrong, empty or absent; lines and positions are asked of the XML afterwards

MISSING = st.sampled_from([ABSENT, EMPTY])


def right(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Value[Any]]:
    return strategy.map(lambda parsed: Value(str(parsed), parsed))


def wrong(*texts: str) -> st.SearchStrategy[Value[Any]]:
    return st.sampled_from([Value(text, None) for text in texts])


def codes(*allowed: str) -> st.SearchStrategy[Value[Any]]:
    return right(st.sampled_from(allowed)) | wrong("RB", "x", "¬") | MISSING


DAYS = right(st.dates(date(1000, 1, 1), date(2199, 12, 31))) | wrong("2023-02-30", "31/03/2026", "soon") | MISSING
FLAGS = st.sampled_from([Value("0", False), Value("1", True), Value("false", False), Value("true", True)])
FLAGS = FLAGS | wrong("Y", "TRUE") | MISSING
NUMBERS = right(st.integers(0, 999_999_999)) | wrong("-1", "1.5", "many") | MISSING
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=40)
TEXTS = WORDS.map(lambda raw: Value(raw, raw.strip() or None)) | MISSING
NAMES = right(st.text("ABCdef0189", min_size=1, max_size=20))
UPNS = right(st.from_regex(r"[A-Za-z][0-9]{11}[0-9A-Za-z]", fullmatch=True)) | wrong("A1", "123") | MISSING
MOMENTS = st.datetimes(min_value=datetime(1000, 1, 1)).map(
    lambda moment: Value(moment.isoformat(timespec="seconds"), moment.replace(microsecond=0))
)
CATEGORIES = codes("NEG", "PHY", "SAB", "EMO", "MUL")


def record(kind: type, **parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(kind, line=st.just(0), position=st.just(0), **parts)


def several(strategy: st.SearchStrategy[Any], at_most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=at_most).map(tuple)


HEADERS = record(
    Header,
    collection=codes("CIN"),
    year=right(st.integers(1000, 2199)) | wrong("26", "2200") | MISSING,
    reference_date=DAYS,
    sources=several(
        record(
            Source,
            source_level=codes("L"),
            authority=right(st.from_regex("[0-9]{3}", fullmatch=True)) | wrong("20") | MISSING,
            software_code=TEXTS,
            release=TEXTS,
            serial_number=right(st.from_regex("[0-9]{3,6}", fullmatch=True)) | wrong("1") | MISSING,
            made_at=MOMENTS | wrong("today") | MISSING,
        ),
        at_most=2,
    ),
)

EPISODES = record(
    CINDetails,
    referral_date=DAYS,
    referral_source=codes("1A", "5D", "10"),
    primary_need=codes("N0", "N9"),
    closure_date=DAYS,
    reason_for_closure=codes("RC1", "RC9"),
    date_of_initial_cpc=DAYS,
    assessments=several(
        record(
            Assessment,
            actual_start_date=DAYS,
            internal_review_date=DAYS,
            authorisation_date=DAYS,
            factors=several(record(AssessmentFactor, code=codes("1A", "3B", "24A").filter(lambda v: v != ABSENT))),
        )
    ),
    cin_plans=several(record(CINPlan, start_date=DAYS, end_date=DAYS)),
    section_47s=several(
        record(
            Section47,
            actual_start_date=DAYS,
            initial_cpc_target=DAYS,
            date_of_initial_cpc=DAYS,
            icpc_not_required=FLAGS,
        )
    ),
    referral_nfa=FLAGS,
    child_protection_plans=several(
        record(
            ChildProtectionPlan,
            start_date=DAYS,
            end_date=DAYS,
            initial_category_of_abuse=CATEGORIES,
            latest_category_of_abuse=CATEGORIES,
            number_of_previous_plans=NUMBERS,
            reviews=several(record(Review, review_date=DAYS.filter(lambda value: value != ABSENT))),
        ),
        at_most=2,
    ),
    pre_proceedings=several(
        record(
            PreProceedings,
            start_date=DAYS,
            letter_before_proceedings_date=DAYS,
            fgdm_meeting_offered=FLAGS,
            fgdm_meeting_facilitated=FLAGS,
            initial_meeting_date=DAYS,
            review_meetings=NUMBERS,
            step_decision_date=DAYS,
            outcome=TEXTS,
            court_application_date=DAYS,
            initial_cp_letter_date=DAYS,
        ),
        at_most=1,
    ),
)

CHILDREN = record(
    Child,
    la_child_id=NAMES,
    upn=UPNS,
    former_upn=UPNS,
    upn_unknown=codes("UN1", "UN7"),
    birth_date=DAYS,
    expected_birth_date=DAYS,
    gender_current=codes("0", "1", "2", "9"),
    sex=codes("M", "F", "U"),
    death_date=DAYS,
    ethnicity=codes("WBRI", "NOBT"),
    disabilities=several(record(Disability, code=codes("NONE", "AUT").filter(lambda value: value != ABSENT))),
    episodes=several(EPISODES),
)


# ---- a writer that knows the element names by itself, one element a line


def group(name: str, *parts: Tree) -> Tree:
    return name, [part for part in parts if part[1] is not None]


def leaf(name: str, value: Value[Any]) -> Tree:
    return name, value.raw


def wrapped(name: str, parts: list[Tree]) -> Tree:
    return name, parts or None


def header_tree(header: Header) -> Tree:
    return group(
        "Header",
        group(
            "CollectionDetails",
            leaf("Collection", header.collection),
            leaf("Year", header.year),
            leaf("ReferenceDate", header.reference_date),
        ),
        *(
            group(
                "Source",
                leaf("SourceLevel", source.source_level),
                leaf("LEA", source.authority),
                leaf("SoftwareCode", source.software_code),
                leaf("Release", source.release),
                leaf("SerialNo", source.serial_number),
                leaf("DateTime", source.made_at),
            )
            for source in header.sources
        ),
    )


def assessment_tree(assessment: Assessment) -> Tree:
    return group(
        "Assessments",
        leaf("AssessmentActualStartDate", assessment.actual_start_date),
        leaf("AssessmentInternalReviewDate", assessment.internal_review_date),
        leaf("AssessmentAuthorisationDate", assessment.authorisation_date),
        wrapped("FactorsIdentifiedAtAssessment", [leaf("AssessmentFactors", each.code) for each in assessment.factors]),
    )


def plan_tree(plan: ChildProtectionPlan) -> Tree:
    return group(
        "ChildProtectionPlans",
        leaf("CPPstartDate", plan.start_date),
        leaf("CPPendDate", plan.end_date),
        leaf("InitialCategoryOfAbuse", plan.initial_category_of_abuse),
        leaf("LatestCategoryOfAbuse", plan.latest_category_of_abuse),
        leaf("NumberOfPreviousCPP", plan.number_of_previous_plans),
        wrapped("Reviews", [leaf("CPPreviewDate", each.review_date) for each in plan.reviews]),
    )


def pre_proceedings_tree(pre: PreProceedings) -> Tree:
    return group(
        "PreProceedingsandFGDM",
        leaf("PPStartDate", pre.start_date),
        leaf("LBPSentDate", pre.letter_before_proceedings_date),
        leaf("FGDMMeetingOffer", pre.fgdm_meeting_offered),
        leaf("FGDMMeetingFac", pre.fgdm_meeting_facilitated),
        leaf("InitialPPMeetingDate", pre.initial_meeting_date),
        leaf("ReviewMeetingsCount", pre.review_meetings),
        leaf("StepDecisionDate", pre.step_decision_date),
        leaf("PPOutcome", pre.outcome),
        leaf("CourtAppDate", pre.court_application_date),
        leaf("LetterInitCPDate", pre.initial_cp_letter_date),
    )


def episode_tree(episode: CINDetails) -> Tree:
    return group(
        "CINdetails",
        leaf("CINreferralDate", episode.referral_date),
        leaf("ReferralSource", episode.referral_source),
        leaf("PrimaryNeedCode", episode.primary_need),
        leaf("CINclosureDate", episode.closure_date),
        leaf("ReasonForClosure", episode.reason_for_closure),
        leaf("DateOfInitialCPC", episode.date_of_initial_cpc),
        *(assessment_tree(each) for each in episode.assessments),
        *(
            group("CINPlanDates", leaf("CINPlanStartDate", each.start_date), leaf("CINPlanEndDate", each.end_date))
            for each in episode.cin_plans
        ),
        *(
            group(
                "Section47",
                leaf("S47ActualStartDate", each.actual_start_date),
                leaf("InitialCPCtarget", each.initial_cpc_target),
                leaf("DateOfInitialCPC", each.date_of_initial_cpc),
                leaf("ICPCnotRequired", each.icpc_not_required),
            )
            for each in episode.section_47s
        ),
        leaf("ReferralNFA", episode.referral_nfa),
        *(plan_tree(each) for each in episode.child_protection_plans),
        *(pre_proceedings_tree(each) for each in episode.pre_proceedings),
    )


def child_tree(child: Child) -> Tree:
    return group(
        "Child",
        group(
            "ChildIdentifiers",
            leaf("LAchildID", child.la_child_id),
            leaf("UPN", child.upn),
            leaf("FormerUPN", child.former_upn),
            leaf("UPNunknown", child.upn_unknown),
            leaf("PersonBirthDate", child.birth_date),
            leaf("ExpectedPersonBirthDate", child.expected_birth_date),
            leaf("GenderCurrent", child.gender_current),
            leaf("Sex", child.sex),
            leaf("PersonDeathDate", child.death_date),
        ),
        group(
            "ChildCharacteristics",
            leaf("Ethnicity", child.ethnicity),
            wrapped("Disabilities", [leaf("Disability", each.code) for each in child.disabilities]),
        ),
        *(episode_tree(each) for each in child.episodes),
    )


def lines(tree: Tree, prefix: str) -> Iterator[str]:
    name, inside = tree
    if isinstance(inside, str):
        yield f"<{prefix}{name}>{escape(inside)}</{prefix}{name}>"
        return
    yield f"<{prefix}{name}>"
    for part in inside:
        yield from lines(part, prefix)
    yield f"</{prefix}{name}>"


def written(header: Header, children: list[Child], namespace: tuple[str, str], encoding: str) -> bytes:
    prefix, declares = namespace
    tree = group("Message", header_tree(header), group("Children", *(child_tree(each) for each in children)))
    body = "\n".join(lines(tree, prefix)).replace(f"<{prefix}Message>", f"<{prefix}Message{declares}>", 1)
    return f'<?xml version="1.0" encoding="{encoding}"?>\n{body}\n'.encode(encoding)


# ---- comparing


def facts(record: Any) -> Any:
    """A record without its line and position, those of its parts too."""
    if isinstance(record, tuple):
        return tuple(facts(each) for each in record)
    if isinstance(record, Value):
        return record
    names = [each.name for each in fields(record) if each.name not in ("line", "position")]
    return type(record), {name: facts(getattr(record, name)) for name in names}


def inside(record: Any) -> Iterator[Any]:
    """The record, all records below it and all its values."""
    yield record
    if isinstance(record, Value):
        return
    for each in fields(record):
        value = getattr(record, each.name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Value) or hasattr(part, "TABLE"):
                yield from inside(part)


ELEMENT_OF: dict[type, str] = {
    Source: "Source",
    Header: "Header",
    Child: "Child",
    Disability: "Disability",
    CINDetails: "CINdetails",
    Assessment: "Assessments",
    AssessmentFactor: "AssessmentFactors",
    CINPlan: "CINPlanDates",
    Section47: "Section47",
    ChildProtectionPlan: "ChildProtectionPlans",
    Review: "CPPreviewDate",
    PreProceedings: "PreProceedingsandFGDM",
}

NAMESPACES = st.sampled_from([("", ""), ("", ' xmlns="urn:dfe:cin"'), ("c:", ' xmlns:c="urn:dfe:cin"')])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(HEADERS, st.lists(CHILDREN, min_size=1, max_size=3), NAMESPACES, st.sampled_from(["utf-8", "utf-16"]))
def test_what_was_written_is_read(
    header: Header, children: list[Child], namespace: tuple[str, str], encoding: str
) -> None:
    xml = written(header, children, namespace, encoding)
    read_items = list(read(io.BytesIO(xml)))
    records = [each for each in read_items if isinstance(each, Header | Child)]
    assert [facts(each) for each in records] == [facts(header), *(facts(each) for each in children)]

    all_parts = [part for each in records for part in inside(each)]
    tree = etree.fromstring(xml)
    for kind, name in ELEMENT_OF.items():
        of_kind: list[Any] = [part for part in all_parts if type(part) is kind]
        read_lines = [part.line for part in of_kind]
        assert read_lines == [element.sourceline for element in tree.iter(f"{{*}}{name}")]
        assert [part.position for part in of_kind] == list(range(len(read_lines)))

    told = sorted(each.value or "" for each in read_items if isinstance(each, Problem) and each.severity == "error")
    assert told == sorted(part.raw or "" for part in all_parts if isinstance(part, Value) and part.is_wrong)
