"""What the writer writes: in the schema's order, read back as it was, and whole or not there."""

from __future__ import annotations

import csv
import io
import tempfile
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from hearth.evidence.returns.cin_census.columns import Columns, columns_of
from hearth.evidence.returns.cin_census.example import (
    assessment,
    census,
    child,
    cin_plan,
    episode,
    nobody_helped,
    protection_plan,
    section_47,
)
from hearth.evidence.returns.cin_census.reader import read
from hearth.evidence.returns.cin_census.records import Child, Header
from hearth.evidence.returns.cin_census.test_round_trip import CHILDREN, HEADERS, written
from hearth.evidence.returns.cin_census.writer import Source, Unwritable, write

SHARED = Path(__file__).parents[5] / "shared"
SOURCE = Source("999", datetime(2026, 5, 1, 9), release="0.1", serial_number="002")
WHOLE = episode(
    CINclosureDate="2026-02-02", ReasonForClosure="RC1", DateOfInitialCPC="2025-06-30",
    Assessments=[assessment("3B", "4B")], CINPlanDates=[cin_plan(CINPlanEndDate="2025-09-01")],
    Section47=[section_47()], ChildProtectionPlans=[protection_plan("2025-09-01", "2026-01-05")],
    PreProceedingsandFGDM=[{"PPStartDate": "2025-12-01", "FGDMMeetingOffer": "1", "ReviewMeetingsCount": "2"}],
)  # fmt: skip


def made(columns: Columns, path: Path) -> bytes:
    write(columns, SOURCE, path)
    return path.read_bytes()


def told(columns: Columns) -> tuple[dict[str, list[dict[str, object]]], dict[tuple[str, int, str], str]]:
    return {name: rows.to_pylist() for name, rows in columns.tables.items()}, columns.written


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(HEADERS, st.lists(CHILDREN, max_size=3))
def test_whatever_a_return_holds_is_written_and_read_back_the_same(header: Header, children: list[Child]) -> None:
    columns = columns_of(read(io.BytesIO(written(header, children, ("", ""), "utf-8"))))
    with tempfile.TemporaryDirectory() as folder:
        again = columns_of(read(io.BytesIO(made(columns, Path(folder) / "census.xml"))))
    assert told(again) == told(columns)


def test_a_whole_child_is_written_as_the_schema_orders_it(tmp_path: Path) -> None:
    columns = columns_of(read(census(child(WHOLE, LAchildID="A<1>&", FormerUPN="A123456789011"))))
    lines = made(columns, tmp_path / "census.xml").decode().splitlines()
    assert lines[:4] == [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<Message>",
        "<Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate>"
        "</CollectionDetails><Source><SourceLevel>L</SourceLevel><LEA>999</LEA><SoftwareCode>Hearth</SoftwareCode>"
        "<Release>0.1</Release><SerialNo>002</SerialNo><DateTime>2026-05-01T09:00:00</DateTime></Source></Header>",
        "<Children>",
    ]
    assert lines[4] == (
        "<Child><ChildIdentifiers><LAchildID>A&lt;1&gt;&amp;</LAchildID><UPN>A123456789012</UPN>"
        "<FormerUPN>A123456789011</FormerUPN><PersonBirthDate>2016-02-14</PersonBirthDate><Sex>M</Sex></ChildIdentifiers>"
        "<ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities><Disability>NONE</Disability></Disabilities>"
        "</ChildCharacteristics><CINdetails><CINreferralDate>2025-06-02</CINreferralDate>"
        "<ReferralSource>6</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode>"
        "<CINclosureDate>2026-02-02</CINclosureDate><ReasonForClosure>RC1</ReasonForClosure>"
        "<DateOfInitialCPC>2025-06-30</DateOfInitialCPC><Assessments>"
        "<AssessmentActualStartDate>2025-06-03</AssessmentActualStartDate>"
        "<AssessmentInternalReviewDate>2025-06-20</AssessmentInternalReviewDate>"
        "<AssessmentAuthorisationDate>2025-07-10</AssessmentAuthorisationDate><FactorsIdentifiedAtAssessment>"
        "<AssessmentFactors>3B</AssessmentFactors><AssessmentFactors>4B</AssessmentFactors>"
        "</FactorsIdentifiedAtAssessment></Assessments><CINPlanDates><CINPlanStartDate>2025-07-14</CINPlanStartDate>"
        "<CINPlanEndDate>2025-09-01</CINPlanEndDate></CINPlanDates><Section47>"
        "<S47ActualStartDate>2025-06-10</S47ActualStartDate><InitialCPCtarget>2025-07-01</InitialCPCtarget>"
        "<DateOfInitialCPC>2025-06-30</DateOfInitialCPC><ICPCnotRequired>0</ICPCnotRequired></Section47>"
        "<ReferralNFA>0</ReferralNFA><ChildProtectionPlans><CPPstartDate>2025-06-30</CPPstartDate>"
        "<InitialCategoryOfAbuse>EMO</InitialCategoryOfAbuse><LatestCategoryOfAbuse>EMO</LatestCategoryOfAbuse>"
        "<NumberOfPreviousCPP>0</NumberOfPreviousCPP><Reviews><CPPreviewDate>2025-09-01</CPPreviewDate>"
        "<CPPreviewDate>2026-01-05</CPPreviewDate></Reviews></ChildProtectionPlans><PreProceedingsandFGDM>"
        "<PPStartDate>2025-12-01</PPStartDate><FGDMMeetingOffer>1</FGDMMeetingOffer>"
        "<ReviewMeetingsCount>2</ReviewMeetingsCount></PreProceedingsandFGDM></CINdetails></Child>"
    )
    assert lines[5:] == ["</Children>", "</Message>"]


