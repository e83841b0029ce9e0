"""What the reader makes of small files, good and bad, each written out in full."""

import io
import subprocess
import sys
from datetime import date, datetime

import pytest

from hearth.evidence.returns.cin_census import (
    Child,
    Counts,
    Header,
    Item,
    Limits,
    Problem,
    RefusedChild,
    UnreadableReturn,
    count,
    read,
)
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

HEADER = "<Header><CollectionDetails><Year>2026</Year></CollectionDetails></Header>"


def items(text: str | bytes, **limits: int) -> list:
    return list(read(io.BytesIO(text.encode() if isinstance(text, str) else text), limits=Limits(**limits)))


def problems(text: str) -> list[tuple]:
    return [
        (each.line, each.child, each.field, each.value, each.severity)
        for each in items(text)
        if isinstance(each, Problem)
    ]


def message(children: str) -> str:
    return f"<Message>{HEADER}<Children>\n{children}</Children></Message>"


def child(identifiers: str = "", rest: str = "", name: str = "A1") -> str:
    return f"<Child><ChildIdentifiers><LAchildID>{name}</LAchildID>{identifiers}</ChildIdentifiers>{rest}</Child>\n"


def day(text: str) -> Value[date]:
    return Value(text, date.fromisoformat(text))


def same(text: str) -> Value[str]:
    return Value(text, text)


EVERY_MODULE = """<?xml version="1.0" encoding="utf-8"?>
<Message>
<Header>
<CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate>
</CollectionDetails><Source><SourceLevel>L</SourceLevel><LEA>999</LEA><SoftwareCode>Hearth</SoftwareCode><Release>1</Release>
<SerialNo>001</SerialNo><DateTime>2026-05-01T09:30:00</DateTime></Source>
</Header>
<Children>
<Child>
<ChildIdentifiers>
<LAchildID>A1</LAchildID><UPN>A123456789012</UPN><FormerUPN>B12345678901C</FormerUPN><UPNunknown>UN3</UPNunknown>
<PersonBirthDate>2015-03-27</PersonBirthDate><ExpectedPersonBirthDate>2015-04-01</ExpectedPersonBirthDate>
<Sex>F</Sex><PersonDeathDate>2026-02-01</PersonDeathDate>
</ChildIdentifiers>
<ChildCharacteristics><Ethnicity>WBRI</Ethnicity>
<Disabilities><Disability>HAND</Disability>
<Disability>HEAR</Disability></Disabilities></ChildCharacteristics>
<CINdetails>
<CINreferralDate>2025-10-06</CINreferralDate><ReferralSource>1A</ReferralSource><PrimaryNeedCode>N4</PrimaryNeedCode>
<CINclosureDate>2026-02-27</CINclosureDate><ReasonForClosure>RC1</ReasonForClosure>
<DateOfInitialCPC>2025-12-06</DateOfInitialCPC>
<Assessments><AssessmentActualStartDate>2025-10-07</AssessmentActualStartDate>
<AssessmentInternalReviewDate>2025-10-20</AssessmentInternalReviewDate>
<AssessmentAuthorisationDate>2025-11-18</AssessmentAuthorisationDate>
<FactorsIdentifiedAtAssessment><AssessmentFactors>2B</AssessmentFactors>
<AssessmentFactors>3B</AssessmentFactors></FactorsIdentifiedAtAssessment>
</Assessments>
<CINPlanDates><CINPlanStartDate>2026-01-24</CINPlanStartDate><CINPlanEndDate>2026-01-26</CINPlanEndDate></CINPlanDates>
<Section47><S47ActualStartDate>2025-11-19</S47ActualStartDate><InitialCPCtarget>2025-12-10</InitialCPCtarget>
<DateOfInitialCPC>2025-12-05</DateOfInitialCPC><ICPCnotRequired>false</ICPCnotRequired></Section47>
<ReferralNFA>0</ReferralNFA>
<ChildProtectionPlans><CPPstartDate>2025-12-05</CPPstartDate><CPPendDate>2026-02-14</CPPendDate>
<InitialCategoryOfAbuse>PHY</InitialCategoryOfAbuse><LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse>
<NumberOfPreviousCPP>1</NumberOfPreviousCPP>
<Reviews><CPPreviewDate>2026-01-15</CPPreviewDate><CPPreviewDate>2026-02-10</CPPreviewDate></Reviews>
</ChildProtectionPlans>
<PreProceedingsandFGDM><PPStartDate>2026-01-09</PPStartDate><LBPSentDate>2026-01-10</LBPSentDate>
<FGDMMeetingOffer>1</FGDMMeetingOffer><FGDMMeetingFac>true</FGDMMeetingFac>
<InitialPPMeetingDate>2026-01-11</InitialPPMeetingDate><ReviewMeetingsCount>3</ReviewMeetingsCount>
<StepDecisionDate>2026-01-12</StepDecisionDate><PPOutcome>A</PPOutcome><CourtAppDate>2026-01-13</CourtAppDate>
<LetterInitCPDate>2026-01-14</LetterInitCPDate></PreProceedingsandFGDM>
</CINdetails>
</Child>
</Children>
</Message>
"""

