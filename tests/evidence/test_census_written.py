"""The census of the invented council: drawn from its casework, written, read back and checked."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from django.urls import resolve

from hearth.casework.family_help.models import Episode
from hearth.casework.people.models import Family, Person
from hearth.demo.census_answers import DISABILITY_NOT_ASKED, NEED_NOT_SAID
from hearth.demo.load import load_demo
from hearth.evidence.facts.from_casework import read_in_this_transaction as read_casework
from hearth.evidence.returns.cin_census.columns import columns_of
from hearth.evidence.returns.cin_census.reader import read
from hearth.evidence.returns.cin_census.write import write_census
from hearth.evidence.returns.cin_census.writer import Source

YEAR = 2026
START, END = date(2025, 4, 1), date(2026, 3, 31)


@pytest.mark.django_db
def test_the_invented_council_is_written_read_back_and_every_fault_has_a_page(tmp_path: Path) -> None:
    load_demo(on=END)
    found = write_census(
        read_casework(on=END), year=YEAR, source=Source("999", datetime(2026, 5, 1)), path=tmp_path / "census.xml"
    )
    again = columns_of(read(tmp_path / "census.xml"))
    helped = Episode.objects.filter(referred_on__lte=END).exclude(closed_on__lt=START)
    assert sorted(day.isoformat() for day in again.tables["CINdetails"]["CINreferralDate"].to_pylist()) == sorted(
        each.referred_on.isoformat() for each in helped
    )
    assert found.children == len({each.person_id for each in helped}) > 0
    assert (found.report.failed_rules, found.left_out) == ({}, ())
    pages = {page for each in found.issues for page in each.pages}
    assert {resolve(page).url_name for page in pages} <= {
        "see_person", "see_family", "change_census_details", "change_episodes"}  # fmt: skip
    assert [each.issue for each in found.issues if not each.pages] == []
    # Both are left out on purpose: `hearth/demo/census_answers.py` says why.
    ellie = Person.objects.get(family_name=DISABILITY_NOT_ASKED[0], given_names=DISABILITY_NOT_ASKED[1])
    errors = {(each.issue.rule, *each.pages) for each in found.issues if each.issue.severity == "error"}
    assert errors == {
        ("8540", f"/people/{ellie.pk}/change-census-details/"),
        ("8610", f"/families/{Family.objects.get(name=NEED_NOT_SAID).pk}/change-episodes/"),
    }
