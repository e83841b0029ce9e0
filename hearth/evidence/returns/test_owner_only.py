from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from hearth.evidence.returns.owner_only import text_for_owner, written_for_owner


def test_only_its_owner_may_read_it_even_where_others_could_read_the_last(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text("before")
    path.chmod(0o644)
    with text_for_owner(path) as into:
        into.write("á\r\n")
        during = [stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir() if each != path]
        assert (path.read_text(), during) == ("before", [0o600])
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode), list(tmp_path.iterdir())) == (
        "á\r\n".encode(), 0o600, [path])  # fmt: skip


def test_what_fails_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text("before")
    with pytest.raises(UnicodeEncodeError), text_for_owner(path, encoding="ascii") as into:
        into.write("half, and á")
    assert (path.read_text(), list(tmp_path.iterdir())) == ("before", [path])


def test_a_link_is_followed_and_a_pipe_written_into(tmp_path: Path) -> None:
    link, file, pipe = tmp_path / "link", tmp_path / "file", tmp_path / "pipe"
    link.symlink_to(file)
    with written_for_owner(link) as into:
        into.write(b"whole")
    assert (link.is_symlink(), file.read_bytes()) == (True, b"whole")
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with written_for_owner(pipe) as into:
        into.write(b"told")
    assert (os.read(reading, 10), pipe.is_fifo()) == (b"told", True)
    os.close(reading)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), written_for_owner(tmp_path / "none" / "report.csv"):
        pass
