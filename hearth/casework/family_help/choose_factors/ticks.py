"""What is ticked, as a form carries it: pairs of a child's number and a code, in one line of text."""

from __future__ import annotations

from collections.abc import Iterable

Chosen = set[tuple[int, str]]


def as_text(chosen: Iterable[tuple[int, str]]) -> str:
    return " ".join(f"{number}:{code}" for number, code in sorted(chosen))


def from_text(text: str) -> Chosen:
    pairs = (part.partition(":") for part in text.split())
    return {(int(number), code) for number, _, code in pairs if number.isdecimal() and code}
