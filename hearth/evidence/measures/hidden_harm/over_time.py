"""The whole day by day, as lines: drawn only of days that may be joined (telling.py has left out all others)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup

from hearth.evidence.measures.hidden_harm.telling import OVER_TIME
from hearth.evidence.measures.told import Figure, Telling
from hearth.foundation.govuk.charts import accessible_svg

TEAL, INK, GREY, FAINT = "#0b4f4a", "#0b0c0c", "#505a5f", "#b1b4b6"
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 520, 300, 44, 12, 270
WORDS = 204  # kept to the right of the lines for their names
LOOKS = ("", "7 5", "2 4", "12 4 2 4", "4 2", "14 3 4 3")


@dataclass(frozen=True)
class Line:
    """One factor on each day, oldest first. `figures` may hold None shares: kept back, or nobody was counted."""

    name: str
    label: str
    figures: tuple[Figure, ...]


def days(told: Telling) -> list[date]:
    return [_day(block.part) for block in told.blocks if block.by == OVER_TIME and block.name == "factors"]


def lines(told: Telling) -> list[Line]:
    """Empty where there is but one day."""
    of_days = [block.figures for block in told.blocks if block.by == OVER_TIME and block.name == "factors"]
    return [Line(figures[0].name, figures[0].label, figures) for figures in zip(*of_days, strict=True)]


def draw(told: Telling, *, name: str = "over-time") -> Markup:
    """An inline SVG: shares from 0 to 100 per cent with their intervals; each line has its own dashes and its name at its
    end. A day whose share is not told breaks the line."""
    on, drawn = days(told), lines(told)
    first, last = min(on), max(on)
    span = (last - first).days or 1

    def x(day: date) -> float:
        return LEFT + 10 + (day - first).days / span * (WIDTH - LEFT - 20 - WORDS)

    def y(share: float) -> float:
        return BOTTOM - share * (BOTTOM - TOP)

    parts = [
        Markup('<path d="M{} {}H{}" stroke="{}"/><text x="{}" y="{}" text-anchor="end" fill="{}">{}%</text>').format(
            LEFT, _n(y(tick / 100)), WIDTH - WORDS, FAINT, LEFT - 6, _n(y(tick / 100) + 4), GREY, tick
        )
        for tick in range(0, 101, 25)
    ]
    for day in dict.fromkeys((first, last)):
        parts.append(
            Markup('<text x="{}" y="{}" text-anchor="{}" fill="{}">{}</text>').format(
                _n(x(day)), BOTTOM + 20, "start" if day == first else "end", GREY, f"{day:%-d %b %Y}"
            )
        )
    ends: list[tuple[float, str, float]] = []
    for number, line in enumerate(drawn):
        colour = TEAL if line.name == "at_least_one" else INK
        points = [(x(day), figure) for day, figure in zip(on, line.figures, strict=True)]
        parts.append(Markup('<g data-line="{}">').format(line.name))
        for run in _unbroken(points):
            corners = " ".join(f"{_n(at)},{_n(y(figure.share or 0))}" for at, figure in run)
            parts.append(
                Markup('<polyline points="{}" fill="none" stroke="{}" stroke-width="2" stroke-dasharray="{}"/>').format(
                    corners, colour, LOOKS[number % len(LOOKS)] or "none"
                )
            )
            for at, figure in run:
                parts.append(
                    Markup('<path d="M{0} {1}V{2}" stroke="{3}"/><circle cx="{0}" cy="{4}" r="4" fill="{3}"/>').format(
                        _n(at), _n(y(figure.low or 0)), _n(y(figure.high or 0)), colour, _n(y(figure.share or 0))
                    )
                )
        parts.append(Markup("</g>"))
        told_last = line.figures[-1].share
        if told_last is not None:
            ends.append((y(told_last), f"{line.label} {told_last:.0%}", y(told_last)))
    below = 0.0
    for wanted, words, level in sorted(ends):  # names that would lie on each other are pushed apart
        at = max(wanted, below)
        below = at + 16
        parts.append(
            Markup('<path d="M{} {}L{} {}" stroke="{}"/><text x="{}" y="{}" fill="{}">{}</text>').format(
                _n(x(last) + 6), _n(level), _n(x(last) + 20), _n(at), FAINT, _n(x(last) + 24), _n(at + 4), INK, words
            )
        )
    return accessible_svg(
        Markup('<g font-size="12">{}</g>').format(Markup("\n").join(parts)),
        name=name,
        title=f"The same, of {told.unit} on each day",
        description=describe(told),
        width=WIDTH,
        height=HEIGHT,
    )


def describe(told: Telling) -> str:
    on = days(told)
    said = (
        f"{line.label}: "
        + ", ".join(
            f"{'not told' if figure.share is None else f'{figure.share:.0%}'} on {day:%-d %B %Y}"
            for day, figure in zip(on, line.figures, strict=True)
        )
        for line in lines(told)
    )
    return ". ".join(said) + "."


def _unbroken(points: list[tuple[float, Figure]]) -> list[list[tuple[float, Figure]]]:
    runs: list[list[tuple[float, Figure]]] = [[]]
    for point in points:
        if point[1].share is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _day(part: str) -> date:
    """As telling.py writes it: "31 March 2020"."""
    return datetime.strptime(part, "%d %B %Y").date()


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
