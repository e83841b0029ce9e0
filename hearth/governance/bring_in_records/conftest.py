from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hearth.conftest import TODAY, Cast
from hearth.foundation.council.choices import Council
from hearth.foundation.staff.models import Team, Worker
from hearth.governance.bring_in_records.kept_files import keep_file
from hearth.governance.bring_in_records.models import Run
from hearth.governance.bring_in_records.run import read_run

HEADER = (
    "<Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate>"
    "</CollectionDetails><Source><LEA>201</LEA></Source></Header>"
)


def census(*children: str) -> bytes:
    """A whole file; each child stands on a line of its own, the first on line 2."""
    return f"<Message>{HEADER}<Children>\n{chr(10).join(children)}\n</Children></Message>".encode()


def child(
    number: str, *episodes: str, told: str = "<PersonBirthDate>2015-03-27</PersonBirthDate>", more: str = ""
) -> str:
    return f"<Child><ChildIdentifiers><LAchildID>{number}</LAchildID>{told}</ChildIdentifiers>{more}{''.join(episodes)}</Child>"


def episode(referred_on: str = "2025-01-06", inside: str = "", closed_on: str = "", reason: str = "RC1") -> str:
    closure = f"<CINclosureDate>{closed_on}</CINclosureDate><ReasonForClosure>{reason}</ReasonForClosure>"
    return (
        f"<CINdetails><CINreferralDate>{referred_on}</CINreferralDate><ReferralSource>1A</ReferralSource>"
        f"<PrimaryNeedCode>N4</PrimaryNeedCode>{closure if closed_on else ''}{inside}</CINdetails>"
    )


def assessment(started_on: str = "2025-01-08", authorised_on: str = "", factors: str = "") -> str:
    codes = "".join(f"<AssessmentFactors>{code}</AssessmentFactors>" for code in factors.split())
    authorised = f"<AssessmentAuthorisationDate>{authorised_on}</AssessmentAuthorisationDate>" if authorised_on else ""
    return (
        f"<Assessments><AssessmentActualStartDate>{started_on}</AssessmentActualStartDate>{authorised}"
        f"<FactorsIdentifiedAtAssessment>{codes}</FactorsIdentifiedAtAssessment></Assessments>"
    )


@pytest.fixture(autouse=True)
def kept_in(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "brought_in"


@pytest.fixture(autouse=True)
def ours(settings: Any) -> Council:
    """The council whose census `HEADER` is."""
    settings.COUNCIL = replace(settings.COUNCIL, name="City of London", code="201")
    found: Council = settings.COUNCIL
    return found


BringIn = Callable[..., Run]


@pytest.fixture
def bring_in(cast: Cast) -> BringIn:
    """Bring a file in as the command and the job do."""

    def brought(content: bytes, *, by: Worker | None = None, team: Team | None = None) -> Run:
        sha256, size = keep_file([content])
        who = by or cast.stu
        run = Run.objects.create(file_name="census.xml", sha256=sha256, size=size, brought_by=who, team=team)
        return read_run(run, by=who, on=TODAY)

    return brought
