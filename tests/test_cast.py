from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[1]
UNMARKED = """
from tests.cast import django_db_setup

def test_nothing(django_db_setup):
    pass
"""


def test_without_a_test_database_nothing_is_granted_on_the_councils_own(tmp_path: Path) -> None:
    file = tmp_path / "test_unmarked.py"
    file.write_text(UNMARKED)
    run = [
        sys.executable,
        "-m",
        "pytest",
        "-c",
        str(PROJECT / "pyproject.toml"),
        f"--rootdir={PROJECT}",
        "-rN",
        str(file),
    ]
    told = subprocess.run(run, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout.count("UsageError: A test that reaches the database says so")) == (1, 1)
