"""What is taken away says what the telling says: read back, it is the same."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from hearth.evidence.measures.disclosure import SmallNumbers
from hearth.evidence.measures.hidden_harm.answer import answer
from hearth.evidence.measures.hidden_harm.as_pdf import as_pdf
from hearth.evidence.measures.hidden_harm.as_spreadsheet import HEADINGS, as_csv, as_xlsx
from hearth.evidence.measures.hidden_harm.calculate import HiddenHarm
from hearth.evidence.measures.hidden_harm.published import publish
from hearth.evidence.measures.hidden_harm.telling import tell
from hearth.evidence.measures.told import Telling


@pytest.fixture(params=["exact", "published"])
def told(request: pytest.FixtureRequest, council: HiddenHarm, a_year_before: HiddenHarm) -> Telling:
    if request.param == "exact":
        return tell(council, earlier=[a_year_before])
    return tell(publish(council), earlier=[publish(a_year_before)])


def _number(cell: Any) -> float | None:
    return None if cell == "" else float(cell)


def _places(told: Telling) -> list[tuple[str, str, str, str, float | None, float | None]]:
    """Every count, where it stands, with its share."""
    plain = {part: f"'{part}" if part.startswith("=") else part for part in (block.part for block in told.blocks)}
    blocks = [
        (block.name, block.by, plain[block.part], figure.name, figure.count, figure.share)
        for block in told.blocks
        for figure in block.figures
    ]
    combined = [
        ("combinations", "", "", "+".join(each.factors) or "none", each.count,
         each.count / told.n if each.count is not None and told.n else None)
        for each in told.combinations
    ]  # fmt: skip
    return [*blocks, *combined]


def test_csv_read_back_is_the_telling(told: Telling) -> None:
    made = io.StringIO(newline="")
    as_csv(told, made)
    made.seek(0)
    rows = list(csv.DictReader(made))
    assert list(rows[0]) == list(HEADINGS)
    assert [
        (row["table"], row["by"], row["part"], row["figure"], _number(row["count"]), _number(row["share"]))
        for row in rows
    ] == _places(told)
    assert [row["kept_back"] for row in rows] == [
        "kept back" if count is None else "" for *_, count, _ in _places(told)
    ]
    assert {(row["on"], row["source"], row["state"], row["definition"]) for row in rows} == {
        ("2026-03-31", told.source, "published" if told.is_published else "not for publishing",
         "Children living with hidden harm, version 1")
    }  # fmt: skip


def test_only_a_part_that_nobody_is_in_is_left_out(council: HiddenHarm) -> None:
    """Not one that is kept back, nor one that is rounded: no rounding that is allowed tells it as 0."""
    girls, boys = council.parts["sex"]["F"], council.parts["sex"]["M"]
    more: dict[frozenset[str], int] = {**council.combinations, frozenset(): 48}
    seven = replace(
        council,
        combinations=more,
        parts={"sex": {"F": girls, "M": boys, "seven": {frozenset(): 7}, "nobody": {}}},
        labels=dict(council.labels) | {("sex", "seven"): "Seven", ("sex", "nobody"): "Nobody"},
    )
    for found in (tell(seven), tell(publish(seven, SmallNumbers(rounding=12))), tell(publish(seven, SmallNumbers(9)))):
        parts = list(dict.fromkeys(block.part for block in found.blocks if block.by))
        assert parts == ["Female", "=Male, π team", "Seven"]
        assert dict(found.definition)["Left out, being 0"] == "Sex: Nobody"


def test_xlsx_read_back_is_the_telling(council: HiddenHarm, told: Telling) -> None:
    made = io.BytesIO()
    as_xlsx(told, made, answer=answer(council, told), council="Aldermere Council")
    book = CalamineWorkbook.from_filelike(io.BytesIO(made.getvalue()))
    assert book.sheet_names == [
        "About", "Factors", "Exactly", "Sex, factors", "Sex, exactly", "Date, factors", "Date, exactly",
        "Combinations"]  # fmt: skip
    about = dict(row[:2] for row in book.get_sheet_by_name("About").to_python()[2:])
    assert (about["Answer"], about["Source"], about["Definition"], about["Not recorded"]) == (
        answer(council, told),
        told.source,
        "Children living with hidden harm, version 1",
        dict(told.definition)["Not recorded"],
    )
    assert ("State" in about) is not told.is_published
    sheets = {name: book.get_sheet_by_name(name).to_python()[3:] for name in book.sheet_names[1:]}
    for sheet, by, name in (("Factors", "", "factors"), ("Exactly", "", "exactly"), ("Sex, factors", "Sex", "factors"),
                            ("Sex, exactly", "Sex", "exactly"), ("Date, factors", "Date", "factors")):  # fmt: skip
        wanted = [
            (*([block.part] if by else []), figure.label, figure.count, figure.share)
            for block in told.blocks
            if (block.by, block.name) == (by, name)
            for figure in block.figures
        ]
        at = 1 if by else 0
        assert [
            (*row[:at], row[at], _number(row[at + 1]), None if row[at + 3] == "" else pytest.approx(row[at + 3]))
            for row in sheets[sheet]
        ] == wanted
    assert [(tuple(cell == "yes" for cell in row[:4]), _number(row[4]), row[5]) for row in sheets["Combinations"]] == [
        (tuple(name in each.factors for name, _ in told.labels), each.count, "kept back" if each.count is None else "")
        for each in told.combinations
    ]


def test_the_paper_is_tagged_for_screen_readers_in_british_english(council: HiddenHarm, told: Telling) -> None:
    made = as_pdf(told, answer=answer(council, told), council="Aldermere Council")
    pdf = PdfReader(io.BytesIO(made))
    catalogue = cast(Mapping[str, Any], pdf.trailer["/Root"])
    assert (catalogue["/Lang"], bool(catalogue["/MarkInfo"]["/Marked"])) == ("en-GB", True)
    assert catalogue["/Metadata"].get_data().count(b"<pdfuaid:part>1</pdfuaid:part>") == 1
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Children living with hidden harm"
    words = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    said = (answer(council, told), "Source: invented; snapshot 2026-03-31-000000000000", "Over time", "=Male, □ team")
    assert [sentence in words for sentence in said] == [True] * 4
    assert ("Not for publishing: small numbers are shown." in words) is not told.is_published


def test_the_same_telling_gives_the_same_paper(council: HiddenHarm) -> None:
    told = tell(council)
    assert as_pdf(told, answer="A", council="") == as_pdf(told, answer="A", council="")
