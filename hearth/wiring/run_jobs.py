"""The process that does the jobs, started by `hearth serve`. It says nothing but what goes wrong."""

from __future__ import annotations

import os

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearth.wiring.settings")
    django.setup()
    from procrastinate.contrib.django import app

    with app.replace_connector(app.connector.get_worker_connector()) as jobs:  # type: ignore[attr-defined]
        # A job done leaves nothing behind: what one was given may be somebody's address. Of one that failed `clear_jobs`
        # leaves nothing after a day. Two at once, so that a census being read holds up neither sealing nor a letter.
        jobs.run_worker(concurrency=2, delete_jobs="successful")


if __name__ == "__main__":
    main()