HEADER_READ = Header(
    line=3,
    position=0,
    collection=same("CIN"),
    year=Value("2026", 2026),
    reference_date=day("2026-03-31"),
    sources=(
        Source(
            line=5,
            position=0,
            source_level=same("L"),
            authority=same("999"),
            software_code=same("Hearth"),
            release=same("1"),
            serial_number=same("001"),
            made_at=Value("2026-05-01T09:30:00", datetime(2026, 5, 1, 9, 30)),
        ),
    ),
)

EPISODE_READ = CINDetails(
    line=18,
    position=0,
    referral_date=day("2025-10-06"),
    referral_source=same("1A"),
    primary_need=same("N4"),
    closure_date=day("2026-02-27"),
    reason_for_closure=same("RC1"),
    date_of_initial_cpc=day("2025-12-06"),
    assessments=(
        Assessment(
            line=22,
            position=0,
            actual_start_date=day("2025-10-07"),
            internal_review_date=day("2025-10-20"),
            authorisation_date=day("2025-11-18"),
            factors=(
                AssessmentFactor(line=25, position=0, code=same("2B")),
                AssessmentFactor(line=26, position=1, code=same("3B")),
            ),
        ),
    ),
    cin_plans=(CINPlan(line=28, position=0, start_date=day("2026-01-24"), end_date=day("2026-01-26")),),
    section_47s=(
        Section47(
            line=29,
            position=0,
            actual_start_date=day("2025-11-19"),
            initial_cpc_target=day("2025-12-10"),
            date_of_initial_cpc=day("2025-12-05"),
            icpc_not_required=Value("false", False),
        ),
    ),
    referral_nfa=Value("0", False),
    child_protection_plans=(
        ChildProtectionPlan(
            line=32,
            position=0,
            start_date=day("2025-12-05"),
            end_date=day("2026-02-14"),
            initial_category_of_abuse=same("PHY"),
            latest_category_of_abuse=same("NEG"),
            number_of_previous_plans=Value("1", 1),
            reviews=(
                Review(line=35, position=0, review_date=day("2026-01-15")),
                Review(line=35, position=1, review_date=day("2026-02-10")),
            ),
        ),
    ),
    pre_proceedings=(
        PreProceedings(
            line=37,
            position=0,
            start_date=day("2026-01-09"),
            letter_before_proceedings_date=day("2026-01-10"),
            fgdm_meeting_offered=Value("1", True),
            fgdm_meeting_facilitated=Value("true", True),
            initial_meeting_date=day("2026-01-11"),
            review_meetings=Value("3", 3),
            step_decision_date=day("2026-01-12"),
            outcome=same("A"),
            court_application_date=day("2026-01-13"),
            initial_cp_letter_date=day("2026-01-14"),
        ),
    ),
)

