"""A day, as it is given to a command."""

from __future__ import annotations

import argparse
import re
from datetime import date


def day_of(text: str) -> date:
    """ "2026-03-31". In other words or orders a day and a month are soon taken for each other: they are refused."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise argparse.ArgumentTypeError(f"a day is written year-month-day, such as 2026-03-31, and not {text!r}")
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"there is no day {text}") from fault
