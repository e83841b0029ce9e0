"""The commands of the published tables: load them from a folder, list what is loaded. They need no database."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.box import SIMPLE
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from hearth.evidence.measures.national.kept import Kept, Loaded, listing, load
from hearth.evidence.measures.national.published_files import UnreadableTable
from hearth.wiring.data_folder import data_folder

DONE, NOT_DONE = 0, 2

say = Console(highlight=False, soft_wrap=True)
complain = Console(stderr=True, highlight=False, soft_wrap=True)


def national_folder() -> Path:
    return data_folder() / "national"


def describe(words: Any) -> None:
    word = words.add_parser("national", help="keep what is published of England and every authority, to compare with")
    kinds = word.add_subparsers(metavar="load|list", required=True)
    loading = kinds.add_parser("load", help="find the published tables in a folder, and keep them")
    loading.add_argument("folder", type=Path, metavar="DIR", help="it and its subfolders are looked through")
    loading.set_defaults(does=_load)
    telling = kinds.add_parser("list", help="list the tables that are loaded, with their source")
    telling.add_argument("--format", choices=["table", "json"], default="table")
    telling.set_defaults(does=_list)


def _load(chosen: argparse.Namespace) -> int:
    try:
        done = load(chosen.folder, national_folder(), at=datetime.now(UTC))
    except UnreadableTable as fault:
        complain.print(f"{escape(str(fault))} Nothing was changed.")
        return NOT_DONE
    except OSError as fault:
        complain.print(escape(f"{fault}. Nothing was changed."))
        return NOT_DONE
    for table in done.tables:
        say.print(escape(_what_became_of(table)))
    for name, why in done.passed_over:
        complain.print(escape(f"Not taken: {name}: {why}."))
    for table in done.tables:
        if table.not_known:
            complain.print(
                escape(f"{table.kept.file} has columns that Hearth does not know yet: {', '.join(table.not_known)}.")
            )
    if done.missing:
        complain.print(f"Not found, and not loaded before: {', '.join(map(_words, done.missing))}.")
    return DONE


def _what_became_of(table: Loaded) -> str:
    kept, before = table.kept, table.before
    told = f"{_words(kept.kind).capitalize()}: {table.what}, {kept.file}{_years(kept)}, {kept.rows:,} rows"
    if table.what == "replaced" and before is not None:
        return f"{told}; before, {before.file}{_years(before)}."
    return f"{told}."


def _years(kept: Kept) -> str:
    return f", {kept.years_in_words}" if kept.years else ""


def _list(chosen: argparse.Namespace) -> int:
    loaded = listing(national_folder())
    if chosen.format == "json":
        json.dump([asdict(each) for each in loaded], sys.stdout, indent=1)
        sys.stdout.write("\n")
        return DONE
    if not loaded:
        say.print("No published tables are loaded. Load them with: hearth national load DIR")
        return DONE
    table = Table("Table", "Years", "Rows", "Loaded", box=SIMPLE)
    for each in loaded:
        table.add_row(_words(each.kind), each.years_in_words, f"{each.rows:,}", each.loaded_at[:10])
    say.print(table)
    for each in loaded:
        say.print(escape(f"{each.source}. {each.licence}. {each.file}, SHA-256 {each.sha256[:12]}."))
    return DONE


def _words(kind: str) -> str:
    return kind.replace("_", " ")
