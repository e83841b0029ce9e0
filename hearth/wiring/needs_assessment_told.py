"""What `hearth needs-assessment` counts and tells, once the facts are there."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from typing import cast

import pyarrow.compute as pc
from rich.console import Console
from rich.markup import escape

from hearth.evidence.facts.tables import Facts
from hearth.evidence.measures.hidden_harm.answer import answer, nothing_listed
from hearth.evidence.measures.hidden_harm.beside import beside_others
from hearth.evidence.measures.hidden_harm.calculate import (
    CannotBeCounted,
    Cohort,
    HiddenHarm,
    Period,
    Published,
    calculate,
    year_that_ends_on,
)
from hearth.evidence.measures.hidden_harm.definition import definition
from hearth.evidence.measures.hidden_harm.telling import as_json, tell
from hearth.evidence.measures.national.compare import Comparison
from hearth.evidence.measures.national.kept import NotLoaded
from hearth.evidence.returns.owner_only import written_for_owner
from hearth.wiring.council_file import council_file
from hearth.wiring.data_folder import data_folder
from hearth.wiring.needs_assessment_table import print_telling

DONE = 0

say = Console(highlight=False)
complain = Console(stderr=True, highlight=False)


class CannotBeTold(Exception):
    """In a sentence that can be shown."""


def tell_it(facts: Facts, chosen: argparse.Namespace) -> int:
    """As the command's words ask. CannotBeTold where the facts do not hold it, or it cannot be written."""
    try:
        found = _counted(facts, chosen)
    except ValueError as fault:
        raise CannotBeTold(str(fault)) from fault
    beside = _beside(facts, found)
    if chosen.format == "table":
        told = tell(found)
        print_telling(told, answer(found, told), beside, say)
        for sentence in _what_is_missing(facts, found):
            say.print(sentence)
        return DONE
    made = _as_file(found, chosen.format, beside if isinstance(beside, Comparison) else None)
    if chosen.out is None:
        sys.stdout.write(made.decode("utf-8-sig"))
        return DONE
    try:
        with written_for_owner(chosen.out) as into:
            into.write(made)
    except OSError as fault:
        raise CannotBeTold(f"{chosen.out} cannot be written: {fault.strerror}.") from fault
    complain.print(f"Written to {escape(str(chosen.out))}.")
    return DONE


def _what_is_missing(facts: Facts, found: HiddenHarm | Published) -> Iterator[str]:
    """Why there is little or nothing to tell, where the facts themselves say so."""
    if nothing := nothing_listed(facts):
        yield nothing
    if isinstance(found, HiddenHarm) and found.n == 0:  # published, so few might be told by it
        episodes = facts.tables["cin_episode"]
        no_further = pc.sum(episodes["no_further_action"]).as_py() or 0
        yield (
            f"Episodes in these facts: {episodes.num_rows:,}; of no further action, and so not of children in need: "
            f"{no_further:,}."
        )


def _counted(facts: Facts, chosen: argparse.Namespace) -> HiddenHarm | Published:
    meant = definition().with_drugs_and_alcohol_as_one() if chosen.drugs_and_alcohol_as_one else definition()
    period = (chosen.period[0], chosen.period[1]) if chosen.period else None
    cohort = cast(Cohort, chosen.cohort or ("assessed" if period else "in_need"))
    on = chosen.on or (period[1] if period else _own_day(facts))
    if cohort == "assessed":
        period = period or _year_that_ends_on(on)
    found = calculate(facts, meant, on=on, cohort=cohort, unit=chosen.unit, period=period, by=chosen.by)
    if chosen.publish:
        return _published(found, chosen.round)
    if chosen.round is not None:
        raise CannotBeCounted("Counts are rounded only when they are published: add --publish.")
    return found


def _own_day(facts: Facts) -> date:
    """The snapshot's, or the reference date that the file names."""
    if facts.reaches is None:
        raise CannotBeTold(
            f"{facts.source} does not say of which day it is: say it with --on, or a period with --period."
        )
    if facts.reaches > date.today():
        raise CannotBeTold(
            f"{facts.source} is of {facts.reaches:%-d %B %Y}, which is still to come: say another day with --on, or a period "
            "with --period."
        )
    return facts.reaches


def _year_that_ends_on(day: date) -> Period:
    """As the page has it where no other is chosen."""
    try:
        return year_that_ends_on(day)
    except ValueError as fault:
        raise CannotBeTold(f"No year that ends on {day} can be reckoned: say a period with --period.") from fault


def _published(found: HiddenHarm, rounding: int | None) -> Published:
    from hearth.evidence.measures.disclosure import SmallNumbers
    from hearth.evidence.measures.hidden_harm.published import publish

    chosen = council_file().measures
    return publish(found, SmallNumbers(chosen.threshold, rounding=chosen.rounding if rounding is None else rounding))


def _beside(facts: Facts, found: HiddenHarm | Published) -> Comparison | str:
    """England, the region and the statistical neighbours of whose facts they are; where they cannot be told, a sentence that
    says why."""
    try:
        return beside_others(facts, data_folder() / "national", found, own_code=council_file().code)
    except NotLoaded as why:
        return str(why)


def _as_file(found: HiddenHarm | Published, form: str, comparison: Comparison | None) -> bytes:
    if form == "json":
        return (json.dumps(as_json(found, comparison=comparison), indent=1) + "\n").encode()
    from hearth.evidence.measures.hidden_harm.made import made

    # As its hearth.toml says; a council that only wants evidence may have none, and the invented one is not it.
    name = council_file().name if _has_council_file() else ""
    told = tell(found)
    return made(form, told, answer(found, told), comparison=comparison, name=name)


def _has_council_file() -> bool:
    return (data_folder() / "hearth.toml").is_file()
