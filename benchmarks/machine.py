"""What machine a figure was measured on, in words fit for the documents."""

from __future__ import annotations

import os
import platform
import sys
from datetime import date
from pathlib import Path

MEASURED = Path(__file__).parents[1] / "docs" / "operate" / "measured"


def machine() -> str:
    cpu = next(
        (line.split(":", 1)[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.processor() or "unknown processor",
    )
    memory = next((int(line.split()[1]) for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    return (
        f"{os.cpu_count()} cores ({cpu}), {memory / 1_048_576:.0f} GiB, {platform.system()}, "
        f"Python {platform.python_version()}, {date.today().isoformat()}"
    )


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines() if Path(path).exists() else []


def write_result(name: str, text: str, *, is_whole: bool) -> None:
    """Keep a result where the documents show it. One that is not of every size, or measured otherwise, leaves what is there:
    rows of several runs would not compare."""
    if not is_whole:
        print(f"Not kept in {MEASURED / name}.md: it shows one run of every size.", file=sys.stderr)
        return
    MEASURED.mkdir(parents=True, exist_ok=True)
    (MEASURED / f"{name}.md").write_text(text.rstrip() + "\n")
