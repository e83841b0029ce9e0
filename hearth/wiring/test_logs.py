"""What a log holds: that something happened and where, never whom it happened to."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import procrastinate
import pytest
from procrastinate.testing import InMemoryConnector

from hearth.wiring.logs import JsonWithoutNames


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Everything the jobs' library has to say, down to its least word."""
    stream, logger = io.StringIO(), logging.getLogger("procrastinate")
    handler, level = logging.StreamHandler(stream), logger.level
    handler.setFormatter(JsonWithoutNames())
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    yield stream
    logger.removeHandler(handler)
    logger.setLevel(level)


def test_a_job_that_fails_is_told_of_without_what_it_was_given(written: io.StringIO) -> None:
    app = procrastinate.App(connector=InMemoryConnector())

    @app.task(name="staff.send_a_letter")
    def send_a_letter(email: str) -> None:
        raise ValueError(f"no such mailbox: {email}")

    with app.open():
        send_a_letter.defer(email="dee@council.example")
        app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert [(each["message"], each["task"], each["exception"]) for each in lines if each["level"] == "error"] == [
        ("job_error", "staff.send_a_letter", "ValueError")
    ]
    assert "start_job" in {each["message"] for each in lines}
    assert "dee@" not in written.getvalue()
