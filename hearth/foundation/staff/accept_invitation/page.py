from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from hearth.foundation.refusals import Refused
from hearth.foundation.staff.accept_invitation.action import accept_invitation as act
from hearth.foundation.staff.accept_invitation.form import ChoosePasswordForm
from hearth.foundation.staff.invitations import invitation_of, still_works
from hearth.foundation.staff.pages import show, today
from hearth.foundation.staff.second_wall import stepped_in


@never_cache
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """For somebody who cannot sign in yet: whoever has the link is let in to choose the password, once."""
    invitation = invitation_of(token)
    if invitation is None or not still_works(invitation):
        return show(request, {"invitation": invitation, "form": None}, template="spent.html", status=410)
    form = ChoosePasswordForm(request.POST if request.method == "POST" else None, worker=invitation.worker)
    if request.method == "POST" and form.is_valid():
        try:
            with stepped_in(invitation.worker):
                act(invitation=invitation, password=form.cleaned_data["password1"], by=invitation.worker)
        except Refused:  # used in the meantime
            return redirect(request.path)
        return show(request, {"worker": invitation.worker, "today": today()}, template="done.html")
    return show(request, {"form": form, "worker": invitation.worker})
