"""Every benchmark, one after another: `make bench`. Each keeps its table in docs/operate/measured."""

from __future__ import annotations

import subprocess
import sys

ALL = (
    ["benchmarks.pages"],
    ["benchmarks.likeness.recall"],
    ["benchmarks.likeness.in_postgresql"],
    ["benchmarks.bring_in"],
)


def main() -> int:
    worst = 0
    for each in ALL:
        print(f"\n# python -m {' '.join(each)}", flush=True)
        worst = max(worst, subprocess.run([sys.executable, "-m", *each], check=False).returncode)
    return worst


if __name__ == "__main__":
    sys.exit(main())