CHILD_READ = Child(
    line=9,
    position=0,
    la_child_id=same("A1"),
    upn=same("A123456789012"),
    former_upn=same("B12345678901C"),
    upn_unknown=same("UN3"),
    birth_date=day("2015-03-27"),
    expected_birth_date=day("2015-04-01"),
    gender_current=ABSENT,
    sex=same("F"),
    death_date=day("2026-02-01"),
    ethnicity=same("WBRI"),
    disabilities=(
        Disability(line=16, position=0, code=same("HAND")),
        Disability(line=17, position=1, code=same("HEAR")),
    ),
    episodes=(EPISODE_READ,),
)


def test_every_module_and_every_item() -> None:
    header, read_child, note = items(EVERY_MODULE)
    assert header == HEADER_READ
    assert read_child == CHILD_READ
    assert (note.line, note.child, note.field, note.severity) == (37, None, "CINdetails.PreProceedingsandFGDM", "note")


def test_counting() -> None:
    counts = count(items(EVERY_MODULE + "\n"))
    assert counts == Counts(
        children=1,
        disabilities=2,
        episodes=1,
        assessments=1,
        factors=2,
        cin_plans=1,
        section_47s=1,
        child_protection_plans=1,
        reviews=2,
        pre_proceedings=1,
        problems=counts.problems,
    )
    assert dict(counts.problems) == {"note": 1}


def with_default_namespace(text: str) -> bytes:
    return text.replace("<Message>", '<Message xmlns="urn:cin">').encode()


def with_prefix(text: str) -> bytes:
    body = text.split("\n", 1)[1].replace("</", "</c:").replace("<", "<c:").replace("<c:/c:", "</c:")
    return text.split("\n", 1)[0].encode() + b"\n" + body.replace("<c:Message>", '<c:Message xmlns:c="urn:c">').encode()


@pytest.mark.parametrize(
    "disguised",
    [
        pytest.param(with_default_namespace, id="default namespace"),
        pytest.param(with_prefix, id="prefixed namespace"),
        pytest.param(lambda text: b"\xef\xbb\xbf" + text.encode(), id="byte-order mark"),
        pytest.param(lambda text: text.replace("utf-8", "utf-16").encode("utf-16"), id="UTF-16"),
        pytest.param(lambda text: text.replace("utf-8", "utf-16").encode("utf-16-be"), id="UTF-16 without a mark"),
        pytest.param(lambda text: text.replace("\n", "\r\n").encode(), id="Windows lines"),
        pytest.param(lambda text: text.replace("<Children>", "<!-- a --><Children><?x y?>").encode(), id="comments"),
        pytest.param(lambda text: text.replace(">F<", "><!-- a -->F<!-- b --><").encode(), id="comment in a value"),
        pytest.param(lambda text: text.replace(">F<", "><![CDATA[F]]><").encode(), id="CDATA"),
        pytest.param(lambda text: text.replace(">F<", ">&#70;<").encode(), id="character reference"),
    ],
)
def test_the_same_census_in_another_dress(disguised) -> None:
    assert items(disguised(EVERY_MODULE))[:2] == [HEADER_READ, CHILD_READ]


def test_space_before_the_declaration_keeps_the_line_numbers() -> None:
    shifted = items("\n\n" + EVERY_MODULE)
    assert [each.line for each in shifted] == [5, 11, 39]
    assert [each.line for each in items("\ufeff \n" + EVERY_MODULE)] == [4, 10, 38]


def test_utf8_that_says_it_is_utf16_is_read_and_told() -> None:
    note, *rest = items(EVERY_MODULE.replace("utf-8", "UTF-16"))
    assert (note.line, note.field, note.severity) == (1, "Message", "note")
    assert rest[:2] == [HEADER_READ, CHILD_READ]


