"""The commands, in the order a council meets them."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from rich.console import Console

from hearth.foundation.audit import seal as audit_seal
from hearth.foundation.govuk.assets import build_assets
from hearth.foundation.refusals import Refused
from hearth.governance.bring_in_records.from_command import bring_in_file
from hearth.wiring.invented_council import load, load_if_empty
from hearth.wiring.keep_safe import back_up, restore
from hearth.wiring.new_council import begin_council
from hearth.wiring.prepare import is_empty, pending_migrations, prepare
from hearth.wiring.serve import serve

say = Console(highlight=False)
complain = Console(stderr=True, highlight=False)


def describe(words: Any) -> None:
    """Add every command to the parser."""
    word = words.add_parser("serve", help="apply migrations, start the site and its jobs, until Ctrl-C")
    word.add_argument("--host", default="127.0.0.1")
    word.add_argument("--port", type=int, default=8000)
    word.add_argument("--workers", type=int, default=2)
    word.add_argument("--open", action="store_true", help="open the site in a browser")
    word.add_argument("--demo", action="store_true", help="load the invented council first, if the database is empty")
    word.set_defaults(does=_serve)

    word = words.add_parser("demo", help="load the invented council into an empty database, and say whom to sign in as")
    word.set_defaults(does=_demo)

    word = words.add_parser("new-council", help="begin a real council: its settings and its first administrator")
    word.add_argument("--name", required=True, help='the council\'s name, such as "Northwold Council"')
    word.add_argument("--code", required=True, help="the council's three-figure DfE number")
    word.add_argument("--admin-name", required=True, help="the first administrator's first and last name")
    word.add_argument("--admin-email", required=True)
    word.add_argument("--site", default="http://127.0.0.1:8000/", help="where the site will be found, for the link")
    word.set_defaults(does=_new_council)

    word = words.add_parser("migrate", help="bring the database to this version")
    word.set_defaults(does=_migrate)

    word = words.add_parser("assets", help="make the site's stylesheets and scripts from node_modules")
    word.set_defaults(does=_assets)

    word = words.add_parser("audit", help="seal the audit, verify it, or print its head")
    word.add_argument("what", choices=["verify", "seal", "head"])
    word.set_defaults(does=_audit)

    word = words.add_parser("back-up", help="write the database, files and settings to one archive")
    word.add_argument("file", type=Path, metavar="FILE.tar")
    word.set_defaults(does=_back_up)

    word = words.add_parser("restore", help="put an archive back into an empty database and data folder")
    word.add_argument("file", type=Path, metavar="FILE.tar")
    word.set_defaults(does=_restore)

    word = words.add_parser("bring-in", help="bring in what another system gives out")
    word.add_argument("what", choices=["cin-census"], help="the kind of file")
    word.add_argument("file", type=Path, metavar="FILE")
    word.add_argument("--team", default="", help='who is to hold the children, such as "North pod"')
    word.add_argument(
        "--by", default="", metavar="EMAIL", help="the data steward who brings them in; else Hearth itself"
    )
    word.set_defaults(does=_bring_in)


def ready() -> None:
    """For every command but `migrate` and `serve`: migrate an empty database; say so when one is behind."""
    if is_empty():
        prepare()
    elif pending_migrations():
        complain.print("The database is older than this version of Hearth. Run: hearth migrate")
        raise SystemExit(2)


def _demo(chosen: argparse.Namespace) -> int:
    ready()
    try:
        load(say)
    except Refused as refused:
        complain.print(str(refused))
        return 1
    return 0


def _serve(chosen: argparse.Namespace) -> int:
    return serve(
        host=chosen.host,
        port=chosen.port,
        workers=chosen.workers,
        opens=chosen.open,
        before=partial(load_if_empty, say) if chosen.demo else None,
        say=say.print,
    )


def _new_council(chosen: argparse.Namespace) -> int:
    ready()
    settings_file = settings.DATA / "hearth.toml"
    try:
        begun = begin_council(
            name=chosen.name,
            code=chosen.code,
            admin_name=chosen.admin_name,
            admin_email=chosen.admin_email,
            settings=settings_file,
            site=chosen.site,
        )
    except Refused as refused:
        complain.print(f"{refused.because}. Nothing was changed.", markup=False)
        return 1
    say.print(f"{chosen.name} has begun.", markup=False)
    if begun.wrote_settings:
        say.print(f"Its settings are in {settings_file}: read them before people come.", markup=False, soft_wrap=True)
    else:
        say.print(f"Its settings in {settings_file} were left as they are.", markup=False, soft_wrap=True)
    say.print(
        f"Start the site (hearth serve), then {begun.administrator.name} chooses a password here, once:", markup=False
    )
    say.print(begun.link, markup=False, soft_wrap=True)
    return 0


def _migrate(chosen: argparse.Namespace) -> int:
    count = prepare()
    say.print(f"{count} migrations applied." if count else "The database is up to date.")
    return 0


def _assets(chosen: argparse.Namespace) -> int:
    build_assets(settings.PROJECT, settings.STATIC_ROOT)
    return 0


def _audit(chosen: argparse.Namespace) -> int:
    ready()
    if chosen.what == "seal":
        blocks = 0
        while audit_seal.seal():
            blocks += 1
        say.print(f"{blocks} blocks sealed.")
    elif chosen.what == "head":
        block, digest = audit_seal.head()
        say.print(f"{block} {digest}")
    else:
        found = audit_seal.verify()
        for each in found:
            complain.print(f"Block {each.block}: {each.what}" if each.block else f"Outside the blocks: {each.what}")
        say.print("The audit is whole." if not found else f"The audit was tampered with in {len(found)} places.")
        return 1 if found else 0
    return 0


def _back_up(chosen: argparse.Namespace) -> int:
    ready()
    say.print(f"{chosen.file}: {back_up(chosen.file):,} bytes. It holds everything: keep it as safe as the records.")
    return 0


def _restore(chosen: argparse.Namespace) -> int:
    restore(chosen.file)
    prepare()
    found = audit_seal.verify()
    say.print("Restored. " + ("The audit is whole." if not found else f"The audit differs in {len(found)} places."))
    return 1 if found else 0


def _bring_in(chosen: argparse.Namespace) -> int:
    ready()
    return bring_in_file(chosen.file, team=chosen.team, by=chosen.by, say=say, complain=complain)
