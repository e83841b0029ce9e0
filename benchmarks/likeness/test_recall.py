"""The promise in small: what `recall.py` measures among 200,000, kept among 4,000 whenever the keys or the ranking change."""

import pytest

from benchmarks.likeness.mistype import persons
from benchmarks.likeness.recall import WAYS, Way, index_of, measure

LEAST_FOUND = {
    "names and date of birth": 0.97,
    "names and address, no date of birth": 0.97,
    "names alone": 0.85,
    "a pet name no table lists, surname and date of birth": 0.97,
}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_mistyped_persons_are_found(way: Way) -> None:
    population = persons(4_000, seed=7)
    assert measure(population, index_of(population), 150, way, seed=7) >= LEAST_FOUND[way.name]


def test_the_same_seed_gives_the_same_council() -> None:
    assert persons(300, seed=3) == persons(300, seed=3)
