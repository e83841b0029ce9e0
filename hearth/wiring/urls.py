"""Every address of Hearth, app by app, in the order of the work."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path


def healthy(request: HttpRequest) -> HttpResponse:
    """For whoever watches the service: answers without touching a record."""
    return HttpResponse("healthy", content_type="text/plain")


urlpatterns: list[URLPattern | URLResolver] = [
    path("healthy/", healthy, name="healthy"),
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
    path("", include("hearth.governance.bring_in_records.urls")),
]

handler400 = "hearth.wiring.errors.bad_request"
handler403 = "hearth.wiring.errors.forbidden"
handler404 = "hearth.wiring.errors.not_found"
handler500 = "hearth.wiring.errors.fault"
