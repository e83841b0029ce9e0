from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils import timezone

from hearth.foundation.staff.drafts import keep
from hearth.foundation.staff.pages import Request, page


@page
def _keep_draft(request: Request, key: str) -> HttpResponse:
    draft = keep(request.worker, key, request.POST)
    if draft is None:  # nothing typed, or more than is kept
        return HttpResponse(status=204)
    return JsonResponse({"saved_at": timezone.localtime(draft.saved_at).isoformat(timespec="seconds")})


def keep_draft(request: HttpRequest, key: str) -> HttpResponse:
    """Keep what was typed for the page at /key/. A script asks: it is told of a lost session by a 401, not by a page."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    return _keep_draft(request, key=key)


keep_draft.slice_name = "staff.keep_draft"  # type: ignore[attr-defined]
