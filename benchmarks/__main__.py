"""Every benchmark, one after another: `make bench`. Each one's table is kept in docs/operate/measured."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.machine import machine, write_result

ALL = {
    "pages": ["benchmarks.pages"],
    "recall": ["benchmarks.likeness.recall"],
    "search": ["benchmarks.likeness.in_postgresql"],
    "census": ["benchmarks.bring_in"],
    "returns": ["benchmarks.returns"],
    "facts": ["benchmarks.facts"],
    "hidden_harm": ["benchmarks.hidden_harm"],
}
KEEP_THEIR_OWN = {"pages", "returns", "facts"}


def main() -> int:
    worst = 0
    for name, module in ALL.items():
        command = f"python -m {' '.join(module)}"
        print(f"\n# {command}", flush=True)
        done = subprocess.run([sys.executable, "-m", *module], check=False, stdout=subprocess.PIPE, text=True)
        print(done.stdout)
        worst = max(worst, done.returncode)
        if done.returncode == 0 and name not in KEEP_THEIR_OWN:
            write_result(name, f"`{command}` on {machine()}:\n\n```\n{done.stdout.strip()}\n```", is_whole=True)
    return worst


if __name__ == "__main__":
    sys.exit(main())
