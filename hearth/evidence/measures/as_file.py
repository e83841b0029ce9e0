"""A needs assessment to take away."""

from __future__ import annotations

import io

from django.http import HttpResponse

from hearth.evidence.measures.hidden_harm.as_pdf import as_pdf
from hearth.evidence.measures.hidden_harm.as_spreadsheet import as_csv, as_xlsx
from hearth.evidence.measures.needs_assessment import NeedsAssessment
from hearth.foundation.council import council
from hearth.foundation.refusals import Refused

TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def as_file(found: NeedsAssessment, form: str) -> HttpResponse:
    if form not in TYPES:
        raise Refused("Choose PDF, XLSX or CSV.")
    made = io.BytesIO()
    if form == "pdf":
        told = as_pdf(
            found.told, answer=found.answer, council=council().name, colour=council().colours.header,
            comparison=found.comparison,
        )  # fmt: skip
        made.write(told)
    elif form == "xlsx":
        as_xlsx(found.told, made, answer=found.answer, council=council().name, comparison=found.comparison)
    else:
        text = io.TextIOWrapper(made, encoding="utf-8-sig", newline="")  # the mark lets a spreadsheet read it as UTF-8
        as_csv(found.told, text, comparison=found.comparison)
        text.flush()
        text.detach()
    return HttpResponse(
        made.getvalue(),
        content_type=TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{found.file_name}.{form}"'},
    )
