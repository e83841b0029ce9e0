"""The families of `families_told.toml`: who they are, and what was done. The file says what stands in each."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hearth.demo.people_of_aldermere import Adult, Child, Household, school_at


@dataclass(frozen=True)
class FamilyTold:
    household: Household
    came: float
    by: str
    danger: bool
    rated: str
    checks: tuple[str, ...]
    decided: str
    pod: str
    team: tuple[str, ...]
    """Who leads, and who works beside them."""
    then: tuple[tuple[str, int, dict[str, Any]], ...]


def families_told(on: date) -> Iterator[FamilyTold]:
    read = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    for number, (name, told) in enumerate(read.items()):
        yield FamilyTold(
            household=_household(name, told, number, on),
            came=told["came"],
            by=told.get("by", ""),
            danger=told.get("danger", False),
            rated=told.get("rated", "amber"),
            checks=tuple(told.get("checks", ())),
            decided=told.get("decided", "family_help"),
            pod=told.get("pod", ""),
            team=tuple(told.get("team", ())),
            then=tuple((verb, day, rest[0] if rest else {}) for verb, day, *rest in told.get("then", ())),
        )


def _household(name: str, told: dict[str, Any], number: int, on: date) -> Household:
    return Household(
        name=name,
        theme=told["theme"],
        children=tuple(_child(given, name, sex, age, on) for given, sex, age in told["children"]),
        adults=tuple(_adult(each, name, 500 + number * 2 + place, on) for place, each in enumerate(told["adults"])),
        address=f"{told['home']}, Aldermere",
        postcode=told["postcode"],
        ethnicity=told.get("ethnicity", "WBRI"),
        language=told.get("language", "English"),
        worries=told.get("worries", ""),
        factors=tuple(told.get("factors", ())),
    )


def _child(given_names: str, family_name: str, sex: str, age: float, on: date) -> Child:
    if age < 0:
        return Child("", family_name, expected_on=on - timedelta(weeks=age))
    return Child(given_names, family_name, sex, born_on=_birthday(age, on), school=school_at(age))


def _adult(told: dict[str, Any], surname: str, phone: int, on: date) -> Adult:
    given_names, _, own_surname = told["name"].partition(" ")
    address, _, postcode = told.get("at", "").rpartition(", ")
    return Adult(
        told["part"],
        given_names,
        own_surname or surname,
        _birthday(told["age"], on),
        phone=f"07700 900{phone}",
        lives_there="at" not in told,
        address=address and f"{address}, Aldermere",
        postcode=postcode,
    )


def _birthday(age: float, on: date) -> date:
    return on - timedelta(days=int(age * 365.25))
