"""The bytes of attachments: in the data folder, under their own hash, readable by Hearth's own account alone.

Files attached to a referral that has not been sent wait in a folder of that referral, so that deleting it deletes them.
Nothing here is reachable by an address: `see_attachment` is the one way out.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from hearth.casework.frontdoor.models import Attachment
from hearth.foundation.govuk.files import ALL_KINDS, MEGABYTE, FileKind

KILOBYTE = 1024
MOST = 20  # files with one referral


@dataclass(frozen=True)
class StoredFile:
    """A file whose bytes are kept: its name (as shown), the first extension of its kind, its size in bytes and its hash."""

    name: str
    kind: str
    size: int
    sha256: str

    @property
    def size_in_words(self) -> str:
        return size_in_words(self.size)

    def as_json(self) -> dict[str, str | int]:
        return asdict(self)


class FileIsDamaged(Exception):
    """The bytes are missing, or are not those that were attached."""


def kinds_named(extensions: Iterable[str]) -> tuple[FileKind, ...]:
    """The kinds a council lets people attach, by extension, as `attachments.kinds` in its settings names them."""
    wanted = set(extensions)
    return tuple(kind for kind in ALL_KINDS if wanted & set(kind.extensions))


def media_type_of(kind: str) -> str:
    found = next((one for one in ALL_KINDS if one.extensions[0] == kind), None)
    return found.media_type if found else "application/octet-stream"


def shown_name(name: str) -> str:
    """The name somebody gave a file, to be shown: no folders, nothing that cannot be seen, no more than 150 characters.

    A browser sends a quotation mark in a file's name as %22 (WHATWG, multipart/form-data).
    """
    bare = re.split(r"[\\/]", name.replace("%22", '"'))[-1]
    return _cut(re.sub(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]", " ", bare))


def size_in_words(size: int) -> str:
    """47 bytes, 3.4 KB, 2.0 MB"""
    if size < KILOBYTE:
        return f"{size} byte" if size == 1 else f"{size} bytes"
    if size < MEGABYTE:
        return f"{size / KILOBYTE:.1f} KB"
    return f"{size / MEGABYTE:.1f} MB"


def safe_name(name: str) -> str:
    """A name fit for any disk and any header: what is shown, without the characters that a disk may refuse."""
    return _cut(re.sub(r'[<>:"|?*]', " ", shown_name(name)))


def _cut(plain: str) -> str:
    stem, dot, extension = re.sub(r"\s+", " ", plain).strip(" .").rpartition(".")
    return f"{stem[:140]}{dot}{extension[:10]}" if dot else (extension[:150] or "file")


def keep_unsent(referral: uuid.UUID, file: UploadedFile[Any], kind: FileKind) -> StoredFile:
    """Keep an attached file with a referral that has not been sent."""
    digest = hashlib.sha256()
    folder = _folder(_unsent(referral))
    part = folder / f"{uuid.uuid4()}.part"
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        for chunk in file.chunks():
            digest.update(chunk)
            out.write(chunk)
    part.replace(folder / digest.hexdigest())
    return StoredFile(shown_name(file.name or ""), kind.extensions[0], file.size or 0, digest.hexdigest())


def forget_unsent(referral: uuid.UUID, sha256: str = "") -> None:
    """Delete one file of an unsent referral, or (with no hash) all of them."""
    folder = _unsent(referral)
    if sha256:
        (folder / _hash(sha256)).unlink(missing_ok=True)
    elif folder.exists():
        shutil.rmtree(folder)


def referrals_with_files() -> list[uuid.UUID]:
    """The referrals not sent that files wait with."""
    folder = _root() / "unsent"
    return [uuid.UUID(each.name) for each in folder.iterdir()] if folder.exists() else []


def keep_sent(referral: uuid.UUID, file: StoredFile) -> None:
    """Put an unsent file where sent ones stay. The same bytes are kept once, whoever attached them."""
    place = _place(file.sha256)
    if place.exists():
        return
    _folder(place.parent)
    part = place.with_suffix(f".{uuid.uuid4()}.part")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(_read(_unsent(referral) / _hash(file.sha256), file.sha256))
        out.flush()
        os.fsync(out.fileno())
    part.replace(place)


def bytes_of(attachment: Attachment) -> bytes:
    """What was attached, as it was attached, or FileIsDamaged."""
    return _read(_place(attachment.sha256), attachment.sha256)


def _read(path: Path, sha256: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileIsDamaged from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise FileIsDamaged
    return content


def _hash(sha256: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise FileIsDamaged
    return sha256


def _place(sha256: str) -> Path:
    return _root() / "attachments" / _hash(sha256)[:2] / sha256[2:4] / sha256


def _unsent(referral: uuid.UUID) -> Path:
    return _root() / "unsent" / str(referral)


def _root() -> Path:
    return Path(settings.MEDIA_ROOT)


def _folder(folder: Path) -> Path:
    for one in (*reversed(folder.relative_to(_root()).parents), folder.relative_to(_root())):
        (_root() / one).mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
