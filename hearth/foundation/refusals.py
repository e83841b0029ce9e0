"""A rule answers `None` or a Refusal: the sentence a page shows before, and an action raises after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # commands that show no form read rules too, and Django's forms take half a second to load
    from django.forms import Form


@dataclass(frozen=True)
class Refusal:
    """`field` is the name of what the reason lies in, among what was asked; "" when it lies in none of it."""

    because: str
    field: str = ""

    def __str__(self) -> str:
        return self.because


class Refused(Exception):
    """The act cannot be done now. Its text is the rule's own sentence, fit to be shown."""

    def __init__(self, refusal: Refusal | str, field: str = "") -> None:
        self.because = str(refusal)
        self.field = refusal.field if isinstance(refusal, Refusal) else field
        super().__init__(self.because)


class ChangedMeanwhile(Refused):
    """Somebody else changed the record after this page was opened. Nothing was written; what was typed is kept."""


def insist(refusal: Refusal | None) -> None:
    """Raise what a rule refuses; do nothing when it refuses nothing."""
    if refusal:
        raise Refused(refusal)


def put_beside(form: Form, refused: Refused) -> None:
    """Show the reason beside the field it lies in; above them all when it lies in none, or the form does not ask it."""
    form.add_error(refused.field if refused.field in form.fields else None, refused.because)
