from __future__ import annotations

from tempfile import TemporaryFile
from typing import cast

from django.http import FileResponse, HttpResponse

from hearth.evidence.returns.opening import open_found
from hearth.evidence.returns.report_file import as_csv, as_xlsx
from hearth.foundation.staff.pages import Request, page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page
def download_check(request: Request, census: int) -> HttpResponse:
    """Every issue with its explanation: a spreadsheet, or (`as=csv`) CSV. Made on the disk: it may be long."""
    run = open_found(request.worker, census)
    is_csv = request.GET.get("as") == "csv"
    made = TemporaryFile()  # noqa: SIM115 - the response closes it when it is sent
    (as_csv if is_csv else as_xlsx)(run, made)
    made.seek(0)
    answer = FileResponse(
        made,
        as_attachment=True,
        filename=f"cin-census-check-{run.given_at:%Y-%m-%d}.{'csv' if is_csv else 'xlsx'}",
        content_type="text/csv; charset=utf-8" if is_csv else XLSX,
    )
    return cast(HttpResponse, answer)
