from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.casework.people.likeness import Dwelling, Likeness, rank
from hearth.casework.people.likeness.test_keys import PERSONS

KIT = Likeness(
    known_as="Kit",
    given_names="Christopher James",
    family_name="Okafor-Reid",
    born_on=date(2016, 3, 12),
    dwellings=(Dwelling("HX1 2AB", "12 Acacia Avenue", date(2023, 6, 1)),),
    identifiers=(("NHS number", "943 476 5919"),),
)
TWIN = replace(KIT, known_as="", given_names="Amara Rose", identifiers=())
COUSIN = replace(KIT, known_as="", born_on=date(2011, 8, 30), identifiers=(), dwellings=())
STRANGER = Likeness(given_names="Oliver", family_name="Smith", born_on=date(2016, 3, 12))
EVERYBODY = [("twin", TWIN), ("stranger", STRANGER), ("kit", KIT), ("cousin", COUSIN)]


@pytest.mark.parametrize(
    ("asked", "reasons", "word"),
    [
        (
            "Christopher Okafor-Reid 12/03/2016",
            ("same date of birth", "same surname", "same first name"),
            "almost certainly known",
        ),
        ("Kit Okafor-Reid", ("same surname", "known-as name matches"), "possibly known"),
        (
            "Chris Okafor 3/12/2016",
            (
                "day and month of birth swapped",
                "double surname: one half the same",
                "another form of the same first name",
            ),
            "probably known",
        ),
        (
            "Christopher Okafour-Reed 12/03/2016",
            ("same date of birth", "same first name", "same surname sound"),
            "probably known",
        ),
        (
            "Cristofer Okafor-Reid 14/03/2016",
            ("same surname", "born within a few days", "first name sounds the same"),
            "probably known",
        ),
        (
            "Christopher Okafor-Reid 12/03/2018",
            ("date of birth the same but for a figure of the year", "same surname", "same first name"),
            "probably known",
        ),
        (
            "Okafor-Reid Christopher HX1 2AB 12 acacia ave",
            ("same surname", "same first name", "lived at the address until 2023"),
            "possibly known",
        ),
        ("9434765919", ("same identifier",), "almost certainly known"),
    ],
)
def test_the_right_one_is_first_and_says_why(asked: str, reasons: tuple[str, ...], word: str) -> None:
    best = rank(asked, EVERYBODY, limit=1)[0]
    said = tuple(reason for reason in best.reasons if reason != "first name and surname the other way round")
    assert (best.person_ref, said, best.word) == ("kit", reasons, word)


def test_names_the_other_way_round_are_said_to_be() -> None:
    best = rank("Okafor-Reid Christopher 12/03/2016", EVERYBODY, limit=1)[0]
    assert (best.person_ref, best.word) == ("kit", "probably known")
    assert best.reasons[-1] == "first name and surname the other way round"


def test_a_twin_comes_after_and_says_what_differs() -> None:
    matches = rank("Christopher Okafor-Reid 12/03/2016", EVERYBODY, limit=5)
    assert [match.person_ref for match in matches] == ["kit", "twin", "cousin"]
    assert [match.differences for match in matches] == [(), ("a different first name",), ("a different date of birth",)]


@pytest.mark.parametrize("former", ["Bell", "Amara Bell"])
def test_a_former_name(former: str) -> None:
    known = Likeness(given_names="Amara", family_name="Okafor", former_names=(former,), born_on=date(1990, 1, 2))
    best = rank("Amara Bell 2/1/1990", [("amara", known)], limit=1)[0]
    assert best.reasons == ("same date of birth", "a former surname matches", "same first name")
    assert best.word == "almost certainly known"


def test_a_child_expected_and_a_child_born() -> None:
    unborn = Likeness(given_names="Baby", family_name="Okafor", expected_on=date(2026, 5, 20))
    best = rank("Kit Okafor 12/05/2026", [("unborn", unborn)], limit=1)[0]
    assert best.reasons == ("same surname", "born near the date expected")


def test_another_number_of_the_same_kind_counts_against() -> None:
    asked = replace(KIT, identifiers=(("NHS number", "401 023 2137"),))
    assert rank(asked, [("kit", KIT)], limit=1)[0].differences == ("a different NHS number",)


def test_names_alone_are_never_more_than_possible() -> None:
    best = rank("Oliver Smith", [("stranger", STRANGER)], limit=1)[0]
    assert (best.score, best.word) == (54, "possibly known")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("okafor-reid", [("kit", 28), ("cousin", 28)]),
        ("Reid", [("kit", 24), ("cousin", 24)]),
        ("Okafr", [("kit", 18), ("cousin", 18)]),
        ("kit", [("kit", 26)]),
        ("HX1 2AB", [("kit", 5)]),
        ("12/03/2016", [("kit", 36)]),
        ("2011", [("cousin", 10)]),
    ],
)
def test_one_thing_asked_alone(asked: str, found: list[tuple[str, int]]) -> None:
    matches = rank(asked, [("kit", KIT), ("cousin", replace(COUSIN, given_names="Oliver"))], limit=5)
    assert [(match.person_ref, match.score) for match in matches] == found


def test_nobody_alike() -> None:
    assert rank("Zuzanna Nowak 1/1/1980", EVERYBODY, limit=5) == []
    assert rank("", EVERYBODY, limit=5) == []
    assert rank("Kit Reid", [], limit=5) == []


@given(PERSONS, st.lists(PERSONS, max_size=12))
def test_the_exact_person_is_never_beaten(person: Likeness, others: list[Likeness]) -> None:
    candidates = [*enumerate(others), (-1, person)]
    best = rank(person, candidates, limit=1)[0]
    exact = next(match for match in rank(person, candidates, limit=len(candidates)) if match.person_ref == -1)
    assert (exact.score, exact.differences) == (best.score, ())


@given(PERSONS, st.lists(PERSONS, max_size=12))
def test_scores_fall_and_stay_within_a_hundred(person: Likeness, others: list[Likeness]) -> None:
    scores = [match.score for match in rank(person, list(enumerate(others)), limit=12)]
    assert scores == sorted(scores, reverse=True)
    assert [score for score in scores if not 25 <= score <= 100] == []


def test_accents_make_no_difference_either_way() -> None:
    plain = Likeness(given_names="Sian", family_name="Wisniewska", born_on=date(2010, 1, 1))
    accented = Likeness(given_names="Siân", family_name="Wiśniewska", born_on=date(2010, 1, 1))
    one, other = rank(plain, [("p", accented)], limit=1), rank(accented, [("p", plain)], limit=1)
    assert one == other
    assert one[0].reasons == ("same date of birth", "same surname", "same first name")
