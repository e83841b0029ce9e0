"""Files about children, written so that nobody but their owner may read them, and whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO


@contextmanager
def written_for_owner(path: Path) -> Iterator[IO[bytes]]:
    """Bytes for `path`: beside it until all are written, then moved into place, with mode 0600 whatever stood there.

    A pipe or device is written into as it is. Raises OSError as the disk does; at `path` is then what was there before.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as into:
            yield into
        return
    path = path.resolve()  # where a link leads to, rather than in its place
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # which only its owner may read
    try:
        with os.fdopen(handle, "wb") as into:
            yield into
            into.flush()
            os.fsync(into.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink()
        raise


@contextmanager
def text_for_owner(path: Path, *, encoding: str = "utf-8", newline: str = "") -> Iterator[IO[str]]:
    """The same for text."""
    with written_for_owner(path) as into:
        text = TextIOWrapper(into, encoding=encoding, newline=newline)
        yield text
        text.flush()
        text.detach()
