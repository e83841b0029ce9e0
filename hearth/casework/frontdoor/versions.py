"""The version a page was opened with, sent back with its form. It is never kept in a draft: a draft may be old."""

from __future__ import annotations

from django.http import HttpRequest


def version_sent(request: HttpRequest) -> int:
    """0 where none was sent, which equals no version."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else 0
