from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpResponse

from hearth.casework.people.door import open_family
from hearth.casework.workbook.plan_document import PlanTooLong, make_pdf
from hearth.casework.workbook.queries import Recipient, copy_for, copy_of
from hearth.casework.workbook.rules import file_names_of, may_be_printed
from hearth.foundation.refusals import Refused, insist
from hearth.foundation.staff.pages import Request, page, today


@page
def download_copy(request: Request, family: int, copy: int) -> HttpResponse:
    """The page of a copy that was made: what may be told is asked again, for what is protected may be so since."""
    held = open_family(request.worker, family, on=today())
    found = copy_of(held, copy)
    if found is None:
        raise Http404
    recipient = Recipient(
        found.made_for_name,
        found.made_for_agency,
        person=found.made_for,
        because=found.given_because,
        despite=frozenset(found.given_despite),
    )
    made = copy_for(found.plan, recipient, on=today())
    insist(may_be_printed(made.copy, found.made_for_name))
    try:
        pdf = make_pdf(made.page)
    except PlanTooLong as too_long:
        raise Refused(str(too_long)) from too_long
    # Named for whom it is: two copies of one plan in a list of downloads must not look alike. RFC 6266, 5.
    plain, named = file_names_of(found)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(named)}",
            "Cache-Control": "no-store",
        },
    )
