"""Change between two shapes of a star, told as a distribution and never as an average.

An average over spokes would let a gain in one part of a child's life hide a loss in another, so none is offered here.
Families are often more hopeful at the first scoring than they are when they look back on it (response shift); change is
therefore given twice, against the first score and against the retrospective baseline, and neither replaces the other.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from hearth.casework.workbook.star_picture import GREY, INK, TEAL, Scale, Shape, ShapeKind, Spoke, check, xml_text

MINUS = "−"


@dataclass(frozen=True)
class Distribution:
    """How many spokes moved by how much: later score less earlier score, on the scale's own numbers."""

    spokes_by_change: Mapping[int, int]
    not_scored_in_both: int
    high_is_good: bool

    @property
    def better(self) -> int:
        return self._count(1 if self.high_is_good else -1)

    @property
    def same(self) -> int:
        return self.spokes_by_change.get(0, 0)

    @property
    def worse(self) -> int:
        return self._count(-1 if self.high_is_good else 1)

    @property
    def said(self) -> str:
        return f"better {self.better} · same {self.same} · worse {self.worse}" + (
            f" · not scored in both {self.not_scored_in_both}" if self.not_scored_in_both else ""
        )

    def direction(self, change: int) -> str:
        if change == 0:
            return "same"
        return "better" if (change > 0) is self.high_is_good else "worse"

    def _count(self, sign: int) -> int:
        return sum(spokes for change, spokes in self.spokes_by_change.items() if change * sign > 0)


@dataclass(frozen=True)
class Changes:
    """None means there is no such shape to measure against."""

    against_first: Distribution | None
    against_retrospective: Distribution | None
    response_shift: Distribution | None  # from the first score to the same days scored looking back


@dataclass(frozen=True)
class StripRow:
    change: str
    direction: str
    spokes: int


def change_between(
    spokes: Sequence[Spoke], earlier: Shape, later: Shape, *, scale: Scale | None = None
) -> Distribution:
    scale = scale or Scale()
    check(spokes, [earlier], scale)
    check(spokes, [later], scale)
    changes: Counter[int] = Counter()
    missing = 0
    for spoke in spokes:
        before, after = earlier.scores.get(spoke.key), later.scores.get(spoke.key)
        if before is None or after is None:
            missing += 1
        else:
            changes[after - before] += 1
    return Distribution(dict(sorted(changes.items())), missing, scale.high_is_good)


def changes_of(spokes: Sequence[Spoke], shapes: Sequence[Shape], *, scale: Scale | None = None) -> Changes:
    check(spokes, shapes, scale or Scale())
    found = {shape.kind: shape for shape in shapes}
    first, looking_back, latest = (
        found.get(kind) for kind in (ShapeKind.FIRST, ShapeKind.RETROSPECTIVE, ShapeKind.LATEST)
    )
    return Changes(
        against_first=change_between(spokes, first, latest, scale=scale) if first and latest else None,
        against_retrospective=change_between(spokes, looking_back, latest, scale=scale)
        if looking_back and latest
        else None,
        response_shift=change_between(spokes, first, looking_back, scale=scale) if first and looking_back else None,
    )


def signed(change: int) -> str:
    return "0" if change == 0 else f"+{change}" if change > 0 else f"{MINUS}{-change}"


def strip_table(distribution: Distribution) -> list[StripRow]:
    """Each change from the least to the greatest that happened, those that nobody had included, and 0 always."""
    moved = {0, *distribution.spokes_by_change}
    rows = [
        StripRow(signed(change), distribution.direction(change), distribution.spokes_by_change.get(change, 0))
        for change in range(min(moved), max(moved) + 1)
    ]
    if distribution.not_scored_in_both:
        rows.append(StripRow("not scored in both", "not known", distribution.not_scored_in_both))
    return rows


BAR, BAR_GAP, ONE_SPOKE, TYPE, HEAD = 34, 8, 11, 14, 22

# Told apart without colour: better is solid, same is grey outline with a light fill, worse is hatched.
FILLS = {
    "better": f'fill="{TEAL}"',
    "same": f'fill="#dfe7e6" stroke="{GREY}"',
    "worse": 'fill="url(#{prefix}-hatch)" stroke="#0b0c0c"',
    "not known": f'fill="none" stroke="{GREY}" stroke-dasharray="3 3"',
}


def draw_strip(distribution: Distribution, *, title: str, prefix: str = "change") -> str:
    """A small standalone <svg role="img">; its table is `strip_table`. `prefix` begins every id in it."""
    prefix = escape(prefix)
    rows = strip_table(distribution)
    tallest = max(row.spokes for row in rows)
    floor = HEAD + tallest * ONE_SPOKE
    widest = max(len(distribution.said) * TYPE * 0.55, len(rows) * (BAR + BAR_GAP)) + 2 * BAR_GAP
    parts = []
    for place, row in enumerate(rows):
        left = BAR_GAP + place * (BAR + BAR_GAP)
        middle = left + BAR / 2
        height = row.spokes * ONE_SPOKE
        if row.spokes:
            look = FILLS[row.direction].replace("{prefix}", prefix)
            parts.append(
                f'<rect x="{left}" y="{floor - height}" width="{BAR}" height="{height}" {look}/>'
                f'<text x="{middle:g}" y="{floor - height - 5}">{row.spokes}</text>'
            )
        mark = "?" if row.direction == "not known" else row.change
        parts.append(f'<text x="{middle:g}" y="{floor + TYPE + 3}">{mark}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" class="change-strip" '
        f'viewBox="0 0 {widest:.0f} {floor + 2 * TYPE + 16}" '
        # No wider than what holds it, and never blown up beyond its own height.
        f'width="100%" height="{floor + 2 * TYPE + 16}" preserveAspectRatio="xMinYMid meet" '
        f'aria-labelledby="{prefix}-title {prefix}-description" '
        'font-family="system-ui, -apple-system, Segoe UI, Arial, sans-serif">'
        f'<title id="{prefix}-title">{xml_text(title)}</title>'
        f'<desc id="{prefix}-description">{escape(describe_strip(distribution))}</desc>'
        f'<pattern id="{prefix}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)">'
        f'<rect width="6" height="6" fill="#ffffff"/><rect width="2.5" height="6" fill="{INK}"/></pattern>'
        f'<g font-size="{TYPE}" text-anchor="middle" fill="{INK}">{"".join(parts)}</g>'
        f'<line x1="0" y1="{floor}" x2="{widest:.0f}" y2="{floor}" stroke="{GREY}"/>'
        f'<text x="{BAR_GAP}" y="{floor + 2 * TYPE + 10}" font-size="{TYPE}" fill="{INK}">{distribution.said}</text>'
        "</svg>"
    )


def describe_strip(distribution: Distribution) -> str:
    moves = ", ".join(
        f"{row.change} on {row.spokes} {'spoke' if row.spokes == 1 else 'spokes'}"
        for row in strip_table(distribution)
        if row.spokes and row.direction != "not known"
    )
    return f"{distribution.said}. Change by spoke: {moves or 'none scored in both'}."
