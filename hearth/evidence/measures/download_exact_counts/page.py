from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.evidence.measures.as_file import as_file
from hearth.evidence.measures.asked import Asked
from hearth.foundation.staff.pages import Request, page


@page
def download_exact_counts(request: Request) -> HttpResponse:
    """Every count, as `as=pdf`, `xlsx` or `csv`; the file's name says that it is not for publishing."""
    asked = Asked(request, is_published=False)
    if not asked.snapshots:
        return redirect("measures:list_snapshots")
    return as_file(asked.insisted(), request.GET.get("as", "pdf"))
