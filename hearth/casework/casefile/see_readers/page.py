from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse

from hearth.casework.casefile.queries import events_about, lookers_at, told_of
from hearth.casework.casefile.see_readers.form import SeeReadersForm
from hearth.casework.people.door import open_family
from hearth.foundation.staff.pages import Request, page, show, today

LINES_A_PAGE = 50


@page
def see_readers(request: Request, family: int) -> HttpResponse:
    held = open_family(request.worker, family, on=today())
    form = SeeReadersForm(request.GET, lookers=[(one.pk, one.name) for one in lookers_at(held)])
    asked = form.cleaned_data if form.is_valid() else {"worker": "", "kind": ""}
    events = events_about(
        held,
        worker=int(asked["worker"]) if asked["worker"] else None,
        kinds=[asked["kind"]] if asked["kind"] else (),
    )
    lines = Paginator(events, LINES_A_PAGE).get_page(request.GET.get("page"))
    kept = {name: value for name, value in asked.items() if value}
    return show(
        request,
        {
            "family": held,
            "filter": form,
            "lines": lines,
            "told": told_of(lines.object_list, held),
            "chosen": [
                {
                    "words": dict(form.fields[name].choices)[value],  # type: ignore[attr-defined]
                    "href": "?" + urlencode({other: one for other, one in kept.items() if other != name}),
                }
                for name, value in kept.items()
            ],
            "kept": urlencode(kept),
        },
    )
