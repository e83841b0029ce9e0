"""`hearth demo`, and what `hearth serve --demo` loads and says."""

from __future__ import annotations

from django.utils import timezone
from rich.console import Console
from rich.table import Table

from hearth.demo.cast import PASSWORD
from hearth.demo.load import is_loaded, load_demo
from hearth.demo.who import is_invented, who_to_be


def load(say: Console) -> None:
    """Raises Refused where somebody works already."""
    with say.status("Loading the invented council …") as status:
        load_demo(on=timezone.localdate(), tell=lambda words: status.update(f"Loading the invented council: {words} …"))
    say.print(whom_to_sign_in_as())


def load_if_empty(say: Console) -> None:
    """Loads into an empty database; says whom to sign in as where the invented council is; else leaves all alone."""
    if not is_loaded():
        load(say)
    elif is_invented():
        say.print(whom_to_sign_in_as())


def whom_to_sign_in_as() -> Table:
    table = Table(
        title=f"Aldermere Council is invented. Everybody's password: {PASSWORD}", title_justify="left", show_lines=False
    )
    for column in ("Sign in as", "Who they are", "What to try"):
        table.add_column(column, no_wrap=column == "Sign in as")
    for each in who_to_be():
        table.add_row(each.email, f"{each.name}, {each.job[0].lower()}{each.job[1:]}", each.what)
    return table