@pytest.mark.parametrize(
    ("identifiers", "rest", "field", "value"),
    [
        ("<PersonBirthDate>2023-02-30</PersonBirthDate>", "", "ChildIdentifiers.PersonBirthDate", "2023-02-30"),
        ("<PersonBirthDate>30/01/2023</PersonBirthDate>", "", "ChildIdentifiers.PersonBirthDate", "30/01/2023"),
        ("<PersonBirthDate>20230130</PersonBirthDate>", "", "ChildIdentifiers.PersonBirthDate", "20230130"),
        (
            "<PersonBirthDate>2023-01-30T00:00:00</PersonBirthDate>",
            "",
            "ChildIdentifiers.PersonBirthDate",
            "2023-01-30T00:00:00",
        ),
        ("<PersonBirthDate>0000-01-01</PersonBirthDate>", "", "ChildIdentifiers.PersonBirthDate", "0000-01-01"),
        ("<PersonBirthDate>２０２３-01-30</PersonBirthDate>", "", "ChildIdentifiers.PersonBirthDate", "２０２３-01-30"),
        ("<Sex>1</Sex>", "", "ChildIdentifiers.Sex", "1"),
        ("<UPN>12</UPN>", "", "ChildIdentifiers.UPN", "12"),
        (
            "",
            "<ChildCharacteristics><Ethnicity>wbri</Ethnicity></ChildCharacteristics>",
            "ChildCharacteristics.Ethnicity",
            "wbri",
        ),
        (
            "",
            "<ChildCharacteristics><Disabilities><Disability>LEG</Disability></Disabilities></ChildCharacteristics>",
            "Disabilities.Disability",
            "LEG",
        ),
        ("", "<CINdetails><ReferralNFA>N</ReferralNFA></CINdetails>", "CINdetails.ReferralNFA", "N"),
        (
            "",
            "<CINdetails><Assessments><FactorsIdentifiedAtAssessment><AssessmentFactors>RB</AssessmentFactors>"
            "</FactorsIdentifiedAtAssessment></Assessments></CINdetails>",
            "Assessments.AssessmentFactors",
            "RB",
        ),
        (
            "",
            "<CINdetails><ChildProtectionPlans><NumberOfPreviousCPP>-1</NumberOfPreviousCPP></ChildProtectionPlans>"
            "</CINdetails>",
            "ChildProtectionPlans.NumberOfPreviousCPP",
            "-1",
        ),
        (
            "",
            "<CINdetails><ChildProtectionPlans><Reviews><CPPreviewDate>x</CPPreviewDate></Reviews>"
            "</ChildProtectionPlans></CINdetails>",
            "Reviews.CPPreviewDate",
            "x",
        ),
    ],
)
def test_a_wrong_value_is_told_with_its_line(identifiers: str, rest: str, field: str, value: str) -> None:
    assert problems(message(child() + child(identifiers, rest, name="A2"))) == [(3, "A2", field, value, "error")]


def test_a_wrong_value_stays_visible() -> None:
    _, kept, _ = items(message(child("<PersonBirthDate>2023-02-30</PersonBirthDate>")))
    assert kept.birth_date == Value("2023-02-30", None)
    assert (kept.birth_date.is_given, kept.birth_date.is_wrong) == (True, True)


@pytest.mark.parametrize(
    ("written", "parsed"),
    [
        ("2023-01-30", date(2023, 1, 30)),
        (" 2023-01-30\n", date(2023, 1, 30)),
        ("2023-01-30Z", date(2023, 1, 30)),
        ("2023-01-30+01:00", date(2023, 1, 30)),
        ("1066-04-13", date(1066, 4, 13)),
        ("", None),
        (" ", None),
    ],
)
def test_a_value_right_or_empty_is_no_problem(written: str, parsed: date | None) -> None:
    _, kept = items(message(child(f"<PersonBirthDate>{written}</PersonBirthDate>")))
    assert kept.birth_date == Value(written, parsed)
    assert kept.birth_date.is_wrong is False


