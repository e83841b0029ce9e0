"""The question answered in one breath, before any table: who was counted, how many live with harm, how many with several."""

from __future__ import annotations

from hearth.evidence.facts.tables import Facts
from hearth.evidence.measures.hidden_harm.calculate import Basis
from hearth.evidence.measures.told import Figure, Telling

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six")


def nothing_listed(facts: Facts) -> str:
    """A sentence where the facts cannot tell what anybody lives with; else empty."""
    if facts.tables["assessment_factor"].num_rows:
        return ""
    return (
        "No assessment in these facts lists what was found, so nothing is known of what their children live with. It does not "
        "mean that they live with none of it: a return tells it by the module Assessments, with the factors of each "
        "assessment that was finished."
    )


def answer(basis: Basis, told: Telling) -> str:
    """`told` is the telling of `basis`. What is kept back is said to be, never guessed at."""
    if told.n == 0:
        return f"Nobody is counted: these facts hold no {among(basis)}."
    if told.n is None:
        return f"So few {among(basis)} were counted that nothing can be told of them safely."
    of = {figure.name: figure for block in told.blocks if not block.by for figure in block.figures}
    labels = dict(told.labels)
    said = [f"{label[:1].lower()}{label[1:]} ({_share(of[name])})" for name, label in labels.items()]
    lives = "lives" if told.n == 1 else "live"
    harms = f"{_NUMBERS[len(said)]} harms"
    each = f"{', '.join(said[:-1])} and {said[-1]}."
    if (share := of["at_least_one"].share) is None:
        first = (
            f"Of {told.n:,} {among(basis)}, how many live with at least one of {harms} is kept back. Of each: {each}"
        )
    else:
        first = f"Of {told.n:,} {among(basis)}, {share:.0%} {lives} with at least one of {harms}: {each}"
    several = {_NUMBERS[many]: of[f"exactly_{many}"].count for many in range(2, len(labels) + 1)}
    return f"{first} {_together(several)}"


def _together(several: dict[str, int | None]) -> str:
    shown = [f"{count:,} with {many}" for many, count in several.items() if count is not None]
    kept_back = [many for many, count in several.items() if count is None]
    if not shown:
        return "How many live with several together is kept back."
    told = f"Together: {', '.join(shown)} of them."
    return f"{told} How many with {' and how many with '.join(kept_back)} is kept back." if kept_back else told


def among(basis: Basis) -> str:
    """ "children in need on 31 March 2020"."""
    who = basis.many if basis.unit != "assessment" else "assessments of children"
    if basis.period:
        first, last = (f"{day:%-d %B %Y}" for day in basis.period)
        return f"{basis.many} finished from {first} to {last}" if basis.unit == "assessment" else (
            f"{who} assessed from {first} to {last}"
        )  # fmt: skip
    how = {"in_need": "in need", "on_protection_plan": "with a protection plan"}[basis.cohort]
    if basis.unit == "family":
        how = f"with a child {how}"
    return f"{who} {how} on {basis.on:%-d %B %Y}"


def _share(figure: Figure) -> str:
    return "kept back" if figure.share is None else f"{figure.share:.0%}"
