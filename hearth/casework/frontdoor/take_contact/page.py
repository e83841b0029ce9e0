from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from hearth.casework.frontdoor.door import open_contact
from hearth.casework.frontdoor.take_contact.action import take_contact as act
from hearth.foundation.staff.pages import Request, page, show, today


@page
def take_contact(request: Request, contact: int) -> HttpResponse:
    held = open_contact(request.worker, contact, on=today())
    if not held.is_waiting and request.method != "POST":
        return redirect("frontdoor:see_contact", contact=contact)
    if request.method == "POST":
        held_by = request.POST.get("held_by", "")
        act(contact=held, held_by=int(held_by) if held_by.isdecimal() else None, by=request.worker)
        return redirect("frontdoor:see_contact", contact=contact)
    return show(request, {"contact": held})
