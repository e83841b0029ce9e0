"""Snapshots of invented children, and pages read as words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from django.http import HttpResponse

from hearth.evidence.facts.snapshot import Manifest, take
from hearth.evidence.facts.tables import RETURN, Facts, facts
from hearth.evidence.measures import counted
from hearth.evidence.measures.kept_snapshots import open_kept
from hearth.evidence.measures.models import Publication
from hearth.evidence.measures.publish_figures.action import publish_figures
from hearth.evidence.measures.question import the_published
from hearth.evidence.measures.weighing import to_weigh
from hearth.foundation.staff.models import Worker

TakeSnapshot = Callable[..., Manifest]
ON = date(2026, 3, 31)
OWN, ANOTHERS = "999", "302"
KEY = b"of these tests alone, 32 bytes long"


def of_children(abuse: int, nothing: int = 20, *, numbers: str = RETURN, authority: str = OWN) -> Facts:
    """So many children in need who live with domestic abuse, and so many of whom nothing of it was found."""
    every = [str(number) for number in range(abuse + nothing)]
    begun = [date(2025, 1, 6)] * len(every)
    return facts(
        "CIN census, an example",
        {
            "person": pa.table({"person": every, "sex": ["FM"[int(one) % 2] for one in every]}),
            "cin_episode": pa.table({"episode": every, "person": every, "referral_date": begun}),
            "cin_assessment": pa.table(
                {"assessment": every, "person": every, "episode": every, "start_date": begun, "authorised_date": begun}
            ),
            "assessment_factor": pa.table({"assessment": every, "code": ["3B"] * abuse + ["21"] * nothing}),
        },
        numbers=numbers,
        authority=authority,
    )


@pytest.fixture
def snapshots_folder(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.SNAPSHOTS_FOLDER, settings.NATIONAL_FOLDER = tmp_path / "snapshots", tmp_path / "national"
    monkeypatch.setattr(counted, "_kept", {})
    return tmp_path / "snapshots"


@pytest.fixture
def take_snapshot(snapshots_folder: Path) -> TakeSnapshot:
    def taken(abuse: int = 30, *, on: date = ON, **more: Any) -> Manifest:
        return take(of_children(abuse, **more), folder=snapshots_folder, taken_on=on, key=KEY)

    return taken


def weigh_and_publish(*, manifest: Manifest, by: Worker) -> Publication:
    """As whoever reads each warning and publishes all the same."""
    opened = open_kept(manifest.id, [manifest])
    found = counted.published(the_published(opened.manifest, opened.facts), opened)
    return publish_figures(manifest=manifest, by=by, weighed=to_weigh(manifest, found))


def words(answer: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def rows(answer: HttpResponse, table: str = "snapshots") -> list[list[str]]:
    """Of a table on the page, as words."""
    found = re.search(rf'<table [^>]*id="{table}">.*?<tbody[^>]*>(.*?)</tbody>', answer.content.decode(), re.DOTALL)
    assert found is not None, f"there is no table {table}"
    return [
        [
            " ".join(re.sub(r"<[^>]+>", " ", cell).split())
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)
        ]
        for row in re.findall(r"<tr.*?</tr>", found[1], re.DOTALL)
    ]
