from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from hearth.evidence.measures.asked import Asked
from hearth.evidence.measures.kept_snapshots import EXACT
from hearth.foundation.staff.pages import Request, page, show


@page
def see_hidden_harm(request: Request) -> HttpResponse:
    """As published. Whoever may see the exact counts is led to them, unless they asked for this (`as=published`). A link to
    figures that are not published says so, and why."""
    if request.worker.may(EXACT) and request.GET.get("as") != "published":
        query = request.GET.urlencode()
        return redirect(reverse("measures:see_exact_counts") + (f"?{query}" if query else ""))
    asked = Asked(request, is_published=True)
    if asked.is_not_published:
        return show(request, asked.context, template="not_published.html", status=404)
    return show(request, asked.context | {"is_published": True})
