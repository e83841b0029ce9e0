"""The census from facts as a whole: written, checked, and each fault with the page that mends it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pytest

from hearth.evidence.facts.identity import Known
from hearth.evidence.facts.tables import TABLES, Facts
from hearth.evidence.returns.cin_census.columns import columns_of
from hearth.evidence.returns.cin_census.example import Given, assessment, census, child, episode
from hearth.evidence.returns.cin_census.reader import read
from hearth.evidence.returns.cin_census.test_from_facts import known_of
from hearth.evidence.returns.cin_census.write import Written, write_census
from hearth.evidence.returns.cin_census.writer import Source, Unwritable

SOURCE = Source("999", datetime(2026, 5, 1))
GOOD = child(LAchildID="G1", UPN="D330000000017")
SHUT = {"CINreferralDate": "2024-06-01", "CINclosureDate": "2024-09-01", "ReasonForClosure": "RC1"}


def of_family(known: Known, person: str, *families: str) -> Known:
    rows = [{"person": person, "family": family} for family in families]
    table = pa.Table.from_pylist(rows, schema=TABLES["family"].schema)
    return replace(known, facts=Facts(known.facts.source, {**known.facts.tables, "family": table}))


def written(path: Path, *children: Given, year: int = 2026, families: tuple[str, ...] = ()) -> Written:
    known = of_family(known_of(columns_of(read(census(*children)))), "1", *families)
    return write_census(known, year=year, source=SOURCE, path=path)


def test_a_good_record_is_ready_to_send_and_what_it_holds_none_of_is_said(tmp_path: Path) -> None:
    found = written(tmp_path / "census.xml", GOOD)
    assert (found.children, found.is_ready, found.report.failed_rules, found.left_out) == (1, True, {}, ())
    assert found.empty == ("Assessments", "Factors", "CINplanDates", "Section47", "ChildProtectionPlans", "Reviews")
    assert (tmp_path / "census.xml").exists()


def test_each_fault_names_the_page_of_the_record_that_mends_it(tmp_path: Path) -> None:
    early = episode(PrimaryNeedCode=None, Assessments=[assessment("3B", AssessmentActualStartDate="2025-06-01")])
    faulty = child(early, LAchildID="F2", Ethnicity=None, UPN=None, PersonBirthDate="2025-02-14")
    found = written(tmp_path / "census.xml", GOOD, faulty, families=("1007", "1008"))
    families = ("/families/1007/see-family/", "/families/1008/see-family/")
    episodes = ("/families/1007/change-episodes/", "/families/1008/change-episodes/")
    errors = {(each.issue.rule, each.issue.field, each.issue.child, each.pages) for each in found.issues
              if each.issue.severity == "error"}  # fmt: skip
    assert errors == {
        ("4220", "Ethnicity", "F2", ("/people/1002/change-census-details/",)),
        ("8610", "ReferralNFA", "F2", episodes),
        ("8610", "PrimaryNeedCode", "F2", episodes),
        ("1103", "AssessmentActualStartDate", "F2", families),
        ("1103", "CINreferralDate", "F2", families),
    }
    assert not found.is_ready
    assert [each.issue.severity for each in found.issues] == sorted(each.issue.severity for each in found.issues)
    told = found.as_json()
    assert (told["is_ready"], told["children"], told["year"], len(told["issues"])) == (
        False, 2, "2025-26", len(found.issues))  # fmt: skip
    assert told["issues"][0]["pages"] == list(found.issues[0].pages)


def test_of_a_child_whose_family_nobody_knows_the_person_s_page_is_named(tmp_path: Path) -> None:
    found = written(tmp_path / "census.xml", child(episode(PrimaryNeedCode=None), UPN="D330000000017"))
    assert {each.pages for each in found.issues if each.issue.rule == "8610"} == {("/people/1001/see-person/",)}


def test_facts_that_know_no_record_name_no_page(tmp_path: Path) -> None:
    known = known_of(columns_of(read(census(child(Ethnicity=None)))))
    nobody = known.identity.set_column(known.identity.column_names.index("record"), "record", pa.nulls(1, pa.int64()))
    found = write_census(Known(known.facts, nobody), year=2026, source=SOURCE, path=tmp_path / "census.xml")
    assert {each.pages for each in found.issues if each.issue.rule == "4220"} == {()}


def test_what_the_census_has_no_place_for_stops_it(tmp_path: Path) -> None:
    later = assessment("3B", AssessmentActualStartDate="2025-06-03")
    shut = child(episode(**SHUT, Assessments=[later]), LAchildID="F2")
    found = written(tmp_path / "census.xml", GOOD, shut)
    assert [(each.table, each.pages) for each in found.left_out] == [("Assessments", ("/people/1002/see-person/",))]
    assert (found.is_ready, found.report.has_errors) == (False, False)


def test_where_nobody_was_in_need_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(Unwritable, match="Nobody was a child in need at any time in 2025-26"):
        written(tmp_path / "census.xml", child(episode(**SHUT)))
    assert list(tmp_path.iterdir()) == []
