"""Files disguised, cut off, empty or too large: none passes, and each refusal says which file and what to do."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from hearth.foundation.govuk.files import (
    EXCEL,
    JPEG,
    MAIL,
    OUTLOOK,
    PDF,
    PNG,
    TEXT,
    WORD,
    AttachmentField,
    FileKind,
)


def office(main_part: str, *more: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        for name in ("[Content_Types].xml", main_part, *more):
            # The hour it was made would be in the names of the tests, which two processes must agree on.
            parts.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), "<x/>")
    return made.getvalue()


A_PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
A_WORD = office("word/document.xml")
AN_EXCEL = office("xl/workbook.xml")
A_PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
A_JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"
A_MAIL = b"From: dsl@school.example\r\nDate: Wed, 18 Nov 2026 16:40:00 +0000\r\nSubject: Kit\r\n\r\nHello"
AN_OUTLOOK = bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 500 + "__properties_version1.0".encode("utf-16-le")
AN_EXE = b"MZ\x90\x00\x03\x00"


def attach(name: str, content: bytes, **options: object) -> FileKind:
    file = AttachmentField(**options).clean(SimpleUploadedFile(name, content))
    assert file.read() == content
    return file.kind


def refusal(name: str, content: bytes, **options: object) -> str:
    with pytest.raises(ValidationError) as refused:
        attach(name, content, **options)
    return refused.value.messages[0]


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("letter.pdf", A_PDF, PDF),
        ("LETTER.PDF", A_PDF, PDF),
        ("report.docx", A_WORD, WORD),
        ("sums.xlsx", AN_EXCEL, EXCEL),
        ("bruise.png", A_PNG, PNG),
        ("bruise.jpg", A_JPEG, JPEG),
        ("bruise.jpeg", A_JPEG, JPEG),
        ("note.txt", "She said “no”.\r\n".encode(), TEXT),
        ("note.txt", "She said £5".encode("cp1252"), TEXT),
        ("note.txt", "She said no".encode("utf-16"), TEXT),
        ("mail.eml", A_MAIL, MAIL),
        ("mail.msg", AN_OUTLOOK, OUTLOOK),
    ],
)
def test_a_file_that_is_what_it_says_is_taken_whole(name: str, content: bytes, kind: FileKind) -> None:
    assert attach(name, content) is kind


ALL = (
    "a PDF, a Word document, an Excel workbook, a PNG picture, a JPEG picture, an Outlook message, a saved e-mail "
    "or a text file"
)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("letter.pdf", AN_EXE, f"letter.pdf is not really a PDF. Save it again as {ALL}"),
        ("letter.pdf", A_PNG, f"letter.pdf is not really a PDF, but a PNG picture. Save it again as {ALL}"),
        ("note.txt", AN_EXE, f"note.txt is not really a text file. Save it again as {ALL}"),
        ("note.txt", b"<script>alert(1)</script>", f"note.txt is not really a text file. Save it again as {ALL}"),
        ("note.txt", b"\xef\xbb\xbf <!DOCTYPE html>", f"note.txt is not really a text file. Save it again as {ALL}"),
        ("note.txt", A_PDF, f"note.txt is not really a text file, but a PDF. Save it again as {ALL}"),
        (
            "report.docx",
            AN_EXCEL,
            f"report.docx is not really a Word document, but an Excel workbook. Save it again as {ALL}",
        ),
        (
            "report.docx",
            office("word/document.xml", "word/vbaProject.bin"),
            f"report.docx is not really a Word document. Save it again as {ALL}",
        ),
        ("report.docx", A_WORD[:60], f"report.docx is not really a Word document. Save it again as {ALL}"),
        (
            "old.msg",
            bytes.fromhex("d0cf11e0a1b11ae1"),
            f"old.msg is not really an Outlook message. Save it again as {ALL}",
        ),
        ("mail.eml", b"Hello", f"mail.eml is not really a saved e-mail, but a text file. Save it again as {ALL}"),
        ("run.exe", AN_EXE, f".exe files cannot be attached. Attach {ALL}"),
        ("letter.pdf.exe", A_PDF, f".exe files cannot be attached. Attach {ALL}"),
        ("letter", A_PDF, f"Files without an extension cannot be attached. Attach {ALL}"),
        ("letter.pdf", b"", "letter.pdf is empty. Check it and attach it again"),
    ],
)
def test_a_disguised_or_broken_file_is_refused_by_name(name: str, content: bytes, message: str) -> None:
    assert refusal(name, content) == message


def test_a_file_too_large_says_how_large_it_may_be() -> None:
    content = A_PDF + b" " * (3 * 1024 * 1024)
    expected = "letter.pdf is 3 MB. The most you can attach is 2 MB"
    assert refusal("letter.pdf", content, max_bytes=2 * 1024 * 1024) == expected


def test_a_field_may_take_fewer_kinds() -> None:
    assert refusal("note.txt", b"words", kinds=(PDF,)) == ".txt files cannot be attached. Attach a PDF"
    assert AttachmentField(kinds=(PDF, JPEG)).widget.attrs["accept"] == ".pdf,.jpg,.jpeg"
