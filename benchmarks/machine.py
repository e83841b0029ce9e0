"""What machine a figure was measured on, in words fit for the documents."""

from __future__ import annotations

import os
import platform
from datetime import date
from pathlib import Path


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


def write_result(name: str, text: str) -> None:
    """Keep a result where the documents show it."""
    folder = Path(__file__).parents[1] / "docs" / "operate" / "measured"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.md").write_text(text.rstrip() + "\n")
