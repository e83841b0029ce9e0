"""A needs assessment as it stands on a page or in a file: the answer, the telling, and what it is set beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from hearth.evidence.facts.snapshot import Manifest
from hearth.evidence.measures import counted
from hearth.evidence.measures.hidden_harm.answer import answer, nothing_listed
from hearth.evidence.measures.hidden_harm.calculate import HiddenHarm, Published
from hearth.evidence.measures.hidden_harm.telling import OVER_TIME, tell
from hearth.evidence.measures.kept_snapshots import Opened, open_kept
from hearth.evidence.measures.national.compare import Comparison
from hearth.evidence.measures.question import Question, breakdowns_of
from hearth.evidence.measures.told import Block, Figure, Telling

LARGE = 0.1
"""Where nothing is recorded of a larger share of those counted, it is said with an alarm."""


@dataclass(frozen=True)
class Breakdown:
    """One breakdown as a table: its parts, and of each the figures by name."""

    by: str
    title: str
    figures: tuple[tuple[str, str], ...]
    """Name and label, in the order of the columns."""
    parts: tuple[tuple[str, Mapping[str, Figure]], ...]


@dataclass(frozen=True)
class NeedsAssessment:
    opened: Opened
    question: Question
    answer: str
    told: Telling
    comparison: Comparison | None
    no_comparison: str = ""
    breakdowns: tuple[Breakdown, ...] = field(default=())

    @property
    def is_largely_not_recorded(self) -> bool:
        n, not_recorded = self.told.n, self.told.not_recorded
        return bool(n and not_recorded and not_recorded / n > LARGE)

    @property
    def children(self) -> int:
        """In the snapshot, whether they are counted or not."""
        return self.opened.manifest.rows.get("person", 0)

    @property
    def nothing_listed(self) -> str:
        return nothing_listed(self.opened.facts)

    def block(self, name: str) -> Block:
        """Of the whole."""
        return next(block for block in self.told.blocks if block.name == name and not block.by)

    @property
    def file_name(self) -> str:
        """Without its ending. It says wherever it lies whether it may be given away."""
        state = "small-numbers-kept-back" if self.told.is_published else "not-for-publishing"
        return f"hidden-harm-{self.told.on.isoformat()}-{self.opened.manifest.id}-{state}"


class Told(Enum):
    """How much is told, and to whom."""

    EXACTLY = "every count"
    SAFELY = "what is safe to be told of any question, to whoever may see every count"
    AS_PUBLISHED = "what stands published, and nothing else"


def needs_assessment(question: Question, opened: Opened, *, among: Sequence[Manifest], how: Told) -> NeedsAssessment:
    """`among` are the snapshots that may be opened beside it. CannotBeCounted where the facts do not hold what is asked;
    Refused where what is to be told as published is so no longer."""
    found = _counted(question, opened, how)
    earlier = []
    for id in question.earlier:
        other = open_kept(id, among)
        # As published it is cut as that snapshot's own published set: another cut could be set beside it.
        by = () if how is Told.EXACTLY else tuple(breakdowns_of(other.facts))
        earlier.append(_counted(question.of(other.manifest, by), other, how))
    told = tell(found, earlier=sorted(earlier, key=lambda each: each.on))
    beside = counted.compared(opened.facts, found)
    return NeedsAssessment(
        opened,
        question,
        answer(found, told),
        told,
        beside if isinstance(beside, Comparison) else None,
        beside if isinstance(beside, str) else "",
        _breakdowns(told.blocks),
    )


def _counted(question: Question, opened: Opened, how: Told) -> HiddenHarm | Published:
    if how is Told.EXACTLY:
        return counted.exact(question, opened.facts)
    return counted.published(question, opened) if how is Told.SAFELY else counted.standing(question)


def _breakdowns(blocks: Sequence[Block]) -> tuple[Breakdown, ...]:
    """Two tables of each, so that either fits a sheet of paper: each factor, and how many together."""
    found: dict[tuple[str, str], list[Block]] = {}
    for block in blocks:
        if block.by and block.by != OVER_TIME:
            found.setdefault((block.by, block.name), []).append(block)
    every = {(block.by, block.part): figure for block in blocks for figure in block.figures if figure.name == "n"}
    return tuple(_breakdown(by, parts, every) for (by, _), parts in found.items())


def _breakdown(by: str, parts: Sequence[Block], every: Mapping[tuple[str, str], Figure]) -> Breakdown:
    """All of a part stand first."""
    short = {"not_recorded": "Not recorded", "none": "None found"}
    columns = [every[by, parts[0].part], *(figure for figure in parts[0].figures if figure.name != "n")]
    return Breakdown(
        by,
        parts[0].title,
        tuple((figure.name, short.get(figure.name, figure.label)) for figure in columns),
        tuple(
            (block.part, {figure.name: figure for figure in (every[by, block.part], *block.figures)}) for block in parts
        ),
    )
