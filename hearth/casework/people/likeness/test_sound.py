import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.casework.people.likeness.sound import (
    OTHER_NAMES,
    Part,
    family_parts,
    fold,
    forename_sounds,
    forenames,
    sound,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("smith", "smyth"),
        ("stephen", "steven"),
        ("davies", "davis"),
        ("mohammed", "muhamad"),
        ("hussain", "hussein"),
        ("rahman", "rehman"),
        ("kowalczyk", "kovalchyk"),
        ("macintyre", "mcintyre"),
        ("okafor", "okafour"),
        ("bhatti", "bhati"),
        ("llewellyn", "lewelin"),
        ("anthony", "antony"),
        ("reid", "read"),
        ("leigh", "lee"),
        ("nguyen", "nguyan"),
    ],
)
def test_spellings_heard_alike_sound_the_same(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("one", "other"), [("smith", "smart"), ("khan", "kaur"), ("jones", "james"), ("mohammed", "mehta")]
)
def test_different_names_sound_different(one: str, other: str) -> None:
    assert sound(one) != sound(other)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Siân", "sian"),
        ("Małgorzata", "malgorzata"),
        ("Ó Súilleabháin-D’Arcy", "o suilleabhain darcy"),
        ("ÑANDÚ", "nandu"),
        ("  Kit  (the elder) ", "kit the elder"),
        ("李", ""),
    ],
)
def test_folding(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1))
def test_every_word_has_a_sound(word: str) -> None:
    assert sound(word) != ""


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Okafor-Reid", (Part(("okafor",)), Part(("reid",)))),
        ("O'Connor", (Part(("oconnor", "connor")),)),
        ("O Connor", (Part(("oconnor", "connor")),)),
        ("van der Berg", (Part(("vanderberg", "berg")),)),
        ("Mc Donald", (Part(("mcdonald",)),)),
        ("D'Souza-Bell", (Part(("dsouza", "souza")), Part(("bell",)))),
        ("Ní Bhriain", (Part(("nibhriain", "bhriain")),)),
        ("Mac", (Part(("mac",)),)),
        ("", ()),
    ],
)
def test_family_names_are_taken_apart(written: str, parts: tuple[Part, ...]) -> None:
    assert family_parts(written) == parts


def test_a_baby_without_a_name_has_no_forename() -> None:
    assert forenames("Unborn Baby") == ()


def test_two_short_forenames_are_also_one() -> None:
    assert forenames("Xiao-Ming") == ("xiao", "ming", "xiaoming")


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("bill", "william"),
        ("peggy", "margaret"),
        ("beth", "elizabeth"),
        ("lizzie", "elizabeth"),
        ("mo", "mohammed"),
        ("mohd", "mohammed"),
        ("kit", "christopher"),
        ("kasia", "katarzyna"),
        ("gwilym", "william"),
        ("seun", "oluwaseun"),
    ],
)
def test_short_forms_share_a_sound_with_the_full_name(short: str, full: str) -> None:
    assert sound(full) in forename_sounds(short)


def test_the_table_of_other_names_is_well_formed() -> None:
    with (Path(__file__).parent / "other_names.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    heads = [row["name"] for row in rows]
    assert len(heads) == len(set(heads))
    assert [name for name in OTHER_NAMES if name != fold(name)] == []
    assert [row["name"] for row in rows if not row["also"].split()] == []
