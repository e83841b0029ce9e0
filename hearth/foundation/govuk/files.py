"""Files that may be attached: judged by what is in them, never by their name alone."""

import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

MEGABYTE = 1024 * 1024
Upload: TypeAlias = "UploadedFile[Any]"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@dataclass(frozen=True)
class FileKind:
    name: str
    extensions: tuple[str, ...]
    media_type: str
    holds: Callable[[Upload], bool]


def _starts(file: Upload, *beginnings: bytes) -> bool:
    file.seek(0)
    head: bytes = file.read(16)
    return head.startswith(beginnings)


def _is_text(file: Upload) -> bool:
    """Words and nothing that could be run or shown as a page; UTF-16 as Windows Notepad may save it."""
    file.seek(0)
    content: bytes = file.read()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            content = content.decode("utf-16").encode()
        except UnicodeDecodeError:
            return False
    looks_like_another = content.startswith((b"%PDF-", b"PK\x03\x04", b"MZ", b"#!", b"{\\rtf"))
    is_a_page = re.match(rb"\s*<(!doctype|html|script|svg|\?xml)", content.removeprefix(b"\xef\xbb\xbf"), re.I)
    return not looks_like_another and not is_a_page and not re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", content)


LARGEST_UNPACKED = 200_000_000  # bytes: what opening the document would ask of somebody's machine


def _is_office(file: Upload, main_part: str) -> bool:
    """A zip whose list of contents has the document's main part and no macros; nothing is unpacked."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as parts:
            names = set(parts.namelist())
            unpacked = sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return False
    has_macros = any(name.lower().endswith("vbaproject.bin") for name in names)
    return {"[Content_Types].xml", main_part} <= names and not has_macros and unpacked <= LARGEST_UNPACKED


def _is_mail(file: Upload) -> bool:
    file.seek(0)
    head: bytes = file.read(64 * 1024)
    headers = {name.lower() for name in re.findall(rb"(?m)^([A-Za-z-]+):[ \t]", re.split(rb"\r?\n\r?\n", head)[0])}
    return b"\x00" not in head and b"from" in headers and bool(headers & {b"date", b"received", b"message-id"})


def _is_outlook_message(file: Upload) -> bool:
    if not _starts(file, OLE):
        return False
    file.seek(0)
    return "__properties_version1.0".encode("utf-16-le") in file.read()


PDF = FileKind("PDF", ("pdf",), "application/pdf", lambda file: _starts(file, b"%PDF-"))
WORD = FileKind(
    "Word document",
    ("docx",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    lambda file: _is_office(file, "word/document.xml"),
)
EXCEL = FileKind(
    "Excel workbook",
    ("xlsx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    lambda file: _is_office(file, "xl/workbook.xml"),
)
PNG = FileKind("PNG picture", ("png",), "image/png", lambda file: _starts(file, b"\x89PNG\r\n\x1a\n"))
JPEG = FileKind("JPEG picture", ("jpg", "jpeg"), "image/jpeg", lambda file: _starts(file, b"\xff\xd8\xff"))
TEXT = FileKind("text file", ("txt",), "text/plain", _is_text)
MAIL = FileKind("saved e-mail", ("eml",), "message/rfc822", _is_mail)
OUTLOOK = FileKind("Outlook message", ("msg",), "application/vnd.ms-outlook", _is_outlook_message)

# From the most to the least telling: what begins like a mail is also text.
ALL_KINDS = (PDF, WORD, EXCEL, PNG, JPEG, OUTLOOK, MAIL, TEXT)


class AttachmentField(forms.FileField):
    """A file whose extension, size and content agree; the cleaned file has its `FileKind` as `.kind`, at its start.

    Serve it by `kind.media_type`, never by what the browser claimed.
    """

    def __init__(self, *, kinds: Sequence[FileKind] = ALL_KINDS, max_bytes: int = 20 * MEGABYTE, **kwargs: Any) -> None:
        self.kinds, self.max_bytes = tuple(kinds), max_bytes
        kwargs.setdefault("max_length", 255)
        messages = kwargs.setdefault("error_messages", {})
        messages.setdefault("required", "Choose a file")
        messages.setdefault("invalid", "The file did not arrive. Choose it again")
        messages.setdefault("max_length", "The file's name is too long. Give it a shorter name and attach it again")
        # An empty file is refused below, by its name.
        super().__init__(allow_empty_file=True, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"accept": ",".join(f".{extension}" for kind in self.kinds for extension in kind.extensions)}

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            file.kind = self._kind_of(file)  # type: ignore[attr-defined]
            file.seek(0)
        return file

    def _kind_of(self, file: Upload) -> FileKind:
        name, size = file.name or "The file", file.size or 0
        extension = name.rpartition(".")[2].lower() if "." in name else ""
        claimed = next((kind for kind in self.kinds if extension in kind.extensions), None)
        if claimed is None:
            kind = f".{extension} files" if extension else "Files without an extension"
            raise ValidationError(f"{kind} cannot be attached. Attach {_in_words(self.kinds)}")
        if size == 0:
            raise ValidationError(f"{name} is empty. Check it and attach it again")
        if size > self.max_bytes:
            raise ValidationError(
                f"{name} is {_megabytes(size)}. The most you can attach is {_megabytes(self.max_bytes)}"
            )
        if claimed.holds(file):
            return claimed
        truly = next((kind for kind in ALL_KINDS if kind.holds(file)), None)
        is_really = f", but {_a(truly.name)}" if truly else ""
        raise ValidationError(
            f"{name} is not really {_a(claimed.name)}{is_really}. Save it again as {_in_words(self.kinds)}"
        )


def _in_words(kinds: Sequence[FileKind]) -> str:
    *others, last = [_a(kind.name) for kind in kinds]
    return f"{', '.join(others)} or {last}" if others else last


def _a(name: str) -> str:
    return f"an {name}" if name[0] in "AEIOUaeiou" else f"a {name}"


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f} MB".replace(".0 ", " ")
