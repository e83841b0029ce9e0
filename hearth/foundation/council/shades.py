"""Colours as a council writes them (`#0b4f4a`), how well they are told apart, and the shades made of them."""

from __future__ import annotations

READABLE = 4.5  # WCAG 2 AA, for words of ordinary size
WHITE, BLACK = "#ffffff", "#000000"


def contrast(one: str, other: str) -> float:
    """WCAG 2's ratio of relative luminances: 1 for the same, 21 for black on white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, with_: str, share: float) -> str:
    """`colour` with a `share` (0 to 1) of another in it."""
    pairs = zip(_channels(colour), _channels(with_), strict=True)
    return "#" + "".join(f"{round(one + (other - one) * share):02x}" for one, other in pairs)


def pale(colour: str) -> str:
    """A ground on which words in `colour` can be read: as much of it as that allows."""
    grounds = (mixed(colour, WHITE, share) for share in (0.92, 0.94, 0.96, 0.98, 1))
    return next((ground for ground in grounds if contrast(colour, ground) >= READABLE), WHITE)


def dark(colour: str) -> str:
    return mixed(colour, BLACK, 0.35)


def line(colour: str) -> str:
    return mixed(colour, WHITE, 0.7)


def _channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _luminance(colour: str) -> float:
    parts = [channel / 255 for channel in _channels(colour)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
