from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from hearth.casework.frontdoor.attachments import (
    FileIsDamaged,
    bytes_of,
    media_type_of,
    safe_name,
)
from hearth.casework.frontdoor.door import open_contact
from hearth.casework.frontdoor.partner_queries import attachment_numbered
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.pages import Request, page, today

DAMAGED = (
    "This file cannot be given out: it is missing, or not as it was when it was sent. "
    "Tell whoever looks after Hearth, and ask the referrer for another copy."
)


@page
def see_attachment(request: Request, attachment: int) -> HttpResponse:
    """The file, always as a download: never shown inside Hearth's own pages. Whoever may open its contact may have it."""
    found = attachment_numbered(attachment)
    if found is None:
        raise Http404
    open_contact(request.worker, found.record_number, on=today())
    try:
        content = bytes_of(found)
    except FileIsDamaged:
        raise Refused(DAMAGED) from None
    return HttpResponse(
        content,
        content_type=media_type_of(found.kind),
        headers={
            "Content-Disposition": content_disposition_header(True, safe_name(found.name)) or "attachment",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
