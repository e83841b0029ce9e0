from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hearth.conftest import Cast
from hearth.evidence.returns.check_census.action import check_census
from hearth.evidence.returns.cin_census.example import Given, census
from hearth.evidence.returns.jobs import check_waiting_run
from hearth.evidence.returns.models import Run
from hearth.foundation.staff.models import Worker

CheckReturn = Callable[..., Run]


@pytest.fixture
def kept_in(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path
    settings.SNAPSHOTS_FOLDER = tmp_path / "snapshots"
    settings.PSEUDONYM_KEY = lambda: "a key of this test alone, long enough"
    settings.COUNCIL = replace(settings.COUNCIL, code="999")
    return tmp_path


@pytest.fixture
def check_return(cast: Cast, kept_in: Path) -> CheckReturn:
    """`check_return(child(...), child(...))`: give a file and check it, as the page and the job do."""

    def given(*children: Given, by: Worker | None = None, name: str = "census.xml", **header: Any) -> Run:
        return check_bytes(census(*children, **header).getvalue(), by=by, name=name)

    def check_bytes(content: bytes, *, by: Worker | None, name: str) -> Run:
        run = check_census(name=name, chunks=[content], as_year=0, by=by or cast.stu).run
        check_waiting_run(run.pk)
        return Run.objects.get(pk=run.pk)

    return given
