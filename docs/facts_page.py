"""`python -m docs.facts_page`: writes the tables of facts into `docs/operate/facts.md`, as they are in the code."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from hearth.evidence.facts.identity import IDENTITY
from hearth.evidence.facts.pseudonyms import KEYS
from hearth.evidence.facts.tables import DAY, NUMBER, TABLES, TEXT, YES_NO, Column, FactTable

PAGE = Path(__file__).parent / "operate" / "facts.md"
BEGIN, END = "<!-- The tables: python -m docs.facts_page writes them. -->\n", "<!-- Here the tables end. -->\n"
_KINDS: dict[pa.DataType, str] = {TEXT: "text", DAY: "day", YES_NO: "yes or no", NUMBER: "number"}


def tables_in_words() -> str:
    return "\n".join(["", *map(_table, TABLES.values()), _IDENTITY, _table(IDENTITY)])


_IDENTITY = """Who the children are stands apart, and never in a snapshot. Only what makes a return reads it:
"""


def _table(table: FactTable) -> str:
    doubt = "" if table.is_confirmed else ". Seen in one sample file only: what its items mean is read from their names"
    head = f"**{table.name}** (`{table.ssd}`){doubt}\n"
    rows = ["| column | what | SSD item | census item | known weakness |", "| --- | --- | --- | --- | --- |"]
    return "\n".join([head, *rows, *(_row(each, table) for each in table.columns), ""])


def _row(column: Column, table: FactTable) -> str:
    is_key = column.name in KEYS and table is not IDENTITY
    cells = (
        f"`{column.name}`",
        "pseudonym" if is_key else _KINDS[column.type],
        column.ssd,
        column.census,
        column.weakness,
    )
    return "| " + " | ".join(cells) + " |"


def with_tables(page: str) -> str:
    """The page with the tables of today between its two marks."""
    before, rest = page.split(BEGIN)
    return before + BEGIN + tables_in_words() + "\n" + END + rest.split(END)[1]


if __name__ == "__main__":
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
