"""What the parser is fed: a file's bytes, counted, with the first of them looked at before any parser sees them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import BinaryIO, Literal

Reason = Literal[
    "empty",
    "another kind of file",
    "not XML",
    "entities",
    "cut off",
    "wrong root",
    "no children",
    "too large",
    "too many problems",
]

CHUNK = 32_768


class UnreadableReturn(Exception):
    """The file as a whole cannot be read. `str()` is plain English: what is wrong, where, and how to mend it.

    It never quotes the file. It may come after children were already given: whoever writes them does so in one
    transaction.
    """

    def __init__(self, reason: Reason, says: str, mend: str, line: int | None = None) -> None:
        self.reason: Reason = reason
        self.says = says
        self.mend = mend
        self.line = line
        super().__init__(f"{says} (line {line}) {mend}" if line else f"{says} {mend}")


@dataclass(frozen=True, slots=True)
class Limits:
    """`file_bytes` of the file as given; `child_bytes` between the end of one child and the end of the next, which
    bounds the memory; `text_characters` in one value, beyond which it is cut and marked wrong."""

    file_bytes: int = 2 * 1024**3
    children: int = 1_000_000
    child_bytes: int = 4 * 1024**2
    text_characters: int = 1_000


_OTHER_FILES = (
    (b"PK\x03\x04", "This is a zip file or an Excel or Word document, not XML."),
    (b"PK\x05\x06", "This is an empty zip file, not XML."),
    (b"\xd0\xcf\x11\xe0", "This is an older Excel or Word document, not XML."),
    (b"\x1f\x8b", "This is a compressed (gzip) file, not XML."),
    (b"7z\xbc\xaf", "This is a compressed (7-Zip) file, not XML."),
    (b"Rar!", "This is a compressed (RAR) file, not XML."),
    (b"%PDF", "This is a PDF, not XML."),
)
_MAKE_AGAIN = "Ask your case system to make the CIN census file (.xml) again and give that file."
_DECLARATION = re.compile(rb"<\?xml\s[^>]*?\?>")
_SAYS_UTF16 = re.compile(rb"""\sencoding\s*=\s*["'](?:utf-?16|ucs-?2|unicode)(?:le|be)?["']""", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_FIRST_ELEMENT = re.compile(rb"<[A-Za-z_:]")
_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


class Feed:
    """A stream for `lxml.etree.iterparse`. `encoding_mended` tells that a false claim of UTF-16 was taken out."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        self._stream = stream
        self._limits = limits
        self._read = 0
        self._since_child = 0
        self.ended = False
        self.last = b""
        self.encoding_mended = False
        self._head = self._mended(self._first())

    def read(self, size: int = CHUNK) -> bytes:
        if self._head:
            chunk, self._head = self._head, b""
        else:
            chunk = self._stream.read(size)
        if not chunk:
            self.ended = True
            return chunk
        self._read += len(chunk)
        self._since_child += len(chunk)
        if self._read > self._limits.file_bytes:
            raise UnreadableReturn(
                "too large",
                f"The file is larger than {_size(self._limits.file_bytes)}.",
                "Check that it is one authority's census for one year, or have the limit raised.",
            )
        if self._since_child > self._limits.child_bytes:
            raise UnreadableReturn(
                "too large",
                f"No child ended within {_size(self._limits.child_bytes)}.",
                "Check that this is a CIN census file; each child should take a few thousand bytes at most.",
            )
        self.last = (self.last + chunk)[-64:]
        return chunk

    def child_ended(self) -> None:
        self._since_child = 0

    @property
    def is_whole(self) -> bool:
        """Whether the last bytes close the root element, whatever its prefix and encoding."""
        return self.last.replace(b"\0", b"").rstrip().endswith(b"Message>")

    def _first(self) -> bytes:
        """The first bytes, as many as come up to CHUNK: a network stream may give a few at a time."""
        first = b""
        while len(first) < CHUNK:
            more = self._stream.read(CHUNK - len(first))
            if not more:
                break
            first += more
        return first

    def _mended(self, head: bytes) -> bytes:
        plain = head
        for mark in _BYTE_ORDER_MARKS:
            plain = plain.removeprefix(mark)
        has_zeros = b"\0" in plain  # UTF-16: without its zeros it reads as ASCII, which is enough for a look
        plain = plain.replace(b"\0", b"")
        if not plain.strip():
            raise UnreadableReturn("empty", "The file is empty.", _MAKE_AGAIN)
        for beginning, says in _OTHER_FILES:
            if head.startswith(beginning):
                mend = "Open it, take out the .xml file, and give that." if "zip" in says else _MAKE_AGAIN
                raise UnreadableReturn("another kind of file", says, mend)
        if not plain.lstrip().startswith(b"<"):
            raise UnreadableReturn("not XML", "This is not an XML file.", _MAKE_AGAIN, line=1)
        # A comment may say DOCTYPE; the parser is asked again once it stands at the root.
        without_comments = _COMMENT.sub(lambda comment: b"\n" * comment.group().count(b"\n"), plain)
        first_element = _FIRST_ELEMENT.search(without_comments)
        before = without_comments[: first_element.start()] if first_element else without_comments
        if doctype := _DOCTYPE.search(without_comments, 0, len(before)):
            raise holds_entities(without_comments.count(b"\n", 0, doctype.start()) + 1)
        return head if has_zeros else self._mended_declaration(head)

    def _mended_declaration(self, head: bytes) -> bytes:
        mark = _BYTE_ORDER_MARKS[0] if head.startswith(_BYTE_ORDER_MARKS[0]) else b""
        body = head.removeprefix(mark)
        space = body[: len(body) - len(body.lstrip())]
        declaration = _DECLARATION.match(body, len(space))
        if declaration is None:
            return head
        says = declaration.group()
        if claim := _SAYS_UTF16.search(says):
            # Written to a text in memory (which is UTF-16) and saved as UTF-8: a common slip of exporting programs.
            self.encoding_mended = True
            says = says.replace(claim.group(), b" " * len(claim.group()))
        # Space may follow the declaration but not precede it; changing places keeps every line number.
        return mark + says + space + body[declaration.end() :]


def _size(count: int) -> str:
    megabytes, odd = divmod(count, 1024**2)
    return f"{count:,} bytes" if odd else f"{megabytes:,} MB"


def holds_entities(line: int | None) -> UnreadableReturn:
    return UnreadableReturn(
        "entities",
        "The file holds a DOCTYPE or entities, which a census file never needs and which can be used for attack.",
        "Take the DOCTYPE and the entities out, or ask your supplier for a file without them.",
        line,
    )
