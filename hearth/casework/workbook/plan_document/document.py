import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from hearth.casework.workbook.plan_document.plan import PlanOnAPage, PlanScale, PlanTooLong, TooLong

TEMPLATE = Path(__file__).with_name("plan.typ")
SIZES = (
    16.0,
    15.0,
    14.0,
    13.5,
    13.0,
    12.5,
    12.0,
    11.5,
    11.0,
    10.5,
    10.0,
)  # points; the family's own words are printed larger
SMALLEST = SIZES[-1]

LAST_LATIN = "\u017f"  # the end of Latin Extended-A, which every font that comes with typst has whole

Page = dict[str, Any]


class _CannotBeSet(Exception):
    """The typesetter refused the words, or fell over them."""

    def __init__(self, undrawn: set[str]) -> None:
        self.undrawn = undrawn
        super().__init__("the words cannot be set in type")


def make_pdf(plan: PlanOnAPage, *, fonts: Path | None = None) -> bytes:
    """One page of A4, PDF/UA-1, at the largest type that fits; the same plan always gives the same bytes.

    Raises PlanTooLong, saying which text is too long, when it does not fit at 10 points. Letters that no font has are
    printed as □ with a note to write them in (see `letters_it_cannot_print`), and pictures as their names in brackets.
    `fonts` is a folder of further fonts: those that come with typst have Latin, Greek, Cyrillic, Hebrew and Arabic letters.
    """
    lost = set(letters_it_cannot_print(plan, fonts=fonts))
    letters = {letter for text in _texts_of(_page(plan, "")) for letter in text}
    marks = {letter for letter in letters if unicodedata.category(letter) in ("Mn", "Me", "Cf")}
    beyond_latin = {letter for letter in letters if letter > LAST_LATIN}
    # A rare mixture of scripts defeats the typesetter although each letter has a font: two that no one font has
    # together, or a mark at the end of a line that runs the other way. Then go without the marks, and then with
    # Latin letters alone.
    for without in (lost, lost | marks):
        try:
            return _print(_page(plan, "".join(without)), plan.made_on, fonts)
        except _CannotBeSet:
            continue
    return _print(_page(plan, "".join(lost | marks | beyond_latin)), plan.made_on, fonts)


def letters_it_cannot_print(plan: PlanOnAPage, *, fonts: Path | None = None) -> str:
    """The letters of the plan, pictures among them, that no font at hand has; "" for most plans."""
    lost: set[str] = set()
    for _ in range(9):  # a letter can show itself lost only when its neighbour is gone
        page = _page(plan, "".join(lost))
        page["everything"] = [text for text in _texts_of(page) if text]
        try:
            _compile(page, fonts, job="letters")
            break
        except _CannotBeSet as failure:
            if failure.undrawn <= lost:
                break
            lost |= failure.undrawn
    return "".join(sorted(lost))


def _undrawn(diagnostic: str) -> Iterator[str]:
    for quoted in re.findall(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed', diagnostic):
        yield from re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), quoted).replace("\\", "")


@contextmanager
def _setting() -> Iterator[None]:
    try:
        yield
    except typst.TypstError as error:
        raise _CannotBeSet(set(_undrawn(str(error.diagnostic)))) from error
    except BaseException as panic:
        # A fall inside typst arrives as a BaseException whose class cannot be imported. It is told by its name.
        if type(panic).__name__ != "PanicException":
            raise
        raise _CannotBeSet(set()) from None


@lru_cache(maxsize=4)
def _fonts(folder: Path | None) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[folder] if folder else [])


def _inputs(page: Page, **more: str) -> dict[str, str]:
    return {"plan": json.dumps(_may_break(page)), **more}


def _compile(page: Page, fonts: Path | None, made_on: date = date(2000, 1, 1), **more: str) -> bytes:
    with _setting():
        return typst.compile(
            TEMPLATE,
            root=TEMPLATE.parent,
            font_paths=_fonts(fonts),
            format="pdf",
            sys_inputs=_inputs(page, **more),
            pdf_standards=["ua-1"],
            timestamp=datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC),
        )


