"""The figures of a question. A snapshot never changes, so what was counted of it is kept, in this process alone: exact counts
are laid down nowhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Lock

from django.conf import settings

from hearth.evidence.facts.tables import Facts
from hearth.evidence.measures.disclosure import SmallNumbers
from hearth.evidence.measures.hidden_harm.beside import beside_others
from hearth.evidence.measures.hidden_harm.calculate import HiddenHarm, Published, calculate
from hearth.evidence.measures.hidden_harm.kept_figures import as_published
from hearth.evidence.measures.hidden_harm.published import publish
from hearth.evidence.measures.kept_snapshots import Opened
from hearth.evidence.measures.national.compare import Comparison
from hearth.evidence.measures.national.kept import NotLoaded
from hearth.evidence.measures.queries import figures_published_of
from hearth.evidence.measures.question import Question, the_published
from hearth.foundation.council import council
from hearth.foundation.refusals import Refused

MOST_KEPT = 100

_kept: dict[tuple[Question, SmallNumbers | None], HiddenHarm | Published] = {}
_keeping = Lock()


def exact(question: Question, facts: Facts) -> HiddenHarm:
    """CannotBeCounted where the facts do not hold what is asked. A question names its snapshot: `facts` are of no other."""
    found = _kept.get((question, None))
    if not isinstance(found, HiddenHarm):
        found = calculate(
            facts, question.definition, on=question.on, cohort=question.cohort, unit=question.unit,
            period=question.period, by=question.by,
        )  # fmt: skip
        _keep(question, None, found)
    return found


def published(question: Question, opened: Opened) -> Published:
    """What is safe to be told of it; a breakdown that cannot be made safe is left out, with words. Where it is the one set that
    stands published, it is told as it was published."""
    if replace(question, earlier=()) == the_published(opened.manifest, opened.facts):
        told = figures_published_of(question.snapshot)
        if told:
            return as_published(told, question.definition)
    chosen = council().measures
    rule = SmallNumbers(chosen.threshold, rounding=chosen.rounding)
    found = _kept.get((question, rule))
    if not isinstance(found, Published):
        found = publish(exact(question, opened.facts), rule)
        _keep(question, rule, found)
    return found


def standing(question: Question) -> Published:
    """As they stand published, and never otherwise: whoever sees no exact count is told nothing that nobody published."""
    told = figures_published_of(question.snapshot)
    if told is None:
        raise Refused("These figures were withdrawn just now. Go back to what is published.")
    return as_published(told, question.definition)


def _keep(question: Question, rule: SmallNumbers | None, counted: HiddenHarm | Published) -> None:
    with _keeping:
        _kept[question, rule] = counted
        while len(_kept) > MOST_KEPT:
            del _kept[next(iter(_kept))]


def compared(facts: Facts, found: HiddenHarm | Published) -> Comparison | str:
    """England, the region and the statistical neighbours of whose facts they are; where they cannot be told, a sentence that
    says why."""
    try:
        return beside_others(facts, Path(settings.NATIONAL_FOLDER), found, own_code=council().code)
    except NotLoaded as why:
        return str(why)
