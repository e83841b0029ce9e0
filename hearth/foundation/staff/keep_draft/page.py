from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from hearth.foundation.staff.drafts import TypedElsewhere, is_too_long, keep, known_to, name_of_draft
from hearth.foundation.staff.pages import Request, page


@page
def _keep_draft(request: Request, key: str) -> HttpResponse:
    try:
        draft = keep(request.worker, key, request.POST, over=known_to(request))
    except TypedElsewhere as typed:
        return JsonResponse({"kept": typed.kept.isoformat()}, status=409)
    if draft is None:  # nothing typed, or more than is kept
        return HttpResponse(status=413 if is_too_long(request.POST) else 204)
    return JsonResponse({"kept": name_of_draft(draft)})


def keep_draft(request: HttpRequest, key: str) -> HttpResponse:
    """Keep what was typed for the page at /key/. A script asks: it is told of a lost session by a 401, not by a page."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    return _keep_draft(request, key=key)


keep_draft.slice_name = "staff.keep_draft"  # type: ignore[attr-defined]
