"""A needs assessment to take away."""

from __future__ import annotations

from django.http import HttpResponse

from hearth.evidence.measures.hidden_harm.made import made
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
    own = council()
    content = made(
        form, found.told, found.answer, comparison=found.comparison, name=own.name, colour=own.colours.header
    )
    return HttpResponse(
        content,
        content_type=TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{found.file_name}.{form}"'},
    )
