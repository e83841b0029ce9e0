from __future__ import annotations

import csv
import io
import uuid

from django.http import Http404, HttpResponse

from hearth.foundation.staff.pages import Request, page
from hearth.governance.bring_in_records.queries import remarks_of, run_numbered


@page
def download_report(request: Request, run: uuid.UUID) -> HttpResponse:
    """Every remark as CSV, with a byte-order mark so that a spreadsheet reads it as UTF-8."""
    found = run_numbered(run)
    if found is None:
        raise Http404
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["line", "child", "item", "in the file", "kind", "what was said"])
    for each in remarks_of(found).iterator(chunk_size=2_000):
        cells = (each.child, each.field, each.value, each.get_kind_display(), each.says)
        rows.writerow([each.line or "", *map(_plain, cells)])
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="brought-in-{found.brought_at:%Y-%m-%d}.csv"'
    return answer


def _plain(cell: str) -> str:
    """Text from a file is never a formula: a spreadsheet would run what begins with one of these."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
