"""A needs assessment as the command line writes it to a file: CSV, spreadsheet or PDF."""

from __future__ import annotations

import io
from pathlib import Path

from hearth.evidence.facts.tables import Facts
from hearth.evidence.measures.hidden_harm.as_pdf import as_pdf
from hearth.evidence.measures.hidden_harm.as_spreadsheet import as_csv, as_xlsx
from hearth.evidence.measures.hidden_harm.beside import beside_others
from hearth.evidence.measures.hidden_harm.calculate import HiddenHarm, Published
from hearth.evidence.measures.national.compare import Comparison
from hearth.evidence.measures.national.kept import NotLoaded
from hearth.evidence.measures.told import Telling
from hearth.foundation.council import Council


def made(
    form: str,
    told: Telling,
    answer: str,
    *,
    facts: Facts,
    found: HiddenHarm | Published,
    council: Council,
    name: str,
    national: Path,
) -> bytes:
    """`form` is csv, xlsx or pdf; `national` the folder of the published tables, `name` the council's as it is printed."""
    if form == "csv":
        text = io.StringIO(newline="")
        as_csv(told, text)
        return text.getvalue().encode("utf-8-sig")  # the mark lets a spreadsheet read it as UTF-8
    beside = _compared(facts, found, council, national)
    if form == "pdf":
        return as_pdf(told, answer=answer, council=name, comparison=beside)
    book = io.BytesIO()
    as_xlsx(told, book, answer=answer, council=name, comparison=beside)
    return book.getvalue()


def _compared(facts: Facts, found: HiddenHarm | Published, council: Council, national: Path) -> Comparison | None:
    """With the published tables, where any are loaded."""
    try:
        return beside_others(
            facts, national, found.definition, on=found.on, authority=council.code,
            threshold=found.threshold if isinstance(found, Published) else None,
        )  # fmt: skip
    except NotLoaded:
        return None
