"""What the council has set, for the commands that start no Django."""

from __future__ import annotations

from hearth.foundation.council import Council
from hearth.foundation.council.toml_file import read_council
from hearth.wiring.data_folder import data_folder


def council_file() -> Council:
    return read_council(data_folder() / "hearth.toml")
