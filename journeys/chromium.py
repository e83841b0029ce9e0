"""The browser the journeys run in: Debian's own Chromium, or the one named by CHROMIUM. None is downloaded.

`python -m journeys.chromium` says whether there is one, and which command installs it.
"""

from __future__ import annotations

import os
import shutil
import sys

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage")
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """Where the browser is; None where there is none."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def main() -> int:
    found = find()
    if found:
        print(f"The journeys run in {found}")
        return 0
    named = os.environ.get("CHROMIUM")
    print(
        (f"CHROMIUM names {named}, which is not there or cannot be run.\n" if named else "")
        + "The journeys need Chromium and there is none on this machine.\n"
        "  On Debian or Ubuntu:  apt-get install --no-install-recommends chromium\n"
        "  Elsewhere: install Chromium or Chrome, and name it:  CHROMIUM=/path/to/chromium make journeys",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
