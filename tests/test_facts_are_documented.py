"""The page of facts tells of every table and column there is, as the code has them."""

from __future__ import annotations

from docs.facts_page import PAGE, with_tables
from hearth.evidence.facts.snapshot import SAME_RECORD
from hearth.evidence.facts.tables import TABLES


def test_the_page_holds_the_tables_of_the_code() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == with_tables(page), "the tables changed: run python -m docs.facts_page"


def test_every_table_is_on_the_page_and_can_be_compared() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in TABLES if page.count(f"\n**{name}** (") != 1] == []
    assert SAME_RECORD.keys() == TABLES.keys()
