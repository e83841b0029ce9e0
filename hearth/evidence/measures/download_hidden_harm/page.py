from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.evidence.measures.as_file import as_file
from hearth.evidence.measures.asked import Asked
from hearth.foundation.staff.pages import Request, page


@page
def download_hidden_harm(request: Request) -> HttpResponse:
    """What is published, as `as=pdf`, `xlsx` or `csv`."""
    asked = Asked(request, is_published=True)
    if not asked.snapshots:
        return redirect("measures:list_snapshots")
    return as_file(asked.insisted(), request.GET.get("as", "pdf"))
