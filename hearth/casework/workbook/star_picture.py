"""The Web Star as a picture drawn by the server, the same thing in plain words, and the same thing as a table.

Presentation attributes only (no `style`), so the picture obeys a strict content security policy. Nothing in it depends
on colour alone: each shape has its own line and its own name in the key.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from html import escape
from itertools import cycle, groupby
from math import cos, pi, sin

TEAL = "#0b4f4a"
INK = "#0b0c0c"
GREY = "#505a5f"
FAINT = "#b1b4b6"

FEWEST_SPOKES, MOST_SPOKES = 3, 9


class ShapeKind(Enum):
    FIRST = "first"
    RETROSPECTIVE = "retrospective"  # "looking back, where were you then?": stands beside the first, never replaces it
    LATEST = "latest"
    OTHER = "other"


@dataclass(frozen=True)
class Scale:
    lowest: int = 1
    highest: int = 10
    high_is_good: bool = True

    def __post_init__(self) -> None:
        if self.lowest >= self.highest:
            raise ValueError(f"A scale must rise: {self.lowest} to {self.highest} does not.")

    @property
    def best(self) -> int:
        return self.highest if self.high_is_good else self.lowest


@dataclass(frozen=True)
class Spoke:
    key: str
    label: str
    domain: str


@dataclass(frozen=True)
class Shape:
    """One scoring of the star by one person on one day. A spoke left out, or None, was not scored."""

    label: str
    kind: ShapeKind
    scores: Mapping[str, int | None]
    scored_by: str
    scored_on: date


@dataclass(frozen=True)
class TableRow:
    scored_by: str
    scored_on: date
    shape: str
    domain: str
    spoke: str
    score: int | None

    @property
    def said(self) -> str:
        return "not scored" if self.score is None else str(self.score)


def table(spokes: Sequence[Spoke], shapes: Sequence[Shape], *, scale: Scale | None = None) -> list[TableRow]:
    """One row for each shape and spoke, in the order given: scorer × spoke × date."""
    check(spokes, shapes, scale or Scale())
    return [
        TableRow(shape.scored_by, shape.scored_on, shape.label, spoke.domain, spoke.label, shape.scores.get(spoke.key))
        for shape in shapes
        for spoke in spokes
    ]


def describe(spokes: Sequence[Spoke], shapes: Sequence[Shape], *, scale: Scale | None = None) -> str:
    """The picture in plain words, for whoever hears it instead of seeing it."""
    scale = scale or Scale()
    check(spokes, shapes, scale)
    said = [f"A star of {len(spokes)} spokes, scored from {scale.lowest} to {scale.highest}; {scale.best} is best."]
    if not shapes:
        said.append("Nothing is scored yet.")
    for shape in shapes:
        domains = []
        for domain, members in groupby(spokes, key=lambda spoke: spoke.domain):
            scores = ", ".join(f"{spoke.label} {_said(shape.scores.get(spoke.key))}" for spoke in members)
            domains.append(f"{domain}: {scores}" if domain else scores)
        said.append(f"{_key_line(shape)}. {'; '.join(domains)}.")
    return " ".join(said)


def check(spokes: Sequence[Spoke], shapes: Sequence[Shape], scale: Scale) -> None:
    """Refuse, with ValueError, what could only be drawn wrongly."""
    if not FEWEST_SPOKES <= len(spokes) <= MOST_SPOKES:
        raise ValueError(f"A star has {FEWEST_SPOKES} to {MOST_SPOKES} spokes, not {len(spokes)}.")
    keys = [spoke.key for spoke in spokes]
    if len(set(keys)) != len(keys):
        raise ValueError("Two spokes have the same key.")
    runs = [domain for domain, _ in groupby(spoke.domain for spoke in spokes)]
    if len(set(runs)) != len(runs):
        raise ValueError("The spokes of a domain must stand together.")
    for kind in (ShapeKind.FIRST, ShapeKind.RETROSPECTIVE, ShapeKind.LATEST):
        if sum(shape.kind is kind for shape in shapes) > 1:
            raise ValueError(f"One picture holds one {kind.value} shape; show each scorer alone, or as other.")
    for shape in shapes:
        for key, score in shape.scores.items():
            if key not in keys:
                raise ValueError(f"{shape.label} scores {key!r}, which is no spoke of this star.")
            if score is not None and not scale.lowest <= score <= scale.highest:
                raise ValueError(f"{shape.label} scores {key!r} at {score}, outside {scale.lowest} to {scale.highest}.")


# The picture. Lengths are in the units of the view box, whose width is `size`.

LABEL_TYPE, BAND_TYPE, RING_TYPE, KEY_TYPE = 13, 12, 10, 13
LINE = 1.2  # line height, in ems
BAND = 15  # the ring that carries the domains' names
EDGE = 4
SMALLEST_RADIUS, NARROWEST = 60, 320
ONE_LETTER = 0.56  # width of a middling letter of the usual system fonts, in ems

LINES_OF_OTHERS = ("9 3 2 3", "12 5", "2 3", "6 2 1 2 1 2", "14 3 4 3", "4 2")


@dataclass(frozen=True)
class _Line:
    colour: str
    width: float
    dashes: str = ""
    round_ends: bool = False

    def attributes(self) -> str:
        dashes = f' stroke-dasharray="{self.dashes}"' if self.dashes else ""
        ends = ' stroke-linecap="round"' if self.round_ends else ""
        return f'stroke="{self.colour}" stroke-width="{self.width:g}"{dashes}{ends} stroke-linejoin="round"'


LINES = {
    ShapeKind.FIRST: _Line(GREY, 2, "7 5"),
    ShapeKind.RETROSPECTIVE: _Line(INK, 2.5, "0.1 5", round_ends=True),
    ShapeKind.LATEST: _Line(TEAL, 3),
}


def draw(
    spokes: Sequence[Spoke],
    shapes: Sequence[Shape],
    *,
    title: str,
    description: str,
    size: int = 400,
    scale: Scale | None = None,
    prefix: str = "star",
) -> str:
    """A standalone <svg role="img">. `prefix` begins every id in it: give each picture on a page its own.

    The picture is as wide as what holds it; hold it to some 560 px on a wide page. The lowest score lies on the first
    ring, not in the middle, so that it cannot be taken for a score that is missing. Latest is drawn last, on top.
    """
    scale = scale or Scale()
    check(spokes, shapes, scale)
    if size < NARROWEST:
        raise ValueError(f"A star narrower than {NARROWEST} cannot be read.")
    frame = _Frame.around(spokes, size, scale)
    lines = _lines(shapes)
    order = sorted(shapes, key=lambda shape: shape.kind is ShapeKind.LATEST)
    key, height = _key(shapes, lines, frame, scale)
    return "\n".join(  # each on a line of its own: copied or read out, no two words run into one
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" class="star-picture" '
            f'viewBox="0 0 {size} {_n(height)}" width="100%" '
            f'aria-labelledby="{escape(prefix)}-title {escape(prefix)}-description" '
            'font-family="system-ui, -apple-system, Segoe UI, Arial, sans-serif">',
            f'<title id="{escape(prefix)}-title">{xml_text(title)}</title>',
            f'<desc id="{escape(prefix)}-description">{xml_text(description)}</desc>',
            *_rings(frame, scale),
            *_bands(spokes, frame, prefix),
            *_ring_numbers(frame, scale),
            *_labels(frame),
            *(_shape(shape, lines[id(shape)], spokes, frame, scale) for shape in order),
            *key,
            "</svg>",
        ]
    )


@dataclass(frozen=True)
class _Frame:
    """Where the middle is, how far the outer ring reaches, and the wrapped label of each spoke."""

    size: int
    x: float
    y: float
    radius: float
    bottom: float
    labels: tuple[tuple[str, ...], ...]
    has_bands: bool

    @classmethod
    def around(cls, spokes: Sequence[Spoke], size: int, scale: Scale) -> "_Frame":
        """The largest star that leaves its labels room, over every sensible width of label."""
        has_bands = len(_domains(spokes)) > 1
        labels, radius = max(
            (cls._try(spokes, size, letters, has_bands) for letters in range(8, 23)), key=lambda tried: tried[1]
        )
        if has_bands and not _bands_hold_their_names(spokes, radius):
            has_bands = False
            spokes = [Spoke(spoke.key, f"{spoke.domain}: {spoke.label}", "") for spoke in spokes]
            labels, radius = max(
                (cls._try(spokes, size, letters, has_bands) for letters in range(8, 23)), key=lambda tried: tried[1]
            )
        radius = max(radius, SMALLEST_RADIUS)
        reach = radius + cls._gap(has_bands)
        heights = [len(lines) * LABEL_TYPE * LINE for lines in labels]
        above, below = 0.0, 0.0
        for place, height in enumerate(heights):
            rise = -sin(_angle(place, len(spokes)))
            above = max(above, reach * rise + height * (1 + rise) / 2)
            below = max(below, -reach * rise + height * (1 - rise) / 2)
        above, below = max(above, reach), max(below, reach)
        return cls(size, size / 2, EDGE + above, radius, EDGE + above + below + EDGE, labels, has_bands)

    @staticmethod
    def _gap(has_bands: bool) -> float:
        return BAND + 7 if has_bands else 7

    @classmethod
    def _try(
        cls, spokes: Sequence[Spoke], size: int, letters: int, has_bands: bool
    ) -> tuple[tuple[tuple[str, ...], ...], float]:
        longest_word = int((size / 2 - EDGE - SMALLEST_RADIUS - cls._gap(has_bands)) / (LABEL_TYPE * ONE_LETTER * 1.1))
        labels = tuple(tuple(_wrap(spoke.label, min(letters, longest_word), longest_word)) for spoke in spokes)
        radius = size * 0.4
        for place, lines in enumerate(labels):
            across = abs(cos(_angle(place, len(spokes))))
            if across > 0.1:
                room = size / 2 - EDGE - max(_width(line, LABEL_TYPE) for line in lines)
                radius = min(radius, room / across - cls._gap(has_bands))
        return labels, radius - max(map(len, labels))  # a tall stack of short lines must earn its place

    def point(self, angle: float, distance: float) -> tuple[float, float]:
        return self.x + distance * cos(angle), self.y + distance * sin(angle)

    @property
    def gap(self) -> float:
        return self._gap(self.has_bands)


def _rings(frame: _Frame, scale: Scale) -> Iterable[str]:
    spokes = len(frame.labels)
    scores = range(scale.lowest, scale.highest + 1)
    for score in scores:
        width = 1.5 if score == scale.highest else 0.75
        yield (
            f'<circle cx="{_n(frame.x)}" cy="{_n(frame.y)}" r="{_n(_distance(score, frame, scale))}" '
            f'fill="none" stroke="{FAINT}" stroke-width="{width}"/>'
        )
    for place in range(spokes):
        x, y = frame.point(_angle(place, spokes), frame.radius)
        yield f'<line x1="{_n(frame.x)}" y1="{_n(frame.y)}" x2="{_n(x)}" y2="{_n(y)}" stroke="{FAINT}"/>'


def _ring_numbers(frame: _Frame, scale: Scale) -> Iterable[str]:
    """Beside the first spoke, under their rings; as many as can be told apart, the highest and the lowest always."""
    scores = range(scale.lowest, scale.highest + 1)
    every = 1
    while every * frame.radius / len(scores) < RING_TYPE * 1.3:
        every += 1
    shown = [score for score in reversed(scores) if (scale.highest - score) % every == 0]
    shown = [score for score in shown if score - scale.lowest >= every] + [scale.lowest]
    for score in shown:
        y = frame.y - _distance(score, frame, scale)
        yield (
            f'<text x="{_n(frame.x - 3)}" y="{_n(y + RING_TYPE * 0.95)}" font-size="{RING_TYPE}" text-anchor="end" '
            f'fill="{GREY}" stroke="#ffffff" stroke-width="3" paint-order="stroke">{score}</text>'
        )


def _bands(spokes: Sequence[Spoke], frame: _Frame, prefix: str) -> Iterable[str]:
    if not frame.has_bands:
        return
    half_step = pi / len(spokes)
    middle = frame.radius + 3 + BAND / 2
    for number, (domain, places) in enumerate(_domains(spokes)):
        begins = _angle(places[0], len(spokes)) - half_step + 0.02
        ends = _angle(places[-1], len(spokes)) + half_step - 0.02
        yield f'<path d="{_arc(frame, begins, ends, middle)}" fill="none" stroke="#dfe7e6" stroke-width="{BAND}"/>'
        if not domain:
            continue
        if sin((begins + ends) / 2) > 0.01:  # below the middle the words run the other way, so that none is upside down
            path = _arc(frame, ends, begins, middle + BAND_TYPE * 0.36)
        else:
            path = _arc(frame, begins, ends, middle - BAND_TYPE * 0.36)
        name = f"{escape(prefix)}-domain-{number + 1}"
        yield (
            f'<path id="{name}" d="{path}" fill="none"/>'
            f'<text font-size="{BAND_TYPE}" font-weight="bold" fill="{TEAL}" text-anchor="middle">'
            f'<textPath href="#{name}" startOffset="50%">{xml_text(domain)}</textPath></text>'
        )


def _labels(frame: _Frame) -> Iterable[str]:
    for place, lines in enumerate(frame.labels):
        angle = _angle(place, len(frame.labels))
        x, y = frame.point(angle, frame.radius + frame.gap)
        anchor = "middle" if abs(cos(angle)) <= 0.1 else "start" if cos(angle) > 0 else "end"
        height = len(lines) * LABEL_TYPE * LINE
        top = y - height * (1 - sin(angle)) / 2  # the block hangs outward from its spoke
        # Read out or copied, a label is one line: the space between two of its lines stands where it moves neither.
        before, after = (" ", "") if anchor == "end" else ("", " ")
        spans = "".join(
            f'<tspan x="{_n(x)}" y="{_n(top + (row + 0.85) * LABEL_TYPE * LINE)}">'
            f"{before if row else ''}{xml_text(line)}{after if row < len(lines) - 1 else ''}</tspan>"
            for row, line in enumerate(lines)
        )
        yield f'<text font-size="{LABEL_TYPE}" text-anchor="{anchor}" fill="{INK}">{spans}</text>'


def _shape(shape: Shape, line: _Line, spokes: Sequence[Spoke], frame: _Frame, scale: Scale) -> str:
    """A closed outline when every spoke is scored; otherwise open runs, broken where a score is missing."""
    points: list[tuple[float, float] | None] = []
    for place, spoke in enumerate(spokes):
        score = shape.scores.get(spoke.key)
        points.append(
            None if score is None else frame.point(_angle(place, len(spokes)), _distance(score, frame, scale))
        )
    is_latest = shape.kind is ShapeKind.LATEST
    parts = []
    alone: list[tuple[float, float]] = []
    if all(points):
        filled = f'fill="{TEAL}" fill-opacity="0.1"' if is_latest else 'fill="none"'
        corners = " ".join(f"{_n(point[0])},{_n(point[1])}" for point in points if point)
        parts.append(f'<polygon points="{corners}" {filled} {line.attributes()}/>')
    else:
        for run in _runs(points):
            if len(run) == 1:
                alone.extend(run)
            else:
                corners = " ".join(f"{_n(x)},{_n(y)}" for x, y in run)
                parts.append(f'<polyline points="{corners}" fill="none" {line.attributes()}/>')
    # A score with no scored neighbour has no line to lie on, so it is marked whatever the shape.
    dots = [point for point in points if point] if is_latest else alone
    look = f'fill="{TEAL}"' if is_latest else f'fill="#ffffff" stroke="{line.colour}" stroke-width="2"'
    parts.extend(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="4.5" {look}/>' for x, y in dots)
    return f'<g data-shape="{shape.kind.value}">{"".join(parts)}</g>'


def _runs(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """The unbroken stretches round a circle that has at least one gap, beginning after a gap."""
    gap = points.index(None)
    turned = [*points[gap + 1 :], *points[: gap + 1]]
    return [
        [point for point in run if point]
        for is_scored, run in groupby(turned, key=lambda p: p is not None)
        if is_scored
    ]


def _key(shapes: Sequence[Shape], lines: Mapping[int, _Line], frame: _Frame, scale: Scale) -> tuple[list[str], float]:
    left, words_at, row = EDGE + 2, EDGE + 48, KEY_TYPE * LINE
    letters = int((frame.size - words_at - EDGE) / (KEY_TYPE * ONE_LETTER))
    y = frame.bottom + row
    drawn = []
    for shape in shapes:
        line, middle = lines[id(shape)], y - KEY_TYPE * 0.33
        drawn.append(f'<line x1="{left}" y1="{_n(middle)}" x2="{words_at - 8}" y2="{_n(middle)}" {line.attributes()}/>')
        if shape.kind is ShapeKind.LATEST:
            drawn.append(f'<circle cx="{(left + words_at - 8) / 2:g}" cy="{_n(middle)}" r="4.5" fill="{TEAL}"/>')
        for words in _wrap(_key_line(shape), letters, letters):
            drawn.append(
                f'<text x="{words_at}" y="{_n(y)}" font-size="{KEY_TYPE}" fill="{INK}">{xml_text(words)}</text>'
            )
            y += row
        y += 4
    outward = "better" if scale.high_is_good else "worse"
    drawn.append(
        f'<text x="{left}" y="{_n(y)}" font-size="{KEY_TYPE}" fill="{GREY}">'
        f"{scale.lowest} to {scale.highest}: further out is {outward}</text>"
    )
    return drawn, y + EDGE + 3


def _lines(shapes: Sequence[Shape]) -> dict[int, _Line]:
    others = cycle(LINES_OF_OTHERS)
    return {id(shape): LINES[shape.kind] if shape.kind in LINES else _Line(GREY, 1.5, next(others)) for shape in shapes}


def _key_line(shape: Shape) -> str:
    return f"{shape.label}, scored by {shape.scored_by} on {long_date(shape.scored_on)}"


def long_date(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _said(score: int | None) -> str:
    return "not scored" if score is None else str(score)


def _domains(spokes: Sequence[Spoke]) -> list[tuple[str, list[int]]]:
    numbered = groupby(enumerate(spokes), key=lambda pair: pair[1].domain)
    return [(domain, [place for place, _ in members]) for domain, members in numbered]


def _bands_hold_their_names(spokes: Sequence[Spoke], radius: float) -> bool:
    step = 2 * pi / len(spokes)
    return all(
        1.1 * _width(domain, BAND_TYPE) <= len(places) * step * (radius + 3) - 6 for domain, places in _domains(spokes)
    )


def _angle(place: int, spokes: int) -> float:
    """Clockwise from the top."""
    return -pi / 2 + 2 * pi * place / spokes


def _distance(score: int, frame: _Frame, scale: Scale) -> float:
    return frame.radius * (score - scale.lowest + 1) / (scale.highest - scale.lowest + 1)


def _arc(frame: _Frame, begins: float, ends: float, radius: float) -> str:
    start, finish = frame.point(begins, radius), frame.point(ends, radius)
    if abs(ends - begins) > 2 * pi - 0.1:  # one domain: a whole circle has no single arc
        half = frame.point((begins + ends) / 2, radius)
        sweep = int(ends > begins)
        arc = f"A{_n(radius)} {_n(radius)} 0 0 {sweep}"
        return f"M{_n(start[0])} {_n(start[1])} {arc} {_n(half[0])} {_n(half[1])} {arc} {_n(finish[0])} {_n(finish[1])}"
    return (
        f"M{_n(start[0])} {_n(start[1])} A{_n(radius)} {_n(radius)} 0 {int(abs(ends - begins) > pi)} "
        f"{int(ends > begins)} {_n(finish[0])} {_n(finish[1])}"
    )


def _wrap(words: str, letters: int, longest_word: int) -> list[str]:
    """Lines of at most `letters`; a longer word has its own line, and is cut only beyond `longest_word`."""
    lines: list[str] = []
    for word in words.split():
        while len(word) > longest_word:
            lines.append(word[: longest_word - 1] + "-")
            word = word[longest_word - 1 :]
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]


def _width(words: str, type_size: float) -> float:
    return type_size * ONE_LETTER * sum(map(_letter_width, words))


def _letter_width(letter: str) -> float:
    if ord(letter) > 0x2E7F:  # Chinese, Japanese, Korean and pictures are square
        return 1.8
    if letter in " .,:;'’!|ijltfrI()-":
        return 0.6
    return 1.35 if letter.isupper() or letter in "mw" else 1.0


def _n(number: float) -> str:
    return f"{number + 0.0:.1f}".removesuffix(".0")


def xml_text(words: str) -> str:
    """Escaped, and without the characters that XML forbids."""
    return escape("".join(letter for letter in words if _is_xml(ord(letter))))


def _is_xml(code: int) -> bool:
    return code in (0x9, 0xA, 0xD) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
