"""Every address of Hearth, app by app, in the order of the work."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, include, path

from hearth.wiring.colours import council_css


def healthy(request: HttpRequest) -> HttpResponse:
    """For whoever watches the service: answers without touching a record."""
    return HttpResponse("healthy", content_type="text/plain")


def accessibility_statement(request: HttpRequest) -> HttpResponse:
    """Anybody may read it: the law asks for it."""
    return render(request, "foundation/govuk/templates/accessibility_statement.html")


urlpatterns: list[URLPattern | URLResolver] = [
    path("healthy/", healthy, name="healthy"),
    path("council.css", council_css, name="council_css"),
    path("accessibility-statement/", accessibility_statement, name="accessibility_statement"),
    path("", include("hearth.foundation.staff.signing_in.urls")),
    path("", include("hearth.foundation.staff.urls")),
    path("", include("hearth.casework.desk.urls")),
    path("", include("hearth.casework.frontdoor.urls")),
    path("", include("hearth.casework.people.urls")),
    path("", include("hearth.casework.casefile.urls")),
    path("", include("hearth.casework.caseload.urls")),
    path("", include("hearth.casework.family_help.urls")),
    path("", include("hearth.casework.workbook.urls")),
    path("", include("hearth.casework.chronology.urls")),
    path("", include("hearth.casework.partners.urls")),
    path("", include("hearth.evidence.returns.urls")),
    path("", include("hearth.evidence.measures.urls")),
    path("", include("hearth.governance.bring_in_records.urls")),
]

handler400 = "hearth.wiring.errors.bad_request"
handler403 = "hearth.wiring.errors.forbidden"
handler404 = "hearth.wiring.errors.not_found"
handler500 = "hearth.wiring.errors.fault"
handler429 = "hearth.foundation.staff.sign_in.too_many"