@pytest.mark.parametrize(("flag", "meaning"), [("0", False), ("false", False), ("1", True), ("true", True)])
def test_both_styles_of_flag(flag: str, meaning: bool) -> None:
    _, kept = items(message(child(rest=f"<CINdetails><ReferralNFA>{flag}</ReferralNFA></CINdetails>")))
    assert kept.episodes[0].referral_nfa == Value(flag, meaning)


@pytest.mark.parametrize(
    ("identifiers", "sex"),
    [
        ("<GenderCurrent>1</GenderCurrent>", "M"),
        ("<GenderCurrent>2</GenderCurrent>", "F"),
        ("<GenderCurrent>0</GenderCurrent>", "U"),
        ("<GenderCurrent>9</GenderCurrent>", "U"),
        ("<GenderCurrent>3</GenderCurrent>", None),
        ("<Sex>F</Sex><GenderCurrent>1</GenderCurrent>", "F"),
        ("<Sex>1</Sex>", None),
        ("", None),
    ],
)
def test_sex_from_either_item(identifiers: str, sex: str | None) -> None:
    kept = next(each for each in items(message(child(identifiers))) if isinstance(each, Child))
    assert kept.sex_code == sex


def test_the_old_item_is_noted_once() -> None:
    old = "<GenderCurrent>1</GenderCurrent>"
    assert problems(message(child(old) + child(old, name="A2"))) == [
        (2, None, "ChildIdentifiers.GenderCurrent", None, "note")
    ]


def test_a_child_without_identifier_is_refused_with_its_line_and_still_shown() -> None:
    nameless = "<Child><ChildIdentifiers><Sex>X</Sex></ChildIdentifiers><CINdetails/></Child>\n"
    _, first, refused, refusal, wrong, last = items(
        message(child() + nameless + child(rest="<CINdetails/>", name="A3"))
    )
    assert isinstance(refused, RefusedChild)
    assert refused.problem is refusal
    assert (refusal.line, refusal.child, refusal.field, refusal.value, refusal.severity) == (
        3,
        None,
        "ChildIdentifiers.LAchildID",
        None,
        "error",
    )
    assert (wrong.line, wrong.field, wrong.value) == (3, "ChildIdentifiers.Sex", "X")
    assert [first.position, refused.child.position, last.position] == [0, 1, 2]
    assert [refused.child.episodes[0].position, last.episodes[0].position] == [0, 1]


