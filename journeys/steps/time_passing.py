"""What waiting would do, done at once: the session of somebody who was away."""

from __future__ import annotations

import os
import subprocess
import sys

from journeys.steps.people import Person

_AGE = """
import sys
from django.contrib.sessions.backends.db import SessionStore
store = SessionStore(sys.argv[1])
store["active_at"] = store["active_at"] - 60 * int(sys.argv[2])
store.save()
"""


def leaves_the_session_alone(person: Person, *, minutes: int) -> None:
    cookie = next(each for each in person.page.context.cookies() if each["name"] == "hearth_session")
    kept = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "HEARTH_TEST"}}
    subprocess.run(
        [sys.executable, "-c", "import django; django.setup()\n" + _AGE, cookie["value"], str(minutes)],
        env=kept | {"HEARTH_DATA": str(person.site.data), "DJANGO_SETTINGS_MODULE": "hearth.wiring.settings"},
        check=True,
        timeout=60,
    )
