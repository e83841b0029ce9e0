from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from hearth.evidence.measures.as_file import as_file
from hearth.evidence.measures.asked import Asked
from hearth.foundation.staff.pages import Request, page


@page
def download_hidden_harm(request: Request) -> HttpResponse:
    """What is published, as `as=pdf`, `xlsx` or `csv`. Of what is not, the page of its figures says so."""
    asked = Asked(request, is_published=True)
    if asked.is_not_published:
        return redirect(f"{reverse('measures:see_hidden_harm')}?{urlencode({'snapshot': request.GET['snapshot']})}")
    if not asked.snapshots:
        return redirect("measures:list_snapshots")
    return as_file(asked.insisted(), request.GET.get("as", "pdf"))
