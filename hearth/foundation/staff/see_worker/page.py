from __future__ import annotations

from django.http import Http404, HttpResponse

from hearth.foundation.staff import queries, rules
from hearth.foundation.staff.invitation_cookie import COOKIE, token_shown_once
from hearth.foundation.staff.invitations import path_of, still_works
from hearth.foundation.staff.pages import Request, page, show, today
from hearth.foundation.staff.roles import ROLES


@page
def see_worker(request: Request, worker: int) -> HttpResponse:
    found = queries.worker_of(worker)
    if found is None:
        raise Http404

    on = today()
    token = token_shown_once(request, found)
    invitation = queries.latest_invitation(found)
    answer = show(
        request,
        {
            "worker": found,
            "standing": rules.standing(found, on=on),
            "Standing": rules.Standing,
            "role": ROLES[found.role],
            "memberships": queries.memberships_of(found, on=on),
            "grants": queries.open_grants_of(found),
            "invitation": invitation,
            "invitation_works": invitation is not None and still_works(invitation),
            "link": request.build_absolute_uri(path_of(token)) if token else "",
            "on": on,
        },
    )
    if token:
        answer.delete_cookie(COOKIE, path=request.path)
        answer["Cache-Control"] = "no-store"
    return answer
