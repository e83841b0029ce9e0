"""What the council has set, for the commands that start no Django."""

from __future__ import annotations

from hearth.evidence.returns.cin_census.feed import Limits
from hearth.evidence.returns.limits import limits_of
from hearth.foundation.council import Council
from hearth.foundation.council.toml_file import read_council
from hearth.wiring.database import data_folder


def council_file() -> Council:
    return read_council(data_folder() / "hearth.toml")


def file_limits() -> Limits:
    """What is read of a return at the command line."""
    return limits_of(council_file())
