"""Hidden harm beside England, the region and statistical neighbours: code by code, in the unit that is published."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hearth.evidence.facts.tables import Facts
from hearth.evidence.measures.hidden_harm.calculate import HiddenHarm, Published
from hearth.evidence.measures.hidden_harm.definition import Definition
from hearth.evidence.measures.national.compare import Comparison, census_year, comparison, own_figure
from hearth.evidence.measures.told import Figure

if TYPE_CHECKING:
    from hearth.evidence.measures.disclosure import SmallNumbers


def beside_others(facts: Facts, store: Path, told: HiddenHarm | Published, *, own_code: str) -> Comparison:
    """Of the year to 31 March in which the day of `told` lies, and as exact or as safe as it is. Beside the neighbours of the
    authority that the facts are of; of casework, of `own_code`. NotLoaded where no published table is in `store`."""
    codes = [code for group in told.definition.groups.values() for code in group.codes]
    authority = facts.authority or own_code
    found = comparison(facts, store, year=census_year(told.on), authority=authority, codes=codes)
    if isinstance(told, HiddenHarm):
        return found
    # Here and not above: what it is searched with takes a second to load, and exact counts need none of it.
    from hearth.evidence.measures.disclosure import SmallNumbers

    return kept_safe(found, told.definition, SmallNumbers(told.threshold, rounding=told.rounding))


def kept_safe(found: Comparison, definition: Definition, rule: SmallNumbers) -> Comparison:
    """Kept back are counts that are small or lack so few of all that these could be told from the difference, and with them
    what _with_companions() says. What is shown is rounded after that, as are those that it is among."""
    counts = {row.code: row.ours.count or 0 for row in found.rows}
    small = {row.code for row in found.rows if _is_small(row.ours, rule)}
    kept_back: set[str] = set()
    for group in definition.groups.values():
        of_group = {code: counts[code] for code in group.codes if code in counts}
        kept_back |= _with_companions(of_group, small & of_group.keys(), rule)
    rows = tuple(replace(row, ours=_told(row.ours, row.code in kept_back, rule)) for row in found.rows)
    if rule.rounding == 1:
        return replace(found, rows=rows)
    return replace(found, rows=rows, note=f"{found.note} Ours are rounded to the nearest {rule.rounding}.")


def _is_small(ours: Figure, rule: SmallNumbers) -> bool:
    count, among = ours.count or 0, ours.among or 0
    return any(rule.is_small(each) for each in (count, among, among - count))


def _with_companions(counts: Mapping[str, int], small: Set[str], rule: SmallNumbers) -> Set[str]:
    """Of most children there is one episode, so that the children who live with a factor, less the episodes with the codes of it
    that are shown, are nearly those kept back. So of one factor several codes are, the least first, until what is kept back
    together leaves each of them every small count that it could be. A 0 does not hide anything: where nothing else is
    left, all codes of the factor are kept back."""
    kept_back = set(small)
    if not kept_back:
        return kept_back
    for code in sorted((code for code in counts if counts[code] and code not in small), key=lambda code: counts[code]):
        if _hide_each_other(counts, kept_back, rule):
            break
        kept_back.add(code)
    return kept_back if _hide_each_other(counts, kept_back, rule) else set(counts)


def _hide_each_other(counts: Mapping[str, int], kept_back: Set[str], rule: SmallNumbers) -> bool:
    """Whether their sum, with 1 at least in each of the others, leaves room for the threshold in any."""
    together = sum(counts[code] for code in kept_back)
    return len(kept_back) > 1 and together - (len(kept_back) - 1) >= rule.threshold


def _told(ours: Figure, is_kept_back: bool, rule: SmallNumbers) -> Figure:
    among = None if rule.is_small(ours.among or 0) else rule.rounded(ours.among or 0)
    if is_kept_back or among is None:
        return Figure(ours.name, ours.label, None, among)
    return own_figure(ours.name, rule.rounded(ours.count or 0), among)