def _print(page: Page, made_on: date, fonts: Path | None) -> bytes:
    fitting = [size for size, fits in zip(SIZES, _which_fit(page, SIZES, fonts), strict=True) if fits]
    if not fitting:
        raise PlanTooLong(_too_long(page, lambda tried: _which_fit(tried, (SMALLEST,), fonts)[0]))
    return _compile(page, fonts, made_on, job="print", size=str(fitting[0]))


def _which_fit(page: Page, sizes: tuple[float, ...], fonts: Path | None) -> list[bool]:
    with _setting():
        answer = typst.query(
            TEMPLATE,
            "<measured>",
            field="value",
            one=True,
            root=TEMPLATE.parent,
            font_paths=_fonts(fonts),
            sys_inputs=_inputs(page, job="measure", sizes=json.dumps(sizes)),
        )
    measured = json.loads(answer)
    return [height <= measured["room"] for height in measured["heights"]]


# From the plan to what the template prints


def _page(plan: PlanOnAPage, lost: str) -> Page:
    def line(text: str) -> str:
        return " ".join(_printable(text, lost).split())

    def lines(text: str) -> str:
        tidy = "\n".join(" ".join(row.split()) for row in _printable(text, lost).split("\n"))
        return re.sub(r"\n{3,}", "\n\n", tidy).strip()

    notes: list[str] = []
    page: Page = {
        "title": f"Plan on a page: {line(plan.family) or 'our family'}",
        "description": "Who does what by when, in the family's own words",
        "council": line(plan.council),
        "colour": plan.colour,
        "family": line(plan.family) or "Our family",
        "made_on": _long_date(plan.made_on),
        "made_for": line(plan.made_for) or "the family",
        "worry": lines(plan.worry),
        "hope": lines(plan.hope),
        "steps": [
            {
                "who": line(step.who),
                "does": lines(step.does),
                "by_when": _together(_long_date(step.by_when) if step.by_when else "no date set"),
                "done": _together("Yes" if step.is_done else "Not yet"),
            }
            for step in plan.steps
        ],
        "scales": [
            {
                "label": line(scale.label),
                "now": scale.now,
                "wanted": scale.wanted,
                "lowest": scale.lowest,
                "highest": scale.highest,
                "said": _said(scale),
            }
            for scale in plan.scales
        ],
        "if_worse": lines(plan.if_worse),
        "who_to_ring": [
            {"name": line(person.name), "role": line(person.role), "phone": line(person.phone)}
            for person in plan.who_to_ring
        ],
        "nobody": "Nobody named yet.",
        "next_review_on": _long_date(plan.next_review_on) if plan.next_review_on else "no date set",
        "notes": notes,
    }
    if any("□" in text for text in _texts_of(page)):
        notes.append("□ stands for a letter that could not be printed: please write it in by hand.")
    return page


def _said(scale: PlanScale) -> str:
    now = "not scored" if scale.now is None else str(scale.now)
    wanted = "not scored" if scale.wanted is None else str(scale.wanted)
    return f"Now {now}, we want {wanted} (from {scale.lowest} to {scale.highest})"


def _together(words: str) -> str:
    return words.replace(" ", "\u00a0")


