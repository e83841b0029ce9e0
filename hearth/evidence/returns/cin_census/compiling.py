"""A year's rules, ready to run, while the file is read.

Making a hundred rules takes longer than running them. A process of its own makes them, and what it made is kept where Python
keeps its own compiled modules: an installation makes them once. Who could write there could change the rules themselves.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import hearth
from hearth.evidence.returns.cin_census.compiled_rule import Compiled

PACKAGE_FOLDER = Path(hearth.__file__).parents[1]
HERE = Path(__file__).parent
KEPT_IN = HERE / "__pycache__"
MAKE_RULES = """
import sys
sys.path.append(sys.argv.pop(1))
from hearth.evidence.returns.cin_census.compiled import print_rules
print_rules(*sys.argv[1:])
"""
"""For a Python that looks for nothing in the current folder, which may be one of files somebody sent: Hearth's own is named
to it last, for a checkout that is not installed."""


class Compiling:
    """Begins at once; `rules` waits for them, `stop` for nothing."""

    def __init__(self, year: int, engine: str, *, kept_in: Path = KEPT_IN) -> None:
        self._kept = kept_in / f"rules-{year}-{engine}-{made_of()}.json"
        self._rules = _read(self._kept)
        self._process = None if self._rules else subprocess.Popen(
            [sys.executable, "-P", "-c", MAKE_RULES, str(PACKAGE_FOLDER), str(year), engine],
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONHASHSEED": "0"},  # Ibis writes columns in the order of a set: the same text each time
        )  # fmt: skip

    def rules(self) -> list[Compiled]:
        if self._process and not self._rules:
            told, _ = self._process.communicate()
            if self._process.returncode:
                raise RuntimeError("the rules could not be made ready")
            self._rules = [Compiled.from_json(each) for each in json.loads(told)]
            if not any(each.failure for each in self._rules):
                _keep(self._rules, self._kept)
        return self._rules

    def stop(self) -> None:
        if self._process and self._process.stdout:
            self._process.kill()
            self._process.wait()
            self._process.stdout.close()


@cache
def made_of() -> str:
    """Another wherever anything is that the rules are made of: their own text, the codes, and what writes SQL for them."""
    told = sha256(f"{version('ibis-framework')} {version('sqlglot')}".encode())
    for path in sorted([*HERE.glob("*.py"), *HERE.glob("*.csv"), *HERE.glob("rules/rule_*.py")]):
        told.update(path.name.encode() + b"\0" + path.read_bytes())
    return told.hexdigest()[:16]


def _read(kept: Path) -> list[Compiled]:
    """Nothing where none are kept, or they cannot be read."""
    try:
        return [Compiled.from_json(each) for each in json.loads(kept.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError, KeyError):
        return []


def _keep(rules: list[Compiled], kept: Path) -> None:
    """In one move. Where nothing may be written the rules are made again the next time."""
    with suppress(OSError):
        kept.parent.mkdir(exist_ok=True)
        for earlier in kept.parent.glob("-".join([*kept.name.split("-")[:3], "*.json"])):
            earlier.unlink(missing_ok=True)
        part = kept.with_suffix(f".{os.getpid()}.part")
        part.write_text(json.dumps([asdict(each) for each in rules]), encoding="utf-8")
        part.replace(kept)
