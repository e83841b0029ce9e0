"""The years whose rules are known here, each named by the one it ends in."""

from __future__ import annotations

FIRST_YEAR, LAST_YEAR = 2023, 2026  # 2022-23 to 2025-26


def year_in_words(year: int) -> str:
    """2026 is 2025-26."""
    return f"{year - 1}-{year % 100:02}"
