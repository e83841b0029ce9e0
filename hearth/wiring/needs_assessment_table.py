"""A needs assessment as the command line prints it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from hearth.evidence.measures.national.compare import Comparison
from hearth.evidence.measures.told import Block, Figure, Telling

SHORT = {
    "adult_mental_health": "Mental health", "adult_drugs": "Drugs", "adult_alcohol": "Alcohol",
    "adult_drugs_or_alcohol": "Drugs or alcohol", "at_least_one": "At least one",
    "exactly_1": "One", "exactly_2": "Two", "exactly_3": "Three", "exactly_4": "Four",
    "none": "None", "not_recorded": "Not recorded", "n": "All",
}  # fmt: skip
"""A breakdown has a column for each figure, and a screen is narrow."""


def print_telling(told: Telling, answer: str, comparison: Comparison | str, say: Console) -> None:
    """`comparison` is a sentence where there is none."""
    say.print(f"[bold]{escape(told.title)}[/bold], {told.on:%-d %B %Y}. {escape(answer)}")
    for warning in told.warnings:
        say.print(escape(warning.says))
    for block in told.blocks:
        if not block.by:
            _print(_whole(block, told), say)
    combined = _table("Exactly these together", ["Lives with", told.unit.capitalize()])
    labels = dict(told.labels)
    for each in told.combinations:
        combined.add_row(
            escape("; ".join(labels[name] for name in each.factors) or "None of these"), _count(each.count)
        )
    _print(combined, say)
    for by, name in dict.fromkeys((block.by, block.name) for block in told.blocks if block.by):
        _print(_parts([block for block in told.blocks if (block.by, block.name) == (by, name)]), say)
    if isinstance(comparison, Comparison):
        _print(_beside(comparison), say)
        say.print(escape(f"{comparison.unit_words} {comparison.note} Source: {comparison.source_words}"))
    else:
        say.print(escape(f"There is nothing to compare with. {comparison}"))
    say.print()
    for label, words in told.definition:
        say.print(f"{escape(label)}: {escape(words)}.")
    say.print(f"Source: {escape(told.source)}.")


def _whole(block: Block, told: Telling) -> Table:
    table = _table(block.title, ["", told.unit.capitalize(), "Share", "Between"])
    for figure in block.figures:
        between = "" if figure.low is None or figure.high is None else f"{figure.low:.1%} and {figure.high:.1%}"
        table.add_row(escape(figure.label), _count(figure.count), _share(figure.share), between)
    return table


def _parts(blocks: Sequence[Block]) -> Table:
    """Parts down, figures across, all of a part first."""
    by, figures = blocks[0].by, blocks[0].figures
    order = sorted(range(len(figures)), key=lambda place: figures[place].name != "n")
    headings = [SHORT.get(figures[place].name, figures[place].label) for place in order]
    table = _table(f"{by}: {blocks[0].title[:1].lower()}{blocks[0].title[1:]}", [by, *headings])
    for block in blocks:
        table.add_row(escape(block.part), *(_both(block.figures[place]) for place in order))
    return table


def _beside(found: Comparison) -> Table:
    elsewhere = [found.region_name, "Neighbours, median", "Neighbours, range"] if found.region_name else []
    table = _table(
        "Beside England, the region and statistical neighbours", ["Episodes with", "Here", "England", *elsewhere]
    )
    for row in found.rows:
        low, high = row.neighbours_low, row.neighbours_high
        between = "" if low is None or high is None else f"{low:.0%} to {high:.0%}"
        cells = [
            _both(row.ours, places=1) if row.is_known else "not known",
            _share(row.england),
            _share(row.region),
            _share(row.neighbours_median),
            between,
        ]
        table.add_row(escape(f"{row.code} {row.label}"), *cells[: 2 + len(elsewhere)])
    return table


def _table(title: str, headings: Sequence[str]) -> Table:
    table = Table(box=SIMPLE, padding=(0, 1, 0, 0), title=escape(title), title_justify="left", title_style="bold")
    for place, heading in enumerate(headings):
        table.add_column(escape(heading), justify="right" if place else "left")
    return table


def _print(table: Table, say: Console) -> None:
    say.print()
    say.print(table)


def _both(figure: Figure, *, places: int = 0) -> str:
    return _count(figure.count) + ("" if figure.share is None else f" {figure.share:.{places}%}")


def _share(share: float | None) -> str:
    return "" if share is None else f"{share:.1%}"


def _count(count: int | None) -> str:
    return "kept back" if count is None else f"{count:,}"
