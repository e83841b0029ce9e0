from __future__ import annotations

from django.http import HttpResponse

from hearth.evidence.measures.asked import Asked
from hearth.foundation.staff.pages import Request, page, show


@page
def see_exact_counts(request: Request) -> HttpResponse:
    """Every count, small ones too: for the eyes of whoever mends the data."""
    return show(request, Asked(request, is_published=False).context | {"is_published": False})
