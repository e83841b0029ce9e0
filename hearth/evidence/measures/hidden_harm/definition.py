"""The definition of hidden harm, read from its file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Group:
    label: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Definition:
    version: str
    title: str
    unit: str
    which_assessment: str
    drugs_and_alcohol_are_one: bool
    groups: Mapping[str, Group]
    """In the order in which they are told."""
    cohorts: Mapping[str, str]

    def with_drugs_and_alcohol_as_one(self) -> Definition:
        """Three factors: either of the two is "adult_drugs_or_alcohol"."""
        drugs, alcohol = self.groups["adult_drugs"], self.groups["adult_alcohol"]
        either = Group("Drug or alcohol misuse by an adult", (*drugs.codes, *alcohol.codes))
        kept = {name: group for name, group in self.groups.items() if name not in {"adult_drugs", "adult_alcohol"}}
        return Definition(
            self.version,
            self.title,
            self.unit,
            self.which_assessment,
            True,
            kept | {"adult_drugs_or_alcohol": either},
            self.cohorts,
        )


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
        cohorts=told["cohorts"],
    )
