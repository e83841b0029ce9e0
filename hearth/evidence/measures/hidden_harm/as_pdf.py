"""A telling as A4 pages, tagged for screen readers (PDF/UA-1): printed, sent to a board, read aloud."""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from hearth.evidence.measures.hidden_harm import over_time, upset
from hearth.evidence.measures.hidden_harm.telling import OVER_TIME
from hearth.evidence.measures.national.compare import Comparison
from hearth.evidence.measures.told import About, Block, Figure, Telling

TEMPLATE = Path(__file__).with_name("paper.typ")
COLOUR = "#0b4f4a"
FONT = "Libertinus Serif"  # comes with typst
LAST_LATIN = "\u017f"  # the end of Latin Extended-A, which that font has whole
TYPOGRAPHY = frozenset("–—‘’“”…•")
FIRST_COLUMN = {"factors": "Factor", "exactly": "How many factors"}


def as_pdf(
    told: Telling, *, answer: str, council: str, colour: str = COLOUR, comparison: Comparison | None = None
) -> bytes:
    """The same telling always gives the same bytes. `colour` is the council's, as in its hearth.toml."""
    paper = {
        "title": told.title,
        "description": f"{told.cohort}, {told.on:%-d %B %Y}",
        "council": council,
        "colour": colour,
        "on": f"{told.on:%-d %B %Y}",
        "state": "" if told.is_published else "Not for publishing",
        "answer": answer,
        "warnings": [each.says for each in told.warnings if each.about != About.STATE],
        "picture": str(upset.draw(told, font=FONT)) if told.combinations else "",
        "picture_says": upset.describe(told),
        "tables": _tables(told, comparison),
        "definition": [list(each) for each in told.definition],
        "source": told.source,
    }
    return typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=_fonts(),
        format="pdf",
        sys_inputs={"paper": json.dumps(_printable(paper))},
        pdf_standards=["ua-1"],
        timestamp=datetime(told.on.year, told.on.month, told.on.day, tzinfo=UTC),
    )


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


def _tables(told: Telling, comparison: Comparison | None) -> list[dict[str, Any]]:
    """Each with a heading, a caption, columns and rows of words; `first` is how many of its columns hold words."""
    tables = [_whole(block, told) for block in told.blocks if not block.by]
    tables.append(
        {
            "title": "Which factors are met together",
            "columns": ["Lives with exactly these", told.unit.capitalize()],
            "rows": [[row.words, upset.number(row.count)] for row in upset.rows(told)],
            "note": "",
        },
    )
    for by in dict.fromkeys(block.by for block in told.blocks if block.by and block.by != OVER_TIME):
        tables += [_parts(told, by, name) for name in ("factors", "exactly")]
    if over_time.lines(told):
        tables.append(
            {
                "title": "Over time",
                "columns": [FIRST_COLUMN["factors"], *(f"{day:%-d %B %Y}" for day in over_time.days(told))],
                "rows": [[line.label, *map(_count_and_share, line.figures)] for line in over_time.lines(told)],
                "note": "",
            }
        )
    if comparison:
        tables.append(_compared(comparison))
    return tables


def _whole(block: Block, told: Telling) -> dict[str, Any]:
    return {
        "title": block.title,
        "columns": [FIRST_COLUMN[block.name], told.unit.capitalize(), "Share", "Between"],
        "rows": [
            [figure.label, upset.number(figure.count), share(figure.share), between(figure)] for figure in block.figures
        ],
        "note": block.note,
    }


def _parts(told: Telling, by: str, name: str) -> dict[str, Any]:
    """Parts down, figures across; of "exactly", all of them stand first."""
    blocks = [block for block in told.blocks if (block.by, block.name) == (by, name)]
    figures = blocks[0].figures
    order = sorted(range(len(figures)), key=lambda place: figures[place].name != "n")
    return {
        "title": f"{by}: {blocks[0].title[:1].lower()}{blocks[0].title[1:]}",
        "columns": [by, *(figures[place].label.split(":")[0] for place in order)],
        "rows": [[block.part, *(_count_and_share(block.figures[place]) for place in order)] for block in blocks],
        "note": "",
    }


def _compared(found: Comparison) -> dict[str, Any]:
    elsewhere = [found.region_name, "Neighbours, median", "Neighbours, range"] if found.region_name else []
    return {
        "title": "Beside England, the region and statistical neighbours",
        "columns": ["Factor", "Here", "England", *elsewhere],
        "rows": [
            [
                f"{row.code} {row.label}",
                _count_and_share(row.ours, places=1) if row.is_known else "not known",
                share(row.england),
                *([share(row.region), share(row.neighbours_median), range_of(row.neighbours_low, row.neighbours_high)]
                  if elsewhere else []),
            ]
            for row in found.rows
        ],
        "note": f"{found.unit_words} {found.note} Source: {found.source_words}",
    }  # fmt: skip


def share(of: float | None) -> str:
    return "" if of is None else f"{of:.1%}"


def between(figure: Figure) -> str:
    return range_of(figure.low, figure.high)


def range_of(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"{low:.1%} to {high:.1%}"


def _count_and_share(figure: Figure, *, places: int = 0) -> str:
    return upset.number(figure.count) + ("" if figure.share is None else f" ({figure.share:.{places}%})")


def _printable(told: Any) -> Any:
    """The name of a file or a team may hold letters that the font lacks, and a page that is to be read aloud may not."""
    if isinstance(told, str):
        return "".join(map(_letter, unicodedata.normalize("NFC", told)))
    if isinstance(told, dict):
        return {key: _printable(value) for key, value in told.items()}
    return [_printable(each) for each in told] if isinstance(told, list) else told


def _letter(letter: str) -> str:
    if letter in TYPOGRAPHY or letter == "\n" or (letter <= LAST_LATIN and unicodedata.category(letter)[0] != "C"):
        return letter
    return "" if unicodedata.category(letter)[0] in "CM" else "□"
