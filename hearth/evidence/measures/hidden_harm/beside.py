"""Hidden harm beside England, the region and statistical neighbours: code by code, in the unit that is published."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from hearth.evidence.facts.tables import Facts
from hearth.evidence.measures.hidden_harm.definition import Definition
from hearth.evidence.measures.national.compare import Comparison, census_year, comparison
from hearth.evidence.measures.told import Figure


def beside_others(
    facts: Facts, store: Path, definition: Definition, *, on: date, authority: str, threshold: int | None
) -> Comparison:
    """Of the year to 31 March in which the day lies. Counts of up to `threshold` are kept back; None: not at all. NotLoaded
    where no published table is in `store`."""
    codes = [code for group in definition.groups.values() for code in group.codes]
    hidden_below = None if threshold is None else threshold + 1
    found = comparison(
        facts, store, year=census_year(on), authority=authority, codes=codes, hide_below=hidden_below
    )  # fmt: skip
    return never_alone(found, definition) if threshold is not None else found


def never_alone(found: Comparison, definition: Definition) -> Comparison:
    """Where one code of a factor is kept back, another is: of most children there is one episode, and the children who live
    with the factor, less the episodes with its other codes, would be nearly those kept back."""
    kept_back = {row.code for row in found.rows if row.ours.count is None}
    counts = {row.code: row.ours.count or 0 for row in found.rows}
    for group in definition.groups.values():
        shown = [code for code in group.codes if code in counts and code not in kept_back]
        if shown and len(kept_back & set(group.codes)) == 1:
            kept_back.add(min(shown, key=lambda code: counts[code]))
    return replace(
        found,
        rows=tuple(
            replace(row, ours=Figure(row.code, row.label, None, row.ours.among)) if row.code in kept_back else row
            for row in found.rows
        ),
    )
