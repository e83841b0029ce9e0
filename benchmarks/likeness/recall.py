"""How often a mistyped person is found: `python -m benchmarks.likeness.recall [--persons 200000] [--asked 1000]`.

In memory: a dictionary of keys stands for the GIN index, a count of keys in common for the SQL that orders by it.
Every kind of slip is drawn equally often, half of the persons with a second slip besides. The nicknames come from the
same table that the keys use, so harder ways of asking are shown for honesty: a pet name no table lists; an address and
no date of birth; and names alone, where namesakes cannot be told apart by anybody.
"""

import argparse
import gc
import random
import statistics
import time
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace

from benchmarks.likeness.mistype import NAME_SLIPS, SLIPS, mistyped, persons, unlisted_name
from hearth.casework.people.likeness import MOST_RANKED, Likeness, keys_for, query_keys, rank

Index = dict[str, "array[int]"]


def index_of(population: list[Likeness]) -> Index:
    index: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    for ref, person in enumerate(population):
        for key in keys_for(person):
            index[key].append(ref)
    return dict(index)


def found_by_keys(index: Index, keys: frozenset[str]) -> Counter[int]:
    found: Counter[int] = Counter()
    for key in keys:
        found.update(index.get(key, ()))
    return found


def _at(share: float, values: list[float]) -> float:
    return sorted(values)[min(int(share * len(values)), len(values) - 1)]


def _as_is(_: random.Random, asked: Likeness, __: Likeness) -> Likeness:
    return asked


def _by_address(_: random.Random, asked: Likeness, person: Likeness) -> Likeness:
    return replace(asked, born_on=None, dwellings=(replace(person.dwellings[0], ends_on=None),))


def _by_names(_: random.Random, asked: Likeness, __: Likeness) -> Likeness:
    return replace(asked, born_on=None)


def _by_pet_name(chance: random.Random, asked: Likeness, _: Likeness) -> Likeness:
    return unlisted_name(chance, asked)


@dataclass(frozen=True)
class Way:
    """How a caller asks, and the slips that make sense then."""

    name: str
    slips: tuple[str, ...]
    asked: Callable[[random.Random, Likeness, Likeness], Likeness]


WAYS = (
    Way("names and date of birth", tuple(SLIPS), _as_is),
    Way("names and address, no date of birth", NAME_SLIPS, _by_address),
    Way("names alone", NAME_SLIPS, _by_names),
    Way(
        "a pet name no table lists, surname and date of birth",
        ("typo in surname", "day and month swapped"),
        _by_pet_name,
    ),
)


def measure(population: list[Likeness], index: Index, asked_count: int, way: Way, seed: int) -> float:
    """Prints what was found, and gives the share found in the first five."""
    chance = random.Random(seed)
    found_in: Counter[int] = Counter()
    by_slip: defaultdict[str, list[bool]] = defaultdict(list)
    candidates: list[float] = []
    keys_asked: list[float] = []
    ranking_ms: list[float] = []
    cut_away = 0
    for turn in range(asked_count):
        ref, mistake, slips = mistyped(chance, population, way.slips[turn % len(way.slips)], way.slips)
        asked = way.asked(chance, mistake, population[ref])
        keys = query_keys(asked)
        found = found_by_keys(index, keys)
        keys_asked.append(len(keys))
        candidates.append(len(found))
        kept = [(one, population[one]) for one, _ in found.most_common(MOST_RANKED)]
        began = time.perf_counter()
        matches = rank(asked, kept, limit=5)
        ranking_ms.append((time.perf_counter() - began) * 1000)
        refs = [match.person_ref for match in matches]
        cut_away += ref in found and ref not in dict(kept)
        found_in[refs.index(ref) + 1 if ref in refs else 0] += 1
        for slip in slips:
            by_slip[slip].append(ref in refs)
    print(f"\n{way.name}: {asked_count} mistyped persons, seed {seed}")
    in_five = 1 - found_in[0] / asked_count
    print(f"  found in the first five  {in_five:7.1%}")
    print(f"  found first              {found_in[1] / asked_count:7.1%}")
    print(f"  had a key, but were cut before ranking  {cut_away}")
    for what, figures in (("keys asked", keys_asked), ("candidates", candidates), ("ranking, ms", ranking_ms)):
        print(
            f"  {what:<12} median {statistics.median(figures):7.1f}   p95 {_at(0.95, figures):7.1f}   most {max(figures):7.1f}"
        )
    for slip, hits in sorted(by_slip.items()):
        print(f"    {slip:<26} {sum(hits) / len(hits):7.1%} of {len(hits)}")
    return in_five


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--persons", type=int, default=200_000)
    arguments.add_argument("--asked", type=int, default=1000)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    population = persons(options.persons, seed=options.seed)
    began = time.perf_counter()
    index = index_of(population)
    rows = sum(map(len, index.values()))
    print(
        f"{len(population):,} persons, {len(index):,} keys, {rows / len(population):.1f} keys a person, "
        f"indexed in {time.perf_counter() - began:.0f} s"
    )
    # A web worker holds no population; without this the collector walks ours in the middle of a ranking.
    gc.freeze()
    for kind in sorted({key[0] for key in index}):
        sizes = [float(len(refs)) for key, refs in index.items() if key[0] == kind]
        # Weighted by person: how many rows the key of a person drawn at random returns.
        drawn = sum(size * size for size in sizes) / sum(sizes)
        print(f"  {kind}: {len(sizes):>8,} keys, {drawn:7.0f} rows on average, {max(sizes):7.0f} at most")
    for way in WAYS:
        measure(population, index, options.asked, way, options.seed)


if __name__ == "__main__":
    main()
