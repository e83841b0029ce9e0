"""`@audited`: the change and its event are one transaction, or neither is."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from hearth.foundation.audit.models import Event
from hearth.foundation.slices import name_of

Does = ParamSpec("Does")
Made = TypeVar("Made")


class Actor(Protocol):
    """Whoever acts: a worker, or the system itself."""

    pk: Any

    def may(self, name: str) -> bool: ...


page_at_work: ContextVar[str] = ContextVar("page_at_work", default="")
"""The slice whose page is being answered: the name a read is written down under."""


def audited(action: Callable[Does, Made]) -> Callable[Does, Made]:
    """Make a keyword-only function that takes `by` an audited act of its slice.

    The actor's role must hold the slice's permission. The event's record is the first of the arguments or the result
    that says which record it hangs on (`record_number`); its details are the numbers of the workers, teams and
    organisations among them (`audited_as`). Nothing that was typed is written to the event.
    """
    name = name_of(action)

    @wraps(action)
    def act(*args: Does.args, **kwargs: Does.kwargs) -> Made:
        by: Any = kwargs.get("by")
        if by is None:
            raise TypeError(f"{name} needs `by`: who does it?")
        if not by.may(name):
            raise PermissionDenied(name)
        with transaction.atomic():
            made = action(*args, **kwargs)
            write_act(made, *(given for called, given in kwargs.items() if called != "by"), by=by, name=name)
        return made

    act.slice_name = name  # type: ignore[attr-defined]
    return act


def _record(*things: object) -> int | None:
    return next((number for thing in things if (number := getattr(thing, "record_number", None)) is not None), None)


def _about(*things: object) -> dict[str, object]:
    return {name: number for thing in things for name, number in getattr(thing, "audited_as", {}).items()}


def write_act(*things: object, by: Actor, name: str) -> None:
    """Write down an act that is no slice's action: what Hearth does by itself. In the transaction of the change."""
    Event.objects.create(kind=Event.Kind.ACT, name=name, worker=by.pk, record=_record(*things), details=_about(*things))


def write_read(*, by: Actor, record: int, because: str, grant: int | None = None) -> None:
    """Write down that a record was opened, on which page and by what right."""
    details: dict[str, object] = {"because": because}
    if grant is not None:
        details["grant"] = grant
    Event.objects.create(
        kind=Event.Kind.READ, name=page_at_work.get() or "people.open", worker=by.pk, record=record, details=details
    )


def write_refusal(*, by: Actor | None, name: str, record: int | None = None) -> None:
    if by:
        Event.objects.create(kind=Event.Kind.REFUSED, name=name, worker=by.pk, record=record)
        return
    # Nobody is signed in, so nobody may read the row back, as Django would.
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into audit_event (kind, name, record, details) values (%s, %s, %s, '{}')",
            [Event.Kind.REFUSED, name, record],
        )
