"""The definition of hidden harm, read from its file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

APART, AS_ONE = frozenset({"adult_drugs", "adult_alcohol"}), "adult_drugs_or_alcohol"
NOT_KNOWN, MORE_THAN_ONE = "not_known", "more_than_one"


@dataclass(frozen=True)
class Group:
    label: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Unit:
    many: str
    words: str


@dataclass(frozen=True)
class Part:
    """`codes` are those that belong to it; `from_age` the whole years it begins at. NOT_KNOWN takes what no other does,
    MORE_THAN_ONE a family whose children differ."""

    name: str
    label: str
    codes: tuple[str, ...] = ()
    from_age: int | None = None


@dataclass(frozen=True)
class Breakdown:
    """Without parts, its parts are what the facts name."""

    label: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Definition:
    version: str
    title: str
    unit: str
    which_assessment: str
    drugs_and_alcohol_are_one: bool
    groups: Mapping[str, Group]
    """In the order in which they are told."""
    units: Mapping[str, Unit]
    cohorts: Mapping[str, str]
    breakdowns: Mapping[str, Breakdown]
    apart: Definition | None = None
    """The same with drugs and alcohol as two factors, where here they are one."""

    def with_drugs_and_alcohol_as_one(self) -> Definition:
        """Three factors: either of the two is AS_ONE."""
        drugs, alcohol = self.groups["adult_drugs"], self.groups["adult_alcohol"]
        either = Group("Drug or alcohol misuse by an adult", (*drugs.codes, *alcohol.codes))
        kept = {name: group for name, group in self.groups.items() if name not in APART}
        return replace(self, drugs_and_alcohol_are_one=True, groups=kept | {AS_ONE: either}, apart=self)


@cache
def definition() -> Definition:
    told = tomllib.loads(files(__package__).joinpath("definition.toml").read_text(encoding="utf-8"))
    return Definition(
        version=told["version"],
        title=told["title"],
        unit=told["unit"],
        which_assessment=told["which_assessment"],
        drugs_and_alcohol_are_one=told["drugs_and_alcohol_are_one"],
        groups={name: Group(each["label"], tuple(each["codes"])) for name, each in told["groups"].items()},
        units={name: Unit(each["many"], each["words"]) for name, each in told["units"].items()},
        cohorts=told["cohorts"],
        breakdowns={
            name: Breakdown(
                each["label"],
                tuple(
                    Part(part["name"], part["label"], tuple(part.get("codes", ())), part.get("from_age"))
                    for part in each["parts"]
                ),
            )
            for name, each in told["breakdowns"].items()
        },
    )
