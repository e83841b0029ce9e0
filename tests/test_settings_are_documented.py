"""The page of settings tells of every setting there is, at its shipped value, and of no other."""

from __future__ import annotations

import ast
import dataclasses
import re
from pathlib import Path
from typing import Any

from hearth.foundation.council.choices import Council, Spoke

PROJECT = Path(__file__).resolve().parents[1]
PAGE = (PROJECT / "docs" / "operate" / "settings.md").read_text(encoding="utf-8")
ROWS = {name: told.strip() for name, told in re.findall(r"^\| `([^`]+)` \|([^|]*)\|", PAGE, re.MULTILINE)}
FOR_DEVELOPERS = {"HEARTH_TEST", "HEARTH_PROCESS"}
READS_THE_ENVIRONMENT = re.compile(r"^(?:os\.)?environ(?:\.get)?$")


def settings_of(table: Any, where: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in dataclasses.fields(table):
        value, name = getattr(table, field.name), where + field.name
        found |= settings_of(value, name + ".") if dataclasses.is_dataclass(value) else {name: value}
    return found


def as_written(value: Any) -> str:
    if value is None:
        return '"none"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(as_written(each) for each in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def variables_read() -> set[str]:
    """Every variable that the house names when it reads the environment: `environ["X"]`, `environ.get("X")`, `"X" in environ`."""
    found: set[str] = set()
    for path in (PROJECT / "hearth").rglob("*.py"):
        if path.name.startswith("test_"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute() as place, args=[ast.Constant(value=str(name)), *_]):
                    pass
                case ast.Subscript(value=ast.Attribute() as place, slice=ast.Constant(value=str(name))):
                    pass
                case ast.Compare(left=ast.Constant(value=str(name)), comparators=[ast.Attribute() as place]):
                    pass
                case _:
                    continue
            if READS_THE_ENVIRONMENT.match(ast.unparse(place)):
                found.add(name)
    return found


def test_every_setting_of_the_council_is_on_the_page() -> None:
    spokes = {f"star.spokes.{field.name}" for field in dataclasses.fields(Spoke)}
    settings = settings_of(Council())
    assert {name for name in ROWS if not name.isupper()} == settings.keys() | spokes


def test_the_shipped_values_are_those_of_the_page() -> None:
    """Lists of tables are told in words; everything else as it would be written in the file."""
    told = {"star.spokes": "nine", "sign_in.openid_connect": "none"}
    shipped = {name: f"`{as_written(value)}`" for name, value in settings_of(Council()).items()} | told
    assert {name: ROWS.get(name) for name in shipped} == shipped
    assert len(Council().star.spokes) == 9


def test_every_variable_of_the_environment_is_on_the_page() -> None:
    assert {name for name in ROWS if name.isupper()} == variables_read() - FOR_DEVELOPERS
    assert [name for name in sorted(FOR_DEVELOPERS) if f"`{name}`" not in PAGE] == []
