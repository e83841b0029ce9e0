import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.foundation import codes
from hearth.foundation.codes import (
    DISABILITIES_NEVER_WITH_ANOTHER,
    FACTORS_NEVER_WITH_ANOTHER,
    AssessmentFactor,
    AssessmentOutcome,
    BragRating,
    CategoryOfAbuse,
    ClosureReason,
    ContactOutcome,
    DatedChoices,
    Disability,
    Ethnicity,
    PrimaryNeed,
    ReferralOutcome,
    ReferralSource,
    RelationshipKind,
    Sex,
    Subject,
    UPNUnknown,
    collection_year,
    in_force,
    read_flag,
    read_sex,
)

STANDARDS = Path(__file__).parents[3].parent / "shared" / "standards"
LISTS = [getattr(codes, name) for name in codes.__all__ if isinstance(getattr(codes, name), type)]
DATED = [each for each in LISTS if issubclass(each, DatedChoices) and each is not DatedChoices]


@pytest.mark.parametrize(
    ("file", "code_set", "ours"),
    [
        ("cin_codes.csv", "assessmentfactorstype", AssessmentFactor),
        ("cin_codes.csv", "referralsourcetype", ReferralSource),
        ("cin_codes.csv", "primaryneedcodetype", PrimaryNeed),
        ("cin_codes.csv", "reasonforclosuretype", ClosureReason),
        ("cin_codes.csv", "categoryofabusetype", CategoryOfAbuse),
        ("cin_codes.csv", "disabilitytype", Disability),
        ("cin_codes.csv", "ethnicitytype", Ethnicity),
        ("cin_codes.csv", "sextype", Sex),
        ("cin_codes.csv", "unknownupntype", UPNUnknown),
        ("ssd_codes.csv", "contact_outcome", ContactOutcome),
        ("ssd_codes.csv", "cin_referral_outcome", ReferralOutcome),
        ("ssd_codes.csv", "assessment_outcome", AssessmentOutcome),
    ],
)
def test_a_list_holds_exactly_the_published_codes(file: str, code_set: str, ours: type[DatedChoices]) -> None:
    path = STANDARDS / file
    if not path.exists():
        pytest.skip("the published code lists are not beside this project")
    with path.open(encoding="utf-8", newline="") as lines:
        published = {row["value"] for row in csv.DictReader(lines) if next(iter(row.values())) == code_set}
    assert set(ours.values) == published


@pytest.mark.parametrize("each", DATED, ids=lambda each: each.__name__)
def test_a_list_names_its_source_and_tells_its_members_apart(each: type[DatedChoices]) -> None:
    assert "Source: " in (each.__doc__ or "")
    assert len(set(each.labels)) == len(each.labels)
    assert [code for code in each.values if len(code) > 60] == [], "columns are 60 wide"


@pytest.mark.parametrize(
    ("code", "group", "subject"),
    [
        ("1A", "Alcohol misuse", Subject.CHILD),
        ("2B", "Drug misuse", Subject.PARENT),
        ("3A", "Domestic abuse", Subject.CHILD),
        ("3B", "Domestic abuse", Subject.PARENT),
        ("3C", "Domestic abuse", Subject.OTHER),
        ("6C", "Physical disability or illness", Subject.OTHER),
        ("7A", "Young carer", Subject.CHILD),
        ("8B", "Private fostering", Subject.CHILD),
        ("8C", "Private fostering", Subject.CHILD),
        ("18B", "Physical abuse", Subject.CHILD),
        ("19C", "Sexual abuse", Subject.CHILD),
        ("20", "Other", None),
        ("21", "No factors", None),
        ("24A", "Child criminal exploitation", Subject.CHILD),
    ],
)
def test_a_factor_says_what_it_is_and_whom_it_is_about(code: str, group: str, subject: Subject | None) -> None:
    factor = AssessmentFactor(code)
    assert (factor.group, factor.subject) == (group, subject)


def test_every_factor_has_a_group() -> None:
    assert len({factor.group for factor in AssessmentFactor}) == 24


@pytest.mark.parametrize(
    ("code", "on", "expected"),
    [
        ("18A", date(2024, 3, 31), True),
        ("18A", date(2024, 4, 1), False),
        ("19A", date(2024, 4, 1), False),
        ("18B", date(2020, 3, 31), False),
        ("18B", date(2020, 4, 1), True),
        ("24A", date(2021, 3, 31), False),
        ("24A", date(2021, 4, 1), True),
        ("1A", date(2014, 1, 1), True),
    ],
)
def test_a_code_knows_when_it_was_in_force(code: str, on: date, expected: bool) -> None:
    assert in_force(AssessmentFactor(code), on) is expected


def test_a_withdrawn_code_is_kept_but_no_longer_offered() -> None:
    offered = dict(AssessmentFactor.choices_on(date(2026, 11, 18)))
    assert set(AssessmentFactor.values) - set(offered) == {"18A", "19A"}
    assert offered["3B"] == "Domestic abuse of a parent or carer"


def test_codes_that_stand_alone() -> None:
    assert {factor.value for factor in FACTORS_NEVER_WITH_ANOTHER} == {"21"}
    assert {disability.value for disability in DISABILITIES_NEVER_WITH_ANOTHER} == {"NONE"}


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
def test_a_collection_year_runs_from_april_to_march(on: date) -> None:
    year = collection_year(on)
    assert date(year - 1, 4, 1) <= on <= date(year, 3, 31)


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("M", Sex.MALE),
        (" f ", Sex.FEMALE),
        ("U", Sex.UNKNOWN),
        ("1", Sex.MALE),
        ("2", Sex.FEMALE),
        ("0", Sex.UNKNOWN),
        ("9", Sex.UNKNOWN),
        ("3", None),
        ("", None),
        (None, None),
    ],
)
def test_sex_is_read_from_either_code(text: str | None, sex: Sex | None) -> None:
    assert read_sex(text) is sex


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("1", True),
        ("true", True),
        ("True", True),
        ("Y", True),
        ("0", False),
        ("false", False),
        (" 0 ", False),
        ("N", False),
        ("2", None),
        ("", None),
        (None, None),
    ],
)
def test_a_flag_is_read_as_returns_write_it(text: str | None, flag: bool | None) -> None:
    assert read_flag(text) is flag


@pytest.mark.parametrize("each", DATED, ids=lambda each: each.__name__)
def test_every_code_is_read_back_whatever_its_case(each: type[DatedChoices]) -> None:
    assert [each.read(f" {member.value.lower()}\n") for member in each] == list(each)
    assert each.read("not a code") is None


def test_the_reverse_of_the_reverse_is_where_we_began() -> None:
    assert [kind.reverse.reverse for kind in RelationshipKind] == list(RelationshipKind)
    assert RelationshipKind.PARENT.reverse is RelationshipKind.CHILD
    assert RelationshipKind.SIBLING.reverse is RelationshipKind.SIBLING


def test_brag_has_a_tag_colour_and_an_order_of_urgency() -> None:
    assert [(rating.value, rating.tag_colour) for rating in BragRating] == [
        ("red", "red"),
        ("amber", "orange"),
        ("green", "green"),
        ("blue", "blue"),
    ]
