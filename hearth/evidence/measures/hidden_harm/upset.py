"""The UpSet picture: which factors are met together, and how often. Its table has the same rows.

Drawn downwards, a combination a row, so that it is read on a telephone as on paper. Nothing in it depends on colour alone:
a dot that is filled and joined is a factor that is met, a ring one that is not; each bar has its number in words.
(The form is that of Lex and others, "UpSet: Visualization of Intersecting Sets", 2014.)
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from hearth.evidence.measures.told import Telling
from hearth.foundation.govuk.charts import accessible_svg

TEAL, INK, GREY, FAINT, BAND = "#0b4f4a", "#0b0c0c", "#505a5f", "#b1b4b6", "#dfe7e6"
WIDTH, EDGE = 520, 6
COLUMN, DOT = 26, 7
HEAD, ROW = 34, 26
NUMBER = 84  # kept to the right of the longest bar for its number
TYPE = 14
KEPT_BACK = "kept back"


@dataclass(frozen=True)
class Row:
    """`has` in the order of the definition's groups; `count` None is kept back."""

    factors: tuple[str, ...]
    words: str
    has: tuple[bool, ...]
    count: int | None


def rows(told: Telling) -> list[Row]:
    """In the order of the telling: the largest first, those kept back last."""
    labels = dict(told.labels)
    return [
        Row(
            each.factors,
            "; ".join(labels[name] for name in each.factors) or "None of these",
            tuple(name in each.factors for name in labels),
            each.count,
        )
        for each in told.combinations
    ]


def describe(told: Telling) -> str:
    """The picture for whoever hears it instead."""
    if not told.combinations:
        return "There is nothing to draw: nobody was counted, or all of it is kept back."
    said = "; ".join(f"{each.words.replace('; ', ' with ')}: {number(each.count)}" for each in rows(told))
    return f"How many {told.unit} live with exactly which factors. {said}."


def number(count: int | None) -> str:
    return KEPT_BACK if count is None else f"{count:,}"


def draw(told: Telling, *, name: str = "upset", font: str = "") -> Markup:
    """An inline SVG; `name` is unique on the page. `font` is named in it where no style sheet will be at hand."""
    sizes = {
        figure.name: figure
        for block in told.blocks
        if block.name == "factors" and not block.by
        for figure in block.figures
    }
    combined = rows(told)
    groups = [group for group, _ in told.labels]
    bars = EDGE + COLUMN * len(groups) + 10
    longest = max([sizes[group].count or 0 for group in groups] + [row.count or 0 for row in combined] + [1])
    scale = (WIDTH - bars - NUMBER) / longest
    parts: list[Markup] = []
    top = EDGE
    body = top + HEAD * len(groups) + 8
    for place, (group, label) in enumerate(told.labels):
        middle = top + HEAD * place + 12
        x = _column(place)
        figure = sizes[group]
        share = "" if figure.share is None else f" ({figure.share:.0%})"
        parts += [
            # Each factor's name stands level, and a line leads from it down to its column.
            Markup('<path d="M{} {}H{}V{}" fill="none" stroke="{}" stroke-width="1.5"/>').format(
                bars - 5, middle, x, body, GREY
            ),
            Markup('<g data-factor="{}" data-count="{}">').format(group, _data(figure.count)),
            _text(bars, middle + 4, f"{label}: {number(figure.count)}{share}"),
            _bar(bars, middle + 9, (figure.count or 0) * scale, 7, GREY),
            Markup("</g>"),
        ]
    for line, row in enumerate(combined):
        y = body + ROW * line + ROW / 2
        if line % 2 == 0:
            parts.append(
                Markup('<rect x="0" y="{}" width="{}" height="{}" fill="{}" fill-opacity="0.5"/>').format(
                    _n(y - ROW / 2), WIDTH, ROW, BAND
                )
            )
        parts.append(
            Markup('<g data-combination="{}" data-count="{}">').format("+".join(row.factors), _data(row.count))
        )
        met = [place for place, has in enumerate(row.has) if has]
        if len(met) > 1:
            parts.append(
                Markup('<path d="M{} {}H{}" stroke="{}" stroke-width="3"/>').format(
                    _column(met[0]), _n(y), _column(met[-1]), TEAL
                )
            )
        for place, has in enumerate(row.has):
            look = Markup('fill="{}"').format(TEAL) if has else Markup('fill="#ffffff" stroke="{}"').format(FAINT)
            parts.append(
                Markup('<circle cx="{}" cy="{}" r="{}" {}/>').format(
                    _column(place), _n(y), DOT if has else DOT - 2, look
                )
            )
        length = (row.count or 0) * scale
        parts.append(_bar(bars, y - 8, length, 16, TEAL))
        said = number(row.count) + (", none of these" if not row.factors and row.count is not None else "")
        inside = not row.factors and length + 150 > WIDTH - bars
        if inside:
            parts.append(_text(bars + 8, y + 5, said, "#ffffff"))
        else:
            parts.append(_text(bars + length + 6, y + 5, said, INK if row.count is not None else GREY))
        parts.append(Markup("</g>"))
    content = Markup('<g font-size="{}"{}>{}</g>').format(
        TYPE, Markup(' font-family="{}"').format(font) if font else "", Markup("\n").join(parts)
    )
    return accessible_svg(
        content,
        name=name,
        title=f"Which factors {told.unit} live with together",
        description=describe(told),
        width=WIDTH,
        height=int(body + ROW * len(combined) + EDGE),
    )


def _column(place: int) -> int:
    return EDGE + COLUMN * place + COLUMN // 2


def _bar(x: float, y: float, length: float, height: int, colour: str) -> Markup:
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>').format(
        _n(x), _n(y), _n(length), height, colour
    )


def _text(x: float, y: float, words: str, colour: str = INK) -> Markup:
    return Markup('<text x="{}" y="{}" fill="{}">{}</text>').format(_n(x), _n(y), colour, words)


def _data(count: int | None) -> str:
    return "" if count is None else str(count)


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