def _long_date(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _printable(text: str, lost: str) -> str:
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(_instead(letter, lost) for letter in composed)


# Marks that turn the order of what follows can make a page say what its author did not write.
TURNS_THE_ORDER = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _instead(letter: str, lost: str) -> str:
    code, kind = ord(letter), unicodedata.category(letter)
    if letter in "\n ":
        return letter
    if kind in ("Zs", "Zl", "Zp") or letter in "\t\v\f":
        return letter if letter == "\u00a0" else " "
    if kind in ("Cc", "Cs", "Co") or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF or letter in TURNS_THE_ORDER:
        return ""
    if letter not in lost:
        return letter
    if 0x1F1E6 <= code <= 0x1F1FF:  # a flag is written as two letters of a country's code
        return chr(code - 0x1F1E6 + ord("A"))
    if kind in ("Cf", "Mn", "Me", "Sk"):  # joiners, and marks without the letter they belong to
        return ""
    name: str = unicodedata.name(letter, "")
    return f"[{name.lower()}]" if kind == "So" and name else "□"


def _texts_of(page: Any) -> Iterator[str]:
    if isinstance(page, str):
        yield page
    elif isinstance(page, dict):
        for value in page.values():
            yield from _texts_of(value)
    elif isinstance(page, list):
        for value in page:
            yield from _texts_of(value)


def _may_break(page: Any) -> Any:
    """A word too long for its column (an address of the web, say) may break anywhere, and so stays on the paper."""
    if isinstance(page, str):
        return re.sub(r"[^\s-]{21,}", lambda word: "\u200b".join(word[0]), page)
    if isinstance(page, dict):
        return {key: value if key == "title" else _may_break(value) for key, value in page.items()}
    if isinstance(page, list):
        return [_may_break(value) for value in page]
    return page


# Which text is too long


@dataclass(frozen=True)
class _Part:
    """A text, or a list, of the page: what the reader calls it, and the length at which nobody would call it long."""

    what: str
    path: tuple[str | int, ...]
    fair: int
    counted_in: str = "letters"

    def holder(self, page: Page) -> Any:
        held: Any = page
        for key in self.path[:-1]:
            held = held[key]
        return held

    def length(self, page: Page) -> int:
        return len(self.holder(page)[self.path[-1]])

    def cut(self, page: Page, length: int) -> Page:
        cut = deepcopy(page)
        self.holder(cut)[self.path[-1]] = self.holder(cut)[self.path[-1]][:length]
        return cut


def _parts(page: Page) -> list[_Part]:
    texts = [
        _Part("“What we are worried about”", ("worry",), 350),
        _Part("“What we want”", ("hope",), 350),
        _Part("“If things get worse”", ("if_worse",), 300),
        _Part("The family's name", ("family",), 60),
        _Part("The name of the person it is made for", ("made_for",), 50),
        _Part("The council's name", ("council",), 60),
        *(_Part("The note at the foot", ("notes", place), 150) for place, _ in enumerate(page["notes"])),
    ]
    for place, _ in enumerate(page["steps"]):
        texts.append(_Part(f"Step {place + 1}, “does what”,", ("steps", place, "does"), 90))
        texts.append(_Part(f"Step {place + 1}, “who”,", ("steps", place, "who"), 30))
    for place, _ in enumerate(page["scales"]):
        texts.append(_Part(f"The name of scale {place + 1}", ("scales", place, "label"), 50))
    for place, _ in enumerate(page["who_to_ring"]):
        for key, said, fair in (("name", "name", 40), ("role", "role", 40), ("phone", "phone number", 20)):
            texts.append(_Part(f"“Who to ring”, person {place + 1}, {said},", ("who_to_ring", place, key), fair))
    return texts


LISTS = (
    _Part("steps", ("steps",), 6, "steps"),
    _Part("people to ring", ("who_to_ring",), 3, "people to ring"),
    _Part("scales", ("scales",), 2, "scales"),
)


def _too_long(page: Page, fits: Callable[[Page], bool]) -> tuple[TooLong, ...]:
    """Cut what is most above a fair length, text by text and then list by list, until the page fits; the last cut is
    made no deeper than it must be. Should even fair lengths not fit (all line ends, say), what is fair is halved."""
    found: dict[_Part, int] = {}
    for share in (1.0, 0.5, 0.25, 0.1, 0.0):
        by_excess = sorted(_parts(page), key=lambda part: part.fair * share - part.length(page))
        for part in (*by_excess, *LISTS):
            length, fair = part.length(page), int(part.fair * share)
            if length <= fair:
                continue
            least_cut = _longest_that_fits(page, part, fair, length, fits)
            page = part.cut(page, fair if least_cut is None else least_cut)
            found[part] = found.get(part, 0) + length - part.length(page)
            if least_cut is not None:
                return tuple(
                    TooLong(part.what, part_over + _remaining(part, page), part_over, part.counted_in)
                    for part, part_over in found.items()
                )
    raise AssertionError("an empty plan does not fit on a page")


def _remaining(part: _Part, page: Page) -> int:
    """What is left of a part; nothing, if the list it stood in was itself cut shorter."""
    try:
        return part.length(page)
    except IndexError:
        return 0


def _longest_that_fits(page: Page, part: _Part, fair: int, length: int, fits: Callable[[Page], bool]) -> int | None:
    if not fits(part.cut(page, fair)):
        return None
    least, most = fair, length
    while most - least > 1:
        middle = (least + most) // 2
        if fits(part.cut(page, middle)):
            least = middle
        else:
            most = middle
    return least