def test_the_schema_s_own_list_gives_the_same_order(tmp_path: Path) -> None:
    file = SHARED / "standards" / "cin_structure.csv"
    if not file.exists():
        pytest.skip("the structure of the census is not beside the project")
    with file.open(encoding="utf-8", newline="") as lines:
        order = [row["path"] for row in csv.DictReader(lines)]
    root = etree.fromstring(made(columns_of(read(census(child(WHOLE)))), tmp_path / "census.xml"))

    def paths(element: etree._Element, above: str) -> list[str]:
        path = f"{above}/{element.tag}" if above else str(element.tag)
        return [path, *(each for part in element for each in paths(part, path))]

    found = list(dict.fromkeys(paths(root, "")))
    assert found == [path for path in order if path in found]


def test_the_groups_that_the_schema_asks_for_stand_even_where_nothing_is_known(tmp_path: Path) -> None:
    unknown = nobody_helped(LAchildID=None, UPN=None, PersonBirthDate=None, Sex=None, Ethnicity=None, Disabilities=None)
    lines = made(columns_of(read(census(unknown))), tmp_path / "census.xml").decode().splitlines()
    assert lines[4] == (
        "<Child><ChildIdentifiers></ChildIdentifiers><ChildCharacteristics></ChildCharacteristics></Child>"
    )


def _with_number(number: str) -> Columns:
    columns = columns_of(read(census(child())))
    children = columns.tables["ChildIdentifiers"]
    place = children.column_names.index("LAchildID")
    columns.tables["ChildIdentifiers"] = children.set_column(place, "LAchildID", pa.array([number]))
    return columns


@pytest.mark.parametrize("number", ["A\x00", "A\x1b[2J", "A\ud7ff\ufffe"])
def test_what_no_xml_can_hold_is_told_and_the_file_before_is_left(tmp_path: Path, number: str) -> None:
    path = tmp_path / "census.xml"
    path.write_text("last year's")
    with pytest.raises(Unwritable, match=r"ChildIdentifiers\.LAchildID of row 0 holds a character that no XML can"):
        write(_with_number(number), SOURCE, path)
    assert ([each.name for each in tmp_path.iterdir()], path.read_text()) == (["census.xml"], "last year's")


def test_a_line_end_of_another_system_stays_what_it_was(tmp_path: Path) -> None:
    again = columns_of(read(io.BytesIO(made(_with_number("A\r\n1"), tmp_path / "census.xml"))))
    assert again.tables["ChildIdentifiers"]["LAchildID"].to_pylist() == ["A\r\n1"]


def test_only_its_owner_may_read_the_file(tmp_path: Path) -> None:
    made(columns_of(read(census(child()))), tmp_path / "census.xml")
    assert (tmp_path / "census.xml").stat().st_mode & 0o777 == 0o600


def test_a_row_that_stands_in_no_record_is_never_left_out_unsaid(tmp_path: Path) -> None:
    columns = columns_of(read(census(child(WHOLE))))
    plans = columns.tables["CINplanDates"]
    columns.tables["CINplanDates"] = plans.set_column(2, "episode", pa.array([7], pa.int64()))
    with pytest.raises(ValueError, match="row 0 of CINplanDates stands in no record"):
        write(columns, SOURCE, tmp_path / "census.xml")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("authority", "serial_number", "says"),
    [
        ("Northwold", "001", "The council's number cannot be 'Northwold'"),
        ("999", "1", "The serial number cannot be '1'"),
    ],
)
def test_a_header_that_the_department_refuses_is_not_written(
    tmp_path: Path, authority: str, serial_number: str, says: str
) -> None:
    source = Source(authority, datetime(2026, 5, 1), serial_number=serial_number)
    with pytest.raises(Unwritable, match=says):
        write(columns_of(read(census(child()))), source, tmp_path / "census.xml")
    assert list(tmp_path.iterdir()) == []
