"""Who is written in as an outsider: whom they may be, or act for, and who is plainly somebody else."""

from __future__ import annotations

import pytest

from hearth.casework.workbook.may_be_them import Somebody, may_be_or_act_for

RHYS = Somebody(frozenset(["rhys"]), frozenset(["fenland"]), "father", "M")
FAMILY = [
    Somebody(frozenset(["clara"]), frozenset(["freshwater"]), "mother", "F"),
    Somebody(frozenset(["ana"]), frozenset(["fenland"]), "child", "F"),
]

LIKE_HIM = [
    ("Rhys", ""),
    ("rhys fenland", ""),
    ("Mr Fenland", ""),
    ("R Fenland", "Ana's father"),
    ("R Fenland", ""),
    ("R. Fenland", "a neighbour"),
    ("Mr R. Fenland", "father"),
    ("Ryhs Fenland", "dad"),
    ("Ryhs Fenland", ""),
    ("Rees Fenlend", ""),
    ("Rhys F", ""),
    ("Fenland, R", ""),
    ("Fenland", ""),
    ("R.F.", ""),
    ("RF", ""),
    ("RhysFenland", ""),
    ("Rhys Alan Fenland", ""),
    ("Rhys and Jo Bloggs", ""),
    ("Rhys’s mum", ""),
    ("Jo Bloggs", "solicitor for Rhys Fenland"),
    ("Jo Bloggs", "solicitor for Ryhs"),
    ("Jo Bloggs", "for R.F."),
    ("Jo Bloggs", "solicitor"),
    ("Jo Bloggs", "his lawyer"),
    ("Jo Bloggs", "father's solicitor"),
    ("Jo Bloggs", "Mr Fenland’s sister"),
    ("Jo Bloggs", "c/o R Fenland"),
    ("Jo Bloggs", "Ana's father"),
    ("Jo Bloggs", "Dad"),
    ("Ana's dad", "family"),
    ("Jo Bloggs", "Clara's ex"),
    ("Jo Bloggs", "husband of Clara"),
]

SOMEBODY_ELSE = [
    ("Jo Bloggs", "Fenland Primary School"),
    ("Jo Bloggs", "Fenland District Council"),
    ("Jo Bloggs", "St Rhys Church"),
    ("Jo Bloggs", "a friend"),
    ("Jo Bloggs", "Ana Fenland’s school"),
    ("Jo Bloggs", "solicitor for Clara"),
    ("Jo Bloggs", "the children’s solicitor"),
    ("Jo Bloggs", "mother's solicitor"),
    ("Jo Bloggs", "council legal team"),
    ("Jo Bloggs", "foster father"),
    ("Jo Bloggs", "parent support adviser"),
    ("Jo Bloggs", "partner agency"),
    ("Jo Bloggs", "Clara's mother"),
    ("Clara Freshwater", "mother"),
    ("Ana Fenland", "child"),
    ("Megan Fenland", "grandmother"),
    ("Rhys Jones", "youth club"),
    ("Dr Patel", "GP surgery"),
    ("Rose Marsh", "health visitor"),
    ("", ""),
]


@pytest.mark.parametrize(("name", "agency"), LIKE_HIM)
def test_may_be_him_or_act_for_him(name: str, agency: str) -> None:
    assert may_be_or_act_for(name, agency, RHYS, FAMILY)


@pytest.mark.parametrize(("name", "agency"), SOMEBODY_ELSE)
def test_is_somebody_else(name: str, agency: str) -> None:
    assert not may_be_or_act_for(name, agency, RHYS, FAMILY)


def test_a_mother_is_no_father_and_somebody_whose_part_is_not_known_may_be_anything() -> None:
    she = Somebody(frozenset(["nia"]), frozenset(["okafor"]), "mother", "F")
    unknown = Somebody(frozenset(["sam"]), frozenset(["lee"]))
    said = ("Kit's mum", "Kit's dad", "Kit's uncle")
    assert [may_be_or_act_for("Jo Bell", words, she) for words in said] == [True, False, False]
    assert [may_be_or_act_for("Jo Bell", words, unknown) for words in said] == [True, True, True]
