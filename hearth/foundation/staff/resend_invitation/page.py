from __future__ import annotations

from django.http import Http404, HttpResponse

from hearth.foundation.staff import queries, rules
from hearth.foundation.staff.invitation_cookie import shown_once
from hearth.foundation.staff.pages import Request, page, show, today
from hearth.foundation.staff.resend_invitation.action import resend_invitation as act


@page
def resend_invitation(request: Request, worker: int) -> HttpResponse:
    found = queries.worker_of(worker)
    if found is None:
        raise Http404

    if request.method == "POST":
        token = act(worker=found, on=today(), by=request.worker)
        return shown_once(request, found, token)
    return show(request, {"worker": found, "refusal": rules.may_invite_again(found, on=today())})