@pytest.mark.parametrize("identifier", ["<LAchildID/>", "<LAchildID>  </LAchildID>", ""])
def test_an_empty_identifier_is_none(identifier: str) -> None:
    counts = count(items(message(f"<Child><ChildIdentifiers>{identifier}</ChildIdentifiers></Child>")))
    assert (counts.children, counts.refused, dict(counts.problems)) == (1, 1, {"error": 1})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            message(child("<Sex>F</Sex>\n<Sex>M</Sex>")),
            [(3, "A1", "ChildIdentifiers.Sex", "M", "error")],
        ),
        (
            message(child("\n<ShoeSize>4</ShoeSize>")),
            [(3, "A1", "ChildIdentifiers.ShoeSize", "4", "query")],
        ),
        (
            message(child("<Sex>F</Sex>PersonBirthDate\n<PersonBirthDate>2020-01-01</PersonBirthDate>")),
            [(2, "A1", "ChildIdentifiers", "PersonBirthDate", "query")],
        ),
        (
            message(child("<Sex>F</Sex>\n\n  lost \n")),
            [(4, "A1", "ChildIdentifiers", "lost", "query")],
        ),
        (message(child("<Sex><b>F</b></Sex>")), [(2, "A1", "ChildIdentifiers.Sex", None, "error")]),
        (message(child("<Sex>F<b>M</b></Sex>")), [(2, "A1", "ChildIdentifiers.Sex", "F", "error")]),
        (
            message(child(rest="<ChildCharacteristics/>\n<ChildCharacteristics/>")),
            [(3, "A1", "Child.ChildCharacteristics", None, "query")],
        ),
        (
            message(child(rest="<CINPlanDates/>")),
            [(2, "A1", "Child.CINPlanDates", None, "query")],
        ),
        (
            message(child() + "lost\n<Adult/>" + child(name="A2")),
            [(3, None, "Message.Children", "lost", "query"), (4, None, "Message.Children.Adult", None, "query")],
        ),
        (
            message(child() + "\n<Adult/>\nlost"),
            [(4, None, "Message.Children.Adult", None, "query"), (5, None, "Message.Children", "lost", "query")],
        ),
        (message("lost" + child()), [(2, None, "Message.Children", "lost", "query")]),
        (
            message(child()).replace("</Children>", "</Children>lost\n<Extra>1</Extra>"),
            [(3, None, "Message", "lost", "query"), (4, None, "Message.Extra", "1", "query")],
        ),
        (message(child()).replace(HEADER, HEADER + HEADER), [(1, None, "Message.Header", None, "error")]),
        (message(child()).replace(HEADER, ""), [(None, None, "Message.Header", None, "error")]),
        (message(""), [(None, None, "Message.Children", None, "error")]),
        (
            message(child()).replace("2026<", "26<"),
            [(1, None, "Header.Year", "26", "error")],
        ),
        (
            message(child()).replace("<Year>2026<", "<Year>0999<"),
            [(1, None, "Header.Year", "0999", "error")],
        ),
        (
            message(child()).replace("</Year>", "</Year>\n<ReferenceDate>2024-03-31</ReferenceDate>"),
            [(1, None, "Header.Year", "2026", "query"), (2, None, "Header.ReferenceDate", "2024-03-31", "query")],
        ),
        (
            message(child()).replace("<Children>", "lost\n<Extra/><Children></Children>\nlost<Extra/><Children>"),
            [
                (1, None, "Message", "lost", "query"),
                (2, None, "Message.Extra", None, "query"),
                (3, None, "Message.Children", None, "query"),
                (3, None, "Message", "lost", "query"),
                (3, None, "Message.Extra", None, "query"),
            ],
        ),
        (
            message(child()).replace("<Children>", "<Children></Children><Children>"),
            [(1, None, "Message.Children", None, "query")],
        ),
    ],
)
def test_everything_out_of_place_is_told(text: str, told: list[tuple]) -> None:
    assert problems(text) == told


def test_of_two_the_first_is_kept() -> None:
    kept = items(message(child("<Sex>F</Sex><Sex>M</Sex>")))[1]
    assert kept.sex == same("F")


def test_a_review_group_without_a_date_is_still_a_review() -> None:
    plan = "<ChildProtectionPlans><Reviews/><Reviews><CPPreviewDate/></Reviews></ChildProtectionPlans>"
    _, kept, twice = items(message(child(rest=f"<CINdetails>{plan}</CINdetails>")))
    assert kept.episodes[0].child_protection_plans[0].reviews == (
        Review(line=2, position=0, review_date=ABSENT),
        Review(line=2, position=1, review_date=EMPTY),
    )
    assert (twice.field, twice.severity) == ("ChildProtectionPlans.Reviews", "query")


def test_lines_are_true_beyond_65535() -> None:
    spread = "<Sex>M</Sex>\n\n<PersonBirthDate>x</PersonBirthDate>\n<ShoeSize/>\n<Hat/>"
    text = message("\n" * 70_000 + child(spread, name="\nA1\n") + child(rest="\n<CINdetails>\n\n</CINdetails>"))
    assert [each[0] for each in problems(text)] == [70_006, 70_007, 70_008]
    first, second = (each for each in items(text) if isinstance(each, Child))
    assert (first.line, second.line, second.episodes[0].line) == (70_002, 70_009, 70_010)


