from __future__ import annotations

from django.http import HttpResponse

from hearth.casework.desk.queries import figures as counted
from hearth.casework.desk.rules import year_from
from hearth.casework.frontdoor.models import Contact
from hearth.foundation.council import council
from hearth.foundation.staff.pages import Request, page, show, today

NOW = (
    ("families", "Families with an open episode of help"),
    ("children", "Children with an open episode of help"),
    ("waiting_to_be_allocated", "Families waiting to be allocated to a pod"),
    ("contact_waiting", "Contacts waiting for a decision"),
)


@page
def figures(request: Request) -> HttpResponse:
    on = today()
    count = counted(on=on)
    overdue = (
        ("overdue_contacts", "Contacts not decided within one working day"),
        ("overdue_assessments", "Families whose assessment was not authorised within 45 working days of the referral"),
        (
            "overdue_visits",
            f"Children not seen on a visit within {council().clocks.child_in_need_visit_days} working days",
        ),
    )
    outcomes = [(f"contact_{outcome.value}", str(outcome.label)) for outcome in Contact.Outcome]
    return show(
        request,
        {
            "on": on,
            "year_from": year_from(on),
            "now": _rows(NOW, count),
            "outcomes": _rows(outcomes, count),
            "overdue": _rows(overdue, count),
        },
    )


def _rows(
    wanted: list[tuple[str, str]] | tuple[tuple[str, str], ...], count: dict[str, int | None]
) -> list[tuple[str, str]]:
    return [(words, "fewer than 6" if count.get(name) is None else f"{count[name]:,}") for name, words in wanted]
