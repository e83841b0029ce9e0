"""Read `hearth.toml`, and say plainly what is wrong in it: every fault at once, each with its line's name."""

from __future__ import annotations

import dataclasses
import re
import tomllib
import types
import typing
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Union

from hearth.foundation.council.choices import Council
from hearth.foundation.council.shades import READABLE, WHITE, contrast

LONGEST_EMERGENCY = 71  # hours: the database opens nothing in an emergency for three days or more


class SettingsAreWrong(SystemExit):
    """Stops the start. Its text is for the person who wrote the file."""

    def __init__(self, path: Path, faults: list[str]) -> None:
        self.faults = faults
        lines = "\n".join(f"  - {fault}" for fault in faults)
        super().__init__(f"Hearth cannot start: {path.name} needs mending.\n{lines}\nNothing was changed.")


def read_council(path: Path, *, also: Callable[[Council], Iterable[str]] = lambda council: ()) -> Council:
    """The council's settings: what the file says, and the shipped choice where it is silent (or where there is no file).

    `also` finds the faults that can be seen only from above: a word that another part of Hearth does not know.
    """
    if not path.exists():
        return Council()
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsAreWrong(path, [f"it is not valid TOML: {error}"]) from error
    faults: list[str] = []
    found: Council = _table(Council, told, "", faults)
    if not faults:
        faults = [*_faults_between(found), *also(found)]
    if faults:
        raise SettingsAreWrong(path, faults)
    return found


def _table(kind: type[Any], told: object, where: str, faults: list[str]) -> Any:
    if not isinstance(told, dict):
        faults.append(f"{where} must be a table, written [{where}]")
        return None
    hints = typing.get_type_hints(kind)
    fields = {field.name: field for field in dataclasses.fields(kind)}
    for name in sorted(told.keys() - fields.keys()):
        faults.append(f"{_at(where, name)} is not a setting Hearth knows. Known here: {', '.join(fields)}")
    values: dict[str, Any] = {}
    for name, field in fields.items():
        if name in told:
            values[name] = _value(hints[name], told[name], _at(where, name), faults)
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            faults.append(f"{_at(where, name)} is missing")
    return kind(**values) if not faults else None


