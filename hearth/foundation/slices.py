"""A feature's one name.

`hearth/casework/frontdoor/record_contact/action.py` is the slice `frontdoor.record_contact`: that is its permission, its
audit event and (with hyphens) the last part of its address.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path


def name_of(function: Callable[..., Any]) -> str:
    """The slice a function belongs to, from where it stands: `<app>.<verb>`, whatever the file is called."""
    parts = function.__module__.split(".")
    return f"{parts[-3]}.{parts[-2]}" if parts[-1] in {"page", "action", "form"} else f"{parts[-2]}.{function.__name__}"


def address(view: Callable[..., Any], under: str = "", after: str = "") -> URLPattern:
    """The slice's address: what it is `under`, its own name with hyphens, and what comes `after`."""
    verb = name_of(view).split(".")[1]
    return path(f"{under}{verb.replace('_', '-')}/{after}", view, name=verb)
