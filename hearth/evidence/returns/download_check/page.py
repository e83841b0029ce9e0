from __future__ import annotations

from tempfile import TemporaryFile
from typing import cast

from django.http import FileResponse, Http404, HttpResponse

from hearth.evidence.returns.opening import open_found
from hearth.evidence.returns.report_file import as_csv, as_xlsx
from hearth.foundation.staff.pages import Request, page

KINDS = {
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (as_csv, "text/csv; charset=utf-8"),
}


@page
def download_check(request: Request, census: int) -> HttpResponse:
    """Every issue with its explanation: a spreadsheet, or (`as=csv`) CSV. Made on the disk: it may be long."""
    kind = request.GET.get("as", "xlsx")
    if kind not in KINDS:
        raise Http404
    run = open_found(request.worker, census)
    write, content_type = KINDS[kind]
    made = TemporaryFile()  # noqa: SIM115 - the response closes it when it is sent
    write(run, made)
    made.seek(0)
    name = f"cin-census-check-{run.given_at:%Y-%m-%d}.{kind}"
    answer = FileResponse(made, as_attachment=True, filename=name, content_type=content_type)
    return cast(HttpResponse, answer)
