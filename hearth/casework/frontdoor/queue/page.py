from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.utils import timezone

from hearth.casework.frontdoor.queries import contacts_to_list, decided_contacts, holders_of, waiting_contacts
from hearth.casework.frontdoor.queue.form import QueueForm
from hearth.casework.frontdoor.queue.rows import decided_row, narrowed, waiting_row
from hearth.foundation.council import closure_days, council
from hearth.foundation.staff.pages import Request, page, show, today

ROWS_A_PAGE = 20


@page
def queue(request: Request) -> HttpResponse:
    address = _addresses(request.GET)
    if request.GET.get("show") == "decided":
        return show(request, _decided(request) | address)
    return show(request, _waiting(request) | address)


def _waiting(request: Request) -> dict[str, Any]:
    now = timezone.localtime()
    waiting = waiting_contacts(council().front_door, closure_days())
    form = QueueForm(request.GET, holders=holders_of(waiting))
    chosen = form.chosen()
    rows = Paginator(narrowed(waiting, chosen, now), ROWS_A_PAGE).get_page(request.GET.get("page"))
    contacts = contacts_to_list([each.contact for each in rows.object_list])
    return {
        "is_decided": False,
        "form": None,
        "filters_form": form,
        "chosen": _words_chosen(form, chosen, request.GET),
        "sort": chosen.get("sort") or "due",
        "page": rows,
        "rows": [
            waiting_row(each, contacts[each.contact], now, closure_days())
            for each in rows.object_list
            if each.contact in contacts
        ],
        "count_waiting": len(waiting),
        "count_overdue": sum(each.clock.due_at < now for each in waiting),
        "may_record": request.worker.may("frontdoor.record_contact"),
    }


def _decided(request: Request) -> dict[str, Any]:
    rows = Paginator(decided_contacts(), ROWS_A_PAGE).get_page(request.GET.get("page"))
    return {
        "is_decided": True,
        "page": rows,
        "rows": [decided_row(contact, today()) for contact in rows.object_list],
        "may_record": request.worker.may("frontdoor.record_contact"),
    }


def _words_chosen(form: QueueForm, chosen: dict[str, Any], now: QueryDict) -> list[dict[str, str]]:
    words = []
    for name, value in chosen.items():
        if name != "sort":
            field = form.fields[name]
            of_choice = dict(getattr(field, "choices", ())).get(value)
            words.append(
                {"words": f"{field.label}: {of_choice}" if of_choice else str(field.label), "href": _without(now, name)}
            )
    return words


def _addresses(now: QueryDict) -> dict[str, Callable[[Any], str]]:
    """What stays in the address when another page or another order is asked for."""
    return {
        "to_page": lambda number: _changed(now, "page", str(number)),
        "to_sort": lambda order: _changed(now, "sort", str(order)),
    }


def _changed(now: QueryDict, name: str, value: str) -> str:
    changed = now.copy()
    changed.pop("page", None)
    changed[name] = value
    return f"?{changed.urlencode()}"


def _without(now: QueryDict, name: str) -> str:
    changed = now.copy()
    for each in (name, "page"):
        changed.pop(each, None)
    return f"?{changed.urlencode()}"
