"""A needs assessment as a file: CSV, spreadsheet or PDF."""

from __future__ import annotations

import io

from hearth.evidence.measures.hidden_harm.as_pdf import COLOUR, as_pdf
from hearth.evidence.measures.hidden_harm.as_spreadsheet import as_csv, as_xlsx
from hearth.evidence.measures.national.compare import Comparison
from hearth.evidence.measures.told import Telling


def made(
    form: str, told: Telling, answer: str, *, comparison: Comparison | None, name: str, colour: str = COLOUR
) -> bytes:
    """`form` is csv, xlsx or pdf; `name` the council's as it is printed, `colour` its own."""
    if form == "csv":
        text = io.StringIO(newline="")
        as_csv(told, text, comparison=comparison)
        return text.getvalue().encode("utf-8-sig")  # the mark lets a spreadsheet read it as UTF-8
    if form == "pdf":
        return as_pdf(told, answer=answer, council=name, colour=colour, comparison=comparison)
    book = io.BytesIO()
    as_xlsx(told, book, answer=answer, council=name, comparison=comparison)
    return book.getvalue()
