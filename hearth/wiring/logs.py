"""One line of JSON an event. A log never holds a name or a narrative: messages are ours, and exceptions give their
kind and place, never their text (which may quote what was typed)."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime

_QUOTES_WHAT_IT_IS_GIVEN = ("procrastinate", "asyncio")  # libraries that write a job's arguments into their patterns


class JsonWithoutNames(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if record.name.startswith("hearth"):
            line["message"] = record.getMessage()
        elif record.name.split(".")[0] in _QUOTES_WHAT_IT_IS_GIVEN:
            line["message"] = getattr(record, "action", record.funcName)  # such as "job_error"
            if job := getattr(record, "job", None):
                line["task"] = job["task_name"]
        else:
            line["message"] = str(record.msg)  # the pattern, never its arguments
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__name__
            line["where"] = [f"{frame.name} {frame.lineno}" for frame in traceback.extract_tb(record.exc_info[2])][-4:]
        status = getattr(record, "status_code", None)
        if status:
            line["status"] = status
        return json.dumps(line)
