"""Keys for a return's facts that are the same in next year's return, and nobody else's in casework.

A return's facts know their people by their place in it, which another child has next time. Before they are kept as a
snapshot, the council's own number takes that place: it is gone again under the pseudonym.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import duckdb
import pyarrow as pa
import pyarrow.csv

from hearth.evidence.facts.pseudonyms import replaced
from hearth.evidence.facts.tables import RETURN, Facts

# For each key, in this order: the table whose rows it names, and what makes one of them the same record next time.
_NAMED_BY = {
    "episode": ("cin_episode", "person", "referral_date"),
    "assessment": ("cin_assessment", "episode", "start_date"),
    "plan": ("protection_plan", "episode", "start_date"),
}


def with_lasting_keys(facts: Facts, *, places: pa.ChunkedArray, numbers: pa.ChunkedArray) -> Facts:
    """`numbers` are the council's own of the persons whose keys are `places`. A child without a number, or whose number
    stands on two children of the return, is known by their place in this very return: in one with anything else in it
    they are somebody else.

    An episode is the child's, of that referral; an assessment or plan the episode's, of that first day; of two alike, the
    first and the second.
    """
    tables = dict(facts.tables)
    with duckdb.connect() as connection:
        connection.register("given", pa.table({"place": places, "number": numbers}))
        known = connection.sql(
            """select place as key, case when number is null or count(*) over (partition by number) > 1
               then 'place ' || place || ' of ' || $this else 'number ' || number end as lasting from given""",
            params={"this": _hash_of(facts, numbers)},
        ).to_arrow_table()
        _replace(tables, "person", known)
        for kind, (table, within, day) in _NAMED_BY.items():
            rows = tables[table].select([kind, within, day])
            connection.register("named", rows.append_column("nth", pa.array(range(rows.num_rows), pa.int64())))
            known = connection.sql(
                f"""select {kind} as key, concat_ws(' ', {within}, {day},
                    row_number() over (partition by {within}, {day} order by nth)) as lasting from named"""
            ).to_arrow_table()
            _replace(tables, kind, known)
    return replace(facts, tables=tables, numbers=RETURN)


def _hash_of(facts: Facts, numbers: pa.ChunkedArray) -> str:
    """Of all that the return tells: whatever the file was called, and by whichever way it came."""
    whole = sha256(str(facts.reaches).encode())
    for rows in (*facts.tables.values(), pa.table({"number": numbers})):
        written = pa.BufferOutputStream()
        pyarrow.csv.write_csv(rows, written)  # nothing and an empty text are written differently
        whole.update(written.getvalue())
    return whole.hexdigest()


def _replace(tables: dict[str, pa.Table], kind: str, known: pa.Table) -> None:
    keys, lasting = known["key"].combine_chunks(), known["lasting"].combine_chunks()
    for name, rows in tables.items():
        if kind in rows.column_names:
            tables[name] = replaced(rows, kind, keys, lasting)
