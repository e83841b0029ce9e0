"""What is read of a return at the command line."""

from __future__ import annotations

from hearth.evidence.returns.cin_census.feed import Limits
from hearth.evidence.returns.limits import limits_of
from hearth.wiring.council_file import council_file


def file_limits() -> Limits:
    return limits_of(council_file())
