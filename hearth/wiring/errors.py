"""What is answered when there is no page, no permission, or a fault of ours. Never a traceback, never what was typed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines

_FOLDER = "foundation/govuk/templates"


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same for a closed record, a missing record and a mistyped address."""
    return render(request, f"{_FOLDER}/404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, f"{_FOLDER}/403.html", status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, f"{_FOLDER}/400.html", status=400)


def fault(request: HttpRequest) -> HttpResponse:
    """Without the frame: whatever failed may be what draws it."""
    return HttpResponse(engines["jinja2"].get_template(f"{_FOLDER}/500.html").render({}), status=500)
