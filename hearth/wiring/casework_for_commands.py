"""Casework, for the commands of evidence that read it: they open a database, and never make one."""

from __future__ import annotations

import os

from hearth.wiring.data_folder import data_folder


class NoCasework(Exception):
    """Its text is a sentence that says where it was looked for."""


def open_casework() -> None:
    """Django, with the database of this installation. NoCasework where there is none, or one in which no council was begun:
    nothing is built, and nothing is written into it."""
    if not os.environ.get("DATABASE_URL") and not (data_folder() / "postgres" / "PG_VERSION").is_file():
        raise NoCasework(
            f"There is no casework in {data_folder()}: no council was begun there. Name the council's own folder with "
            "HEARTH_DATA."
        )
    # Here and not above: what these commands say without casework needs no database.
    import django

    django.setup()
    from hearth.wiring.commands import ready
    from hearth.wiring.prepare import is_empty

    if is_empty():
        raise NoCasework(
            "There is no casework in this database: no council was begun in it. Look at DATABASE_URL and HEARTH_DATA."
        )
    ready()