ZIP = b"PK\x03\x04\x14\x00\x06\x00[Content_Types].xml"
LAUGHS = '<!DOCTYPE Message [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        pytest.param(b"", "empty", None, id="nothing"),
        pytest.param(b" \n\t", "empty", None, id="only space"),
        pytest.param(b"\xef\xbb\xbf", "empty", None, id="only a byte-order mark"),
        pytest.param(ZIP, "another kind of file", None, id="zip or xlsx"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "another kind of file", None, id="xls"),
        pytest.param(b"%PDF-1.7", "another kind of file", None, id="PDF"),
        pytest.param(b"LAchildID,Sex\nA1,F\n", "not XML", 1, id="CSV"),
        pytest.param(b"{}", "not XML", 1, id="JSON"),
        pytest.param(b"<Message>\n<Children><Child></Children></Message>", "not XML", 2, id="tags crossed"),
        pytest.param(b"<Message>\n<Children>\xff</Children></Message>", "not XML", 2, id="bytes not of the encoding"),
        pytest.param(
            b"<?xml version='1.0' encoding='klingon'?><Message/>", "not XML", 1, id="an encoding nobody knows"
        ),
        pytest.param(f"<Message>\n{'<a>' * 300}{'</a>' * 300}</Message>", "too large", 2, id="too deep"),
        pytest.param(b"<Message>\n<Children>\x01</Children></Message>", "not XML", 2, id="control character"),
        pytest.param(b"<Message><Children/></Message>\nmore", "not XML", 2, id="more after the end"),
        pytest.param(b"<Message>\n<Children>\n<Child><ChildId", "cut off", 3, id="cut in a tag"),
        pytest.param(b"<Message>\n<Children>\n", "cut off", 3, id="cut between tags"),
        pytest.param("<Message><Children>".encode("utf-16"), "cut off", 1, id="cut in UTF-16"),
        pytest.param(f"<?xml version='1.0'?>\n{LAUGHS}<Message>&b;</Message>", "entities", 2, id="entities"),
        pytest.param("<!DOCTYPE html><html/>", "entities", 1, id="a web page with a DOCTYPE"),
        pytest.param(f"<!--\n<x>\n-->\n{LAUGHS}<Message/>", "entities", 4, id="DOCTYPE after a comment"),
        pytest.param(f"{LAUGHS}<Message/>".encode("utf-16"), "entities", 1, id="DOCTYPE in UTF-16"),
        pytest.param(f"<!--{'x' * 40_000}-->{LAUGHS}<Message/>", "entities", None, id="DOCTYPE far down"),
        pytest.param(b"<Message>\n<Children>&nbsp;</Children></Message>", "entities", 2, id="entity undeclared"),
        pytest.param(b"<html><body/></html>", "wrong root", 1, id="a web page"),
        pytest.param(b"\n<Workbook><Children><Child/></Children></Workbook>", "wrong root", 2, id="another XML"),
        pytest.param(f"<Message>{HEADER}<Pupils/></Message>", "no children", None, id="a school's census"),
    ],
)
def test_what_cannot_be_read_says_so(text: str | bytes, reason: str, line: int | None) -> None:
    with pytest.raises(UnreadableReturn) as refused:
        items(text)
    assert (refused.value.reason, refused.value.line) == (reason, line)
    place = f" (line {line})" if line else ""
    assert str(refused.value) == f"{refused.value.says}{place} {refused.value.mend}"


@pytest.mark.parametrize(
    "limit",
    [{"file_bytes": 500}, {"children": 3}, {"child_bytes": 500}],
)
def test_too_large(limit: dict[str, int]) -> None:
    with pytest.raises(UnreadableReturn) as refused:
        items(message("".join(child(name=f"A{n}") for n in range(10))), **limit)
    assert refused.value.reason == "too large"


def test_the_encoding_and_the_depth_are_told_in_words() -> None:
    told = []
    for text in (b"<Message>\n\xe9</Message>", b"<Message>" + b"<a>" * 300 + b"</Message>"):
        with pytest.raises(UnreadableReturn) as refused:
            items(text)
        told.append(refused.value.says)
    assert told == [
        "A character here is not written in the encoding that the file names (UTF-8 where it names none).",
        "Elements stand inside one another more deeply here, or one value is longer, than in any census.",
    ]


