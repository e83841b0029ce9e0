"""From a snapshot to the needs assessment, in Python and by the command: seconds and peak memory, for 100,000 invented children
unless another number is given; and a council's 4,635, published with every breakdown. `python -m benchmarks.hidden_harm
[children]`."""

from __future__ import annotations

import itertools
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from benchmarks.machine import machine
from hearth.evidence.facts.snapshot import open_snapshot, take
from hearth.evidence.facts.tables import Facts, facts
from hearth.evidence.measures.hidden_harm.calculate import calculate
from hearth.evidence.measures.hidden_harm.definition import definition
from hearth.evidence.measures.hidden_harm.published import publish
from hearth.evidence.measures.hidden_harm.telling import tell

ON = date(2026, 3, 31)
FACTORS = np.array(["1B", "1C", "2B", "2C", "3A", "3B", "3C", "4A", "4B", "4C", "5A", "7A", "16A", "17A", "18C", "20"])
ETHNICITIES = np.array(["WBRI", "WOTH", "MWBC", "MWAS", "AIND", "APKN", "BAFR", "BCRB", "CHNE", "OOTH", "NOBT"])
BY = ("age", "sex", "ethnicity", "team")
TEAMS = 12


def invented(children: int, *, seed: int = 1) -> Facts:
    """Two episodes to a child, the earlier closed; two assessments to an episode, three factors to an assessment."""
    chance = np.random.default_rng(seed)
    person = np.arange(children).astype(str)
    last = np.datetime64(ON)
    closed = last - chance.integers(200, 3_000, children)
    opened = last - chance.integers(0, 200, children)
    episodes, assessments = 2 * children, 4 * children
    of_episode = np.concatenate([person, person])
    referred = np.concatenate([closed - 150, opened])
    begun = np.repeat(referred, 2) + 3
    done = begun + chance.integers(10, 60, assessments)
    return facts(
        "invented",
        {
            "person": pa.table(
                {
                    "person": person,
                    "sex": chance.choice(["F", "M"], children),
                    "ethnicity": chance.choice(ETHNICITIES, children, p=_falling(len(ETHNICITIES))),
                    "birth_month": (last - chance.integers(0, 6_500, children))
                    .astype("datetime64[M]")
                    .astype("datetime64[D]"),
                }
            ),
            "cin_episode": pa.table(
                {
                    "episode": np.arange(episodes).astype(str),
                    "person": of_episode,
                    "referral_date": referred,
                    "close_date": pa.array(
                        np.concatenate([closed, opened]),
                        mask=np.arange(episodes) >= children,  # the later one is open
                    ),
                    "team": np.char.add("Team ", chance.integers(1, TEAMS + 1, episodes).astype(str)),
                }
            ),
            "cin_assessment": pa.table(
                {
                    "assessment": np.arange(assessments).astype(str),
                    "person": np.repeat(of_episode, 2),
                    "episode": np.repeat(np.arange(episodes), 2).astype(str),
                    "start_date": begun,
                    "authorised_date": done,
                    "order": np.arange(assessments),
                }
            ),
            "assessment_factor": pa.table(
                {
                    "assessment": np.repeat(np.arange(assessments), 3).astype(str),
                    "code": chance.choice(FACTORS, 3 * assessments),
                }
            ),
        },
    )


def _falling(many: int) -> np.ndarray:
    weights = 0.5 ** np.arange(many)
    return np.asarray(weights / weights.sum())


def measure(children: int, folder: Path) -> None:
    kept = take(invented(children), folder=folder, taken_on=ON, key=b"of this benchmark alone, 32 byte")
    at = [time.perf_counter()]
    opened = open_snapshot(folder, kept.id)
    at.append(time.perf_counter())
    tell(calculate(opened, definition(), on=ON))
    at.append(time.perf_counter())
    parted = calculate(opened, definition(), on=ON, by=BY)
    tell(parted)
    at.append(time.perf_counter())
    published = publish(parted)
    tell(published)
    at.append(time.perf_counter())
    command = [
        sys.executable,
        "-m",
        "hearth.wiring.command_line",
        "needs-assessment",
        "hidden-harm",
        "--format",
        "json",
    ]
    command += ["--snapshot", kept.id, "--on", ON.isoformat()]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=os.environ | {"HEARTH_DATA": str(folder.parent)})
    at.append(time.perf_counter())
    open_, whole, parts, publishing, commanded = (after - before for before, after in itertools.pairwise(at))
    blank = sum(count is None for count in published.counts.values())
    print(
        f"| {children:,} | {parted.n:,} | {open_:.2f} | {whole:.2f} | {parts:.2f} | {publishing:.2f} "
        f"| {commanded:.2f} | {blank} of {len(published.counts)} |"
    )


def main() -> None:
    print(f"{machine()}\n")
    print("Seconds to open the snapshot, count the whole, part it by age, sex, ethnicity and team, and publish that;")
    print("and for the command that tells the whole as JSON, from its start to its end:\n")
    print("| children | in need | open | whole | parted | publish | command | kept back |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for children in [4_635, int(sys.argv[1]) if len(sys.argv) > 1 else 100_000]:
            measure(children, Path(folder) / "snapshots")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nPeak memory, with what made the facts: {peak:,.0f} MB.")


if __name__ == "__main__":
    main()
