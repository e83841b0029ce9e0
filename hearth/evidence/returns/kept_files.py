"""Files as they came, in the data folder by the hash of what they hold, readable by the owner alone."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings


@dataclass(frozen=True)
class KeptFiles:
    """Those of one folder: what two parts of Hearth keep, each forgets without asking the other."""

    name: str

    def keep(self, chunks: Iterable[bytes]) -> tuple[str, int]:
        """Keep a file; give its SHA-256 and its size in bytes. The same file again is kept once."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        digest, size = hashlib.sha256(), 0
        # Made readable by its owner alone from the first byte.
        with NamedTemporaryFile(dir=self._folder, prefix="part-", delete=False) as part:
            try:
                for chunk in chunks:
                    digest.update(chunk)
                    size += len(chunk)
                    part.write(chunk)
                part.flush()
                os.fsync(part.fileno())
                Path(part.name).replace(self.path_of(digest.hexdigest()))
            except BaseException:
                Path(part.name).unlink(missing_ok=True)
                raise
        return digest.hexdigest(), size

    def path_of(self, sha256: str) -> Path:
        return self._folder / f"{sha256}.xml"

    def forget(self, sha256: str) -> None:
        self.path_of(sha256).unlink(missing_ok=True)

    @property
    def _folder(self) -> Path:
        return Path(settings.MEDIA_ROOT) / self.name
