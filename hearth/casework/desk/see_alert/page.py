from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from hearth.casework.desk.queries import alert_numbered
from hearth.casework.desk.see_alert.action import see_alert as act
from hearth.foundation.staff.pages import Request, page


@page
def see_alert(request: Request, alert: int) -> HttpResponse:
    """Sending the alert's own form marks it seen and leads to what it speaks of; its bare address changes nothing."""
    found = alert_numbered(request.worker, alert)
    if found is None:
        raise Http404
    if request.method != "POST":
        return redirect("desk:my_day")
    act(alert=found, by=request.worker)
    return redirect(found.leads_to or "desk:my_day")
