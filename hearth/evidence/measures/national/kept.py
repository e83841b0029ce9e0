"""The published tables as they are kept: one folder, one Parquet file a table, one manifest that says which they are.

The manifest is put in place last and in one move, so that a reader finds the old tables or the new ones, never a mixture.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, get_args

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from hearth.evidence.measures.national.published_files import find
from hearth.evidence.measures.national.tables import AUTHORITY, Kind, Published

MANIFEST = "manifest.json"
LICENCE = "Open Government Licence v3.0"
SOURCES: Mapping[Kind, str] = {
    "factors": "Department for Education, Children in need: factors identified at the end of assessment",
    "children_in_need": "Department for Education, Children in need",
    "population": "Office for National Statistics, mid-year population estimates, children aged 0 to 17",
    "neighbours": "Department for Education, statistical neighbours",
}
_SHAPE = 1
"""Raised when the tables are kept in another way: what was kept before is then loaded again."""


class NotLoaded(LookupError):
    """What is asked for is not in the store; a sentence that says what to do."""


@dataclass(frozen=True)
class Kept:
    """One table of the store. `rows` are those of the Parquet file; `source` is printed with every figure."""

    kind: Kind
    file: str
    sha256: str
    years: tuple[int, ...]
    rows: int
    source: str
    licence: str
    loaded_at: str
    """When, in UTC, as ISO 8601."""
    parquet: str

    @property
    def years_in_words(self) -> str:
        ends = sorted({*self.years[:1], *self.years[-1:]})
        return " to ".join(map(str, ends))


@dataclass(frozen=True)
class Loaded:
    """What became of one table: `before` is what it took the place of."""

    kept: Kept
    what: Literal["loaded", "replaced", "already loaded"]
    before: Kept | None
    not_known: tuple[str, ...]


@dataclass(frozen=True)
class Loading:
    tables: tuple[Loaded, ...]
    missing: tuple[Kind, ...]
    """Neither found now nor kept from before."""
    passed_over: tuple[tuple[str, str], ...]


def load(folder: Path, store: Path, *, at: datetime) -> Loading:
    """Read the tables in `folder` and keep them in `store`; a kind that is not there stays as it was kept before.

    UnreadableTable where nothing, or something that is not whole, was found; OSError where the store cannot be written.
    In both cases nothing was changed. One at a time: of two at once the later counts.
    """
    found = find(folder)
    before = _manifest(store)
    told = [_beside(store, table, before.get(kind), at) for kind in _kinds() if (table := found.tables.get(kind))]
    now = before | {each.kept.kind: each.kept for each in told}
    if any(each.what != "already loaded" for each in told):
        _keep(store, now, {each.kept.parquet: found.tables[each.kept.kind].rows for each in told})
        _clear(store, {each.parquet for each in (*before.values(), *now.values())})
    missing = tuple(kind for kind in _kinds() if kind not in now)
    return Loading(tuple(told), missing, found.passed_over)


def listing(store: Path) -> tuple[Kept, ...]:
    """What is loaded, in the order of the kinds; empty where nothing is."""
    kept = _manifest(store)
    return tuple(kept[kind] for kind in _kinds() if kind in kept)


def kept(store: Path, kind: Kind) -> Kept:
    found = _manifest(store).get(kind)
    if found is None:
        raise NotLoaded(
            f"No table of {kind.replace('_', ' ')} is loaded: load one with the command “hearth national load DIR”."
        )
    return found


def rows_of(store: Path, table: Kept, *, year: int | None = None) -> list[dict[str, Any]]:
    """Of one year, or all. NotLoaded where the year is not in the table, or its file is gone."""
    if year is not None and year not in table.years:
        raise NotLoaded(f"{table.source}: {year} is not loaded; {table.years_in_words} is.")
    return _read(store, table, "true") if year is None else _read(store, table, "year = ?", year)


def years_of(store: Path, table: Kept, authority: str) -> list[tuple[int, str]]:
    """The years in which the table has an authority by its number or code, with its name then; the earliest first."""
    rows = _read(store, table, "number = ? or (level = ? and code = ?)", authority, AUTHORITY, authority)
    return sorted({(row["year"], row["name"]) for row in rows})


def _read(store: Path, table: Kept, which: str, *values: object) -> list[dict[str, Any]]:
    """`which` is a condition in SQL. (PyArrow's own filters load pandas, which takes longer than all the rest.)"""
    try:
        with pq.ParquetFile(store / table.parquet) as file:
            every = file.read()
    except FileNotFoundError:
        raise NotLoaded(f"{table.source}: its rows are gone. Load it again with “hearth national load DIR”.") from None
    with duckdb.connect() as connection:
        connection.register("every", every)
        answer = connection.execute(f"select * from every where {which}", values)
        names = [column[0] for column in answer.description or ()]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def _kinds() -> Sequence[Kind]:
    return get_args(Kind)


def _beside(store: Path, table: Published, before: Kept | None, at: datetime) -> Loaded:
    years = (
        f", {table.years[0]} to {table.years[-1]}" if table.years[1:] else "".join(f", {year}" for year in table.years)
    )
    now = Kept(
        kind=table.kind,
        file=table.file,
        sha256=table.sha256,
        years=table.years,
        rows=table.rows.num_rows,
        source=SOURCES[table.kind] + years,
        licence=LICENCE,
        loaded_at=at.isoformat(timespec="seconds"),
        parquet=f"{table.kind}-{table.sha256[:16]}.parquet",
    )
    if before is not None and before.sha256 == now.sha256 and (store / before.parquet).exists():
        return Loaded(before, "already loaded", before, table.not_known)
    return Loaded(now, "loaded" if before is None else "replaced", before, table.not_known)


def _manifest(store: Path) -> dict[Kind, Kept]:
    """Nothing where it cannot be read: whatever it named can be loaded again."""
    try:
        told = json.loads((store / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return {}
    if told["shape"] != _SHAPE:
        return {}
    return {each["kind"]: Kept(**each | {"years": tuple(each["years"])}) for each in told["tables"]}


def _keep(store: Path, now: Mapping[Kind, Kept], rows: Mapping[str, pa.Table]) -> None:
    store.mkdir(parents=True, exist_ok=True)
    for name, table in rows.items():
        with _in_place_at_once(store / name) as part:
            pq.write_table(table, part)
    told = {"shape": _SHAPE, "tables": [asdict(each) for each in now.values()]}
    with _in_place_at_once(store / MANIFEST) as part:
        part.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


@contextmanager
def _in_place_at_once(path: Path) -> Iterator[Path]:
    """Written beside its place, and moved there when it is whole and on the disk."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    os.close(handle)
    part = Path(name)
    try:
        yield part
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.chmod(0o644)  # published by others already; the web may run as another user than the operator
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _clear(store: Path, wanted: set[str]) -> None:
    """Tables that neither this manifest nor the one before it names: a reader may still hold the one before."""
    for path in store.glob("*.parquet"):
        if path.name not in wanted:
            path.unlink(missing_ok=True)
