"""A rule answers `None` or a Refusal: the sentence a page shows before, and an action raises after."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    because: str

    def __str__(self) -> str:
        return self.because


class Refused(Exception):
    """The act cannot be done now. Its text is the rule's own sentence, fit to be shown."""

    def __init__(self, refusal: Refusal | str) -> None:
        self.because = str(refusal)
        super().__init__(self.because)


class ChangedMeanwhile(Refused):
    """Somebody else changed the record after this page was opened. Nothing was written; what was typed is kept."""


def insist(refusal: Refusal | None) -> None:
    """Raise what a rule refuses; do nothing when it refuses nothing."""
    if refusal:
        raise Refused(refusal)