def _at(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _value(hint: Any, told: Any, where: str, faults: list[str]) -> Any:
    origin = typing.get_origin(hint)
    if dataclasses.is_dataclass(hint):
        return _table(typing.cast(type[Any], hint), told, where, faults)
    if origin is tuple:
        if not isinstance(told, list):
            faults.append(f"{where} must be a list, written [ ... ]")
            return ()
        inner = typing.get_args(hint)[0]
        return tuple(_value(inner, each, f"{where}[{position}]", faults) for position, each in enumerate(told, 1))
    if origin is dict:
        if not isinstance(told, dict) or not all(isinstance(each, str) for each in told.values()):
            faults.append(f"{where} must be a table of texts")
        return told
    if origin in {Union, types.UnionType}:  # a number or nothing: "none" in the file
        if told == "none":
            return None
        hint = next(each for each in typing.get_args(hint) if each is not type(None))
    if (hint is int and isinstance(told, bool)) or not isinstance(told, hint):
        word = {str: "a text in quotes", int: "a whole number", bool: "true or false"}[hint]
        faults.append(f"{where} must be {word}, not {told!r}")
    return told


def _faults_between(council: Council) -> typing.Iterator[str]:
    if not council.name.strip():
        yield "name is empty: give the council's name"
    if not re.fullmatch(r"\d{3}", council.code):
        yield f'code must be the council\'s three-figure DfE number, such as "933", not {council.code!r}'
    for name in ("header", "accent"):
        colour = getattr(council.colours, name)
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
            yield f"colours.{name} must be written like #0b4f4a, not {colour!r}"
        elif contrast(colour, WHITE) < READABLE:
            yield f"colours.{name} {colour} is too pale: white words on it could not be read (WCAG AA asks 4.5 to 1)"
    door = council.front_door
    for name in ("red_hours", "amber_hours", "green_hours", "blue_hours", "agency_check_hours"):
        hours = getattr(door, name)
        if hours is not None and hours < 1:
            yield f'front_door.{name} must be 1 or more, or "none"'
    limits = [hours for hours in (door.red_hours, door.amber_hours, door.green_hours, door.blue_hours) if hours]
    if limits != sorted(limits):
        yield "front_door: a red contact must be decided no later than an amber one, amber than green, green than blue"
    for name in ("phone", "out_of_hours_phone"):
        if (number := getattr(door, name)) and not re.fullmatch(r"\+?[0-9 ()]{3,24}", number):
            yield f'front_door.{name} must be a telephone number such as "01632 960200", or "" for none, not {number!r}'
    for name in ("opens", "closes"):
        if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", getattr(door, name)):
            yield f"front_door.{name} must be a time such as 08:30"
    if door.opens >= door.closes:
        yield "front_door.opens must be earlier than front_door.closes"
    for field in dataclasses.fields(council.clocks):
        if getattr(council.clocks, field.name) < 1:
            yield f"clocks.{field.name} must be 1 or more"
    for day in council.closure_days:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
            yield f"closure_days: {day!r} must be written like 2026-12-24"
    star = council.star
    if not 3 <= len(star.spokes) <= 9:
        yield f"star.spokes: a star has 3 to 9 spokes, this has {len(star.spokes)}"
    if len({spoke.key for spoke in star.spokes}) != len(star.spokes):
        yield "star.spokes: two spokes have the same key"
    if not star.lowest < star.highest:
        yield "star.lowest must be less than star.highest"
    sign_in = council.sign_in
    if not 1 <= sign_in.warn_minutes < sign_in.idle_minutes:
        yield "sign_in.warn_minutes must be 1 or more, and less than sign_in.idle_minutes"
    for name in ("dormant_days", "invitation_days"):
        if getattr(sign_in, name) < 1:
            yield f"sign_in.{name} must be 1 or more"
    if not 1 <= sign_in.emergency_hours <= LONGEST_EMERGENCY:
        yield f"sign_in.emergency_hours must be from 1 to {LONGEST_EMERGENCY}"
    for name in (
        *("file_days", "issues_days"),
        *("largest_upload_megabytes", "largest_file_megabytes", "largest_child_megabytes", "most_children"),
    ):
        if getattr(council.returns, name) < 1:
            yield f"returns.{name} must be 1 or more"
    for name in ("threshold", "rounding", "days_between_publications"):
        if getattr(council.measures, name) < 1:
            yield f"measures.{name} must be 1 or more"
    least_shown = council.measures.threshold + 1
    if least_shown > 1 and council.measures.rounding > 2 * least_shown:
        yield (
            f"measures.rounding must be {2 * least_shown} or less where measures.threshold is {least_shown - 1}: rounded to the "
            f"nearest {council.measures.rounding}, a count of {least_shown} would be told as 0"
        )
    for name in ("largest_megabytes", "unsent_days"):
        if getattr(council.attachments, name) < 1:
            yield f"attachments.{name} must be 1 or more"
    if not council.attachments.kinds:
        yield "attachments.kinds is empty: name at least one kind"
    for position, provider in enumerate(sign_in.openid_connect, 1):
        where = f"sign_in.openid_connect[{position}]"
        for name in ("name", "client_id", "secret"):
            if not getattr(provider, name).strip():
                yield f"{where}.{name} is empty"
        if not re.fullmatch(r"[a-z0-9-]+", provider.id):
            yield f"{where}.id stands in addresses: small letters, figures and hyphens only, not {provider.id!r}"
        if not re.match(r"https://[^/]|http://(localhost|127\.0\.0\.1)[:/]", provider.server_url):
            yield f"{where}.server_url must begin with https://, not {provider.server_url!r}"
        for domain in provider.vouches_for:
            if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain):
                yield f"{where}.vouches_for: {domain!r} must be what follows the @, in small letters"
    if len({provider.id for provider in sign_in.openid_connect}) != len(sign_in.openid_connect):
        yield "sign_in.openid_connect: two providers have the same id"