def test_the_size_that_is_too_large_is_told_in_megabytes() -> None:
    with pytest.raises(UnreadableReturn) as refused:
        items(message(child(f"<UPN>{'A' * 1024**2}</UPN>")), child_bytes=1024**2)
    assert refused.value.says == "No child ended within 1 MB."


PEAK = """
import io, resource, sys
from hearth.evidence.returns.cin_census import count, read

class Parts(io.RawIOBase):
    left = int(sys.argv[1])
    def read(self, size=-1):
        self.left -= 200
        if self.left == int(sys.argv[1]) - 200:
            return b"<Message>"
        return b"<Children><Child/></Children><x/>" * 200 if self.left > 0 else b"</Message>" if self.left > -200 else b""

assert count(read(Parts())).children > 0
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_memory_is_flat_however_many_parts_there_are() -> None:
    """What was read of the file is let go, whether it stands in Children or beside it."""
    few, many = (int(subprocess.check_output([sys.executable, "-c", PEAK, str(parts)])) for parts in (1_000, 60_000))
    assert many - few < 8 * 1024  # kilobytes; kept, they would be five times that


def test_limits_that_are_just_met() -> None:
    text = message("".join(child(name=f"A{n}") for n in range(10)))
    assert count(items(text, file_bytes=len(text), children=10, child_bytes=len(text))).children == 10


def test_a_value_too_long_is_cut_and_told() -> None:
    _, kept, told = items(message(child(f"<UPN>{'A' * 30}</UPN>")), text_characters=20)
    assert kept.upn == Value("A" * 20, None)
    assert (told.field, told.value, told.severity) == ("ChildIdentifiers.UPN", "A" * 30, "error")


def test_a_problem_shows_the_first_hundred_characters() -> None:
    assert problems(message(child("x" * 200)))[0][3] == "x" * 100 + "…"


def test_ten_thousand_problems_together_end_the_reading() -> None:
    with pytest.raises(UnreadableReturn) as refused:
        items(message("<x/>" * 10_001))
    assert refused.value.reason == "too many problems"


def test_a_message_never_quotes_the_file() -> None:
    with pytest.raises(UnreadableReturn) as refused:
        items("<Message><Children><Child><Okafor></Child></Children></Message>")
    assert str(refused.value).count("Okafor") == 0
    assert refused.value.__suppress_context__ is True


def test_the_first_child_comes_before_the_file_is_read_through() -> None:
    class Counted(io.BytesIO):
        given = 0

        def read(self, size: int | None = -1, /) -> bytes:
            chunk = super().read(size)
            self.given += len(chunk)
            return chunk

    text = message("".join(child(name=f"A{n}") for n in range(20_000))).encode()
    stream = Counted(text)
    reading = read(stream)
    assert isinstance(next(reading), Header)
    first = next(reading)
    assert isinstance(first, Child)
    assert first.la_child_id == same("A0")
    assert stream.given <= 4 * 32_768 < len(text)
    assert sum(isinstance(each, Child) for each in reading) == 19_999
    assert stream.given == len(text)
    assert stream.closed is False


def test_children_read_are_given_before_a_cut_is_found() -> None:
    text = message("".join(child(name=f"A{n}") for n in range(2_000)))
    given: list[Item] = []
    with pytest.raises(UnreadableReturn) as refused:
        given.extend(each for each in read(io.BytesIO(text[: len(text) // 2].encode())))
    assert refused.value.reason == "cut off"
    names = [each.la_child_id.parsed for each in given if isinstance(each, Child)]
    assert len(names) > 900
    assert names == [f"A{n}" for n in range(len(names))]


def test_a_path_is_opened(tmp_path) -> None:
    file = tmp_path / "cin.xml"
    file.write_text(EVERY_MODULE, encoding="utf-8")
    assert list(read(file)) == items(EVERY_MODULE)
