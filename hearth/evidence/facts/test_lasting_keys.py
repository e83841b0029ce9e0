"""Keys of a return that last until the next one."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

from hearth.evidence.facts.lasting_keys import with_lasting_keys
from hearth.evidence.facts.pseudonyms import pseudonymised
from hearth.evidence.facts.tables import Facts, facts

JUNE, JULY = date(2025, 6, 1), date(2025, 7, 1)


def of(*children: tuple[str, str | None]) -> Facts:
    """A return of children by place and number, each with two episodes of June, an assessment and a plan in the second."""
    places = [place for place, _ in children]
    twice = [place for place in places for _ in (1, 2)]
    given = facts(
        "an example",
        {
            "person": pa.table({"person": places}),
            "cin_episode": pa.table(
                {
                    "episode": [f"{place}.{nth}" for place in places for nth in (1, 2)],
                    "person": twice,
                    "referral_date": [JUNE] * len(twice),
                }
            ),
            "cin_assessment": pa.table(
                {
                    "assessment": [f"a{place}" for place in places],
                    "person": places,
                    "episode": [f"{place}.2" for place in places],
                    "start_date": [JULY] * len(places),
                }
            ),
            "assessment_factor": pa.table(
                {"assessment": [f"a{place}" for place in places], "code": ["3A"] * len(places)}
            ),
            "protection_plan": pa.table(
                {
                    "plan": [f"p{place}" for place in places],
                    "episode": [f"{place}.2" for place in places],
                    "start_date": pa.nulls(len(places), pa.date32()),
                }
            ),
        },
    )
    return with_lasting_keys(
        given, places=pa.chunked_array([places]), numbers=pa.chunked_array([[n for _, n in children]], pa.string())
    )


def test_a_childs_number_takes_the_place_of_its_place() -> None:
    found = of(("0", "A1"))
    second = "number A1 2025-06-01 2"
    assert found.tables["cin_episode"]["episode"].to_pylist() == ["number A1 2025-06-01 1", second]
    assert found.tables["cin_assessment"].select(["assessment", "person", "episode"]).to_pylist() == [
        {"assessment": f"{second} 2025-07-01 1", "person": "number A1", "episode": second}
    ]
    assert found.tables["assessment_factor"]["assessment"].to_pylist() == [f"{second} 2025-07-01 1"]
    assert found.tables["protection_plan"]["plan"].to_pylist() == [f"{second} 1"]


def test_the_same_child_has_the_same_keys_wherever_it_stands() -> None:
    first, again = of(("0", "A1"), ("1", "B2")), of(("0", "B2"), ("1", "C3"), ("2", "A1"))
    for name in ("person", "cin_episode", "cin_assessment", "protection_plan"):
        one, two = ({str(row) for row in each.tables[name].to_pylist()} for each in (first, again))
        assert one < two


def test_a_number_that_is_missing_or_anothers_too_names_nobody() -> None:
    children = (("0", None), ("1", "A1"), ("2", "A1"), ("3", "0"))
    found = of(*children).tables["person"]["person"].to_pylist()
    places = [key.split(" of ")[0] for key in found]
    assert (places, len(set(found))) == (["place 0", "place 1", "place 2", "number 0"], 4)
    assert of(*children).tables["person"]["person"].to_pylist() == found


@pytest.mark.parametrize("number", [None, "A1"], ids=["no number", "a number on two children"])
def test_who_has_no_number_of_their_own_is_nobody_of_another_return(number: str | None) -> None:
    """In the same places of two returns stand other children: they must not become one under the pseudonym."""
    first = pseudonymised(of(("0", number), ("1", number), ("2", "B2")), b"k" * 32)
    second = pseudonymised(of(("0", number), ("1", number), ("2", "C3")), b"k" * 32)
    for name, key in (("person", "person"), ("cin_episode", "episode"), ("cin_assessment", "assessment")):
        one, two = (set(each.tables[name][key].to_pylist()) for each in (first, second))
        assert one & two == set()
