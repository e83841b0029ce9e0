from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hearth.casework.frontdoor.attachments import (
    FileIsDamaged,
    StoredFile,
    keep_sent,
    keep_unsent,
    safe_name,
    shown_name,
    size_in_words,
)
from hearth.casework.frontdoor.models import Attachment, Contact
from hearth.casework.people.opening import begin_family, grant
from hearth.conftest import Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.govuk.files import PDF
from hearth.foundation.staff.models import Restriction, Worker
from hearth.foundation.staff.roles import ROLES, may
from hearth.foundation.staff.second_wall import next_record

SignIn = Callable[[Worker], Client]
WORDS = b"%PDF-1.7\nnotes of what was said\n"


@pytest.fixture
def attached(cast: Cast, settings: Any, tmp_path: Path) -> Attachment:
    """A file of the school's referral, which joined the Okafor-Reid family of North pod."""
    settings.MEDIA_ROOT = tmp_path
    family = begin_family(name="Okafor-Reid", by=cast.hearth)
    grant(record=family.pk, why="Allocated to North pod", by=cast.mo, team=cast.north_pod)
    contact = Contact.objects.create(
        id=next_record(), received_by=cast.tess, referrer=cast.tess, referrer_team=cast.school_team, source="2A",
        worries="A bruise", consent="agreed", family=family,
    )  # fmt: skip
    grant(record=contact.pk, why="Sent by their team", by=cast.tess, team=cast.school_team)
    number = uuid.uuid4()
    stored = keep_unsent(number, SimpleUploadedFile("Kit’s notes.pdf", WORDS), PDF)
    keep_sent(number, stored)
    return Attachment.objects.create(contact=contact, added_by=cast.tess, **stored.as_json())


def address(attachment: Attachment) -> str:
    return f"/attachments/{attachment.pk}/see-attachment/"


def test_it_comes_as_a_download_and_the_read_is_written_down(
    cast: Cast, attached: Attachment, signed_in: SignIn
) -> None:
    answer = signed_in(cast.tess).get(address(attached))
    assert (answer.status_code, answer.content) == (200, WORDS)
    assert {name: answer[name] for name in ("Content-Type", "X-Content-Type-Options", "Cache-Control")} == {
        "Content-Type": "application/pdf",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Kit%E2%80%99s%20notes.pdf"
    event = Event.objects.get(kind="read")
    assert (event.name, event.worker, event.record) == (
        "frontdoor.see_attachment",
        cast.tess.pk,
        attached.contact_id,
    )


def test_only_those_who_may_open_the_contact_may_have_it(cast: Cast, attached: Attachment, signed_in: SignIn) -> None:
    answers = {name: signed_in(getattr(cast, name)).get(address(attached)) for name in ("tess", "pia", "fay", "guy")}
    assert {name: answer.status_code for name, answer in answers.items()} == {
        "tess": 200,
        "pia": 404,
        "fay": 200,
        "guy": 200,
    }
    missing = signed_in(cast.pia).get("/attachments/999999/see-attachment/")
    assert missing.content == answers["pia"].content


def test_whoever_works_with_the_family_reads_what_came_with_its_contact(
    cast: Cast, attached: Attachment, signed_in: SignIn
) -> None:
    answers = {name: signed_in(getattr(cast, name)).get(address(attached)) for name in ("dee", "mo", "ash")}
    assert {name: answer.status_code for name, answer in answers.items()} == {"dee": 200, "mo": 200, "ash": 404}
    page = signed_in(cast.dee).get(f"/front-door/{attached.contact_id}/see-contact/").content.decode()
    assert f'href="{address(attached)}"' in page


def test_no_link_leads_where_somebody_may_not_go(
    cast: Cast, attached: Attachment, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = replace(ROLES["social_worker"], may=ROLES["social_worker"].may - {"frontdoor.see_attachment"})
    monkeypatch.setitem(ROLES, "social_worker", without)
    may.cache_clear()
    page = signed_in(cast.dee).get(f"/front-door/{attached.contact_id}/see-contact/").content.decode()
    may.cache_clear()
    assert (address(attached) in page, "Kit’s notes.pdf" in page) == (False, True)


def test_a_restricted_contact_is_closed_to_the_front_door(cast: Cast, attached: Attachment, signed_in: SignIn) -> None:
    Restriction.objects.create(record=attached.contact_id, why="A colleague's family", made_by=cast.guy)
    assert [signed_in(worker).get(address(attached)).status_code for worker in (cast.fay, cast.tess)] == [404, 404]


@pytest.mark.parametrize("damage", ["changed", "missing"])
def test_bytes_that_are_not_what_was_sent_are_not_given_out(
    cast: Cast, attached: Attachment, signed_in: SignIn, tmp_path: Path, damage: str
) -> None:
    (path,) = tmp_path.glob("attachments/*/*/*")
    path.write_bytes(b"%PDF-other") if damage == "changed" else path.unlink()
    answer = signed_in(cast.tess).get(address(attached))
    assert answer.status_code == 409
    assert "ask the referrer for another copy" in answer.content.decode()


def test_the_folder_is_closed_to_others_and_the_same_bytes_are_kept_once(
    cast: Cast, attached: Attachment, tmp_path: Path
) -> None:
    number = uuid.uuid4()
    keep_sent(number, keep_unsent(number, SimpleUploadedFile("again.pdf", WORDS), PDF))
    (path,) = tmp_path.glob("attachments/*/*/*")
    assert path.name == attached.sha256
    assert [one.stat().st_mode & 0o777 for one in (path, path.parent, path.parent.parent)] == [0o600, 0o700, 0o700]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("notes.pdf", "notes.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\Tess\\notes.pdf", "notes.pdf"),
        ('a"b\r\nX-Header: 1.pdf', "a b X-Header 1.pdf"),
        ("gpj.\u202efdp.exe", "gpj. fdp.exe"),
        ("x" * 300 + ".pdf", "x" * 140 + ".pdf"),
        ("", "file"),
    ],
)
def test_a_name_is_made_safe(name: str, kept: str) -> None:
    assert safe_name(name) == kept


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("na%22me.pdf", 'na"me.pdf'),
        ('na"me.pdf', 'na"me.pdf'),
        ("C:\\x\\a?\u202e.pdf", "a? .pdf"),
        ("50%.txt", "50%.txt"),
    ],
)
def test_a_name_is_shown_as_it_was_given(sent: str, shown: str) -> None:
    assert shown_name(sent) == shown


@pytest.mark.parametrize(("size", "words"), [(1, "1 byte"), (47, "47 bytes"), (1024, "1.0 KB"), (3_500_000, "3.3 MB")])
def test_how_large_a_file_is(size: int, words: str) -> None:
    assert size_in_words(size) == words


def test_a_hash_that_is_no_hash_reaches_no_file(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    with pytest.raises(FileIsDamaged):
        keep_sent(uuid.uuid4(), StoredFile("a.pdf", "pdf", 1, "../../secrets.json"))
