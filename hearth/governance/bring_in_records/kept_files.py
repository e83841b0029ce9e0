"""The files as they came, in the data folder by the hash of what they hold, readable by the owner alone."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

FOLDER = "brought_in"


def keep_file(chunks: Iterable[bytes]) -> tuple[str, int]:
    """Keep a file; give its SHA-256 and its size in bytes. The same file again is kept once."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    # Made readable by its owner alone from the first byte.
    with NamedTemporaryFile(dir=folder, prefix="part-", delete=False) as part:
        try:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                part.write(chunk)
            part.flush()
            os.fsync(part.fileno())
            Path(part.name).replace(path_of(digest.hexdigest()))
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise
    return digest.hexdigest(), size


def path_of(sha256: str) -> Path:
    return _folder() / f"{sha256}.xml"


def forget_file(sha256: str) -> None:
    path_of(sha256).unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER
