"""No setting does nothing: each is read somewhere in the house, beyond where it is declared, checked and written out."""

from __future__ import annotations

import ast
import dataclasses
import re
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from hearth.foundation.council.choices import Council, Spoke
from tests.architecture.places import HEARTH
from tests.test_settings_are_documented import settings_of

SETTINGS = [*settings_of(Council()), *(f"star.spokes.{field.name}" for field in dataclasses.fields(Spoke))]
READS_NOTHING = {"foundation/council/toml_file.py", "wiring/new_council.py"}  # one checks, the other writes the file


def words_in(path: Path) -> set[str]:
    """The attributes that a module or a template reads; `*_hours` where `getattr` puts the name together."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        return set(re.findall(r"\.([a-z_]+)", text))
    found = set()
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Attribute(attr=name, ctx=ast.Load()):
                found.add(name)
            case ast.Call(func=ast.Name("getattr"), args=[_, ast.JoinedStr([_, ast.Constant(str(end))]), *_]):
                found.add(f"*{end}")
    return found


@pytest.fixture(scope="module")
def read() -> set[str]:
    paths = [path for suffix in ("py", "html") for path in HEARTH.rglob(f"*.{suffix}")]
    houses = [path for path in paths if path.relative_to(HEARTH).as_posix() not in READS_NOTHING]
    return {word for path in houses if not path.name.startswith("test_") for word in words_in(path)}


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_setting_is_read(read: set[str], setting: str) -> None:
    name = setting.rpartition(".")[2]
    assert [word for word in read if fnmatchcase(name, word)] != []
