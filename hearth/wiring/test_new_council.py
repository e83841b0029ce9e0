from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

from hearth.foundation.audit.models import Event
from hearth.foundation.council.choices import Council
from hearth.foundation.council.toml_file import read_council
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.models import Organisation, Team, Worker
from hearth.foundation.staff.system import system_worker
from hearth.wiring.new_council import Begun, begin_council, settings_file

SITE = "http://testserver/"


def begin(folder: Path, **changed: str) -> Begun:
    given = {"name": "Northwold Council", "code": "933", "admin_name": "Ada de Vries", "admin_email": "Ada@example.org"}
    return begin_council(**(given | changed), settings=folder / "hearth.toml", site=SITE)


def test_the_first_administrator_comes_in_by_the_link(db: None, tmp_path: Path) -> None:
    begun = begin(tmp_path)
    password = {"password1": "seven quiet otters swim", "password2": "seven quiet otters swim"}
    client = Client()
    client.post(begun.link, password)
    client.post("/sign-in/", {"login": "ada@example.org", "password": "seven quiet otters swim"})
    assert client.get("/administration/").status_code == 200
    assert [(one.name, one.role, one.is_active) for one in Worker.objects.order_by("role")] == [
        ("Ada de Vries", "administrator", True),
        ("Hearth itself", "system", False),
    ]
    assert [(one.name, one.kind) for one in Organisation.objects.all()] == [("Northwold Council", "council")]
    assert [(one.name, one.kind) for one in Team.objects.all()] == [("Front door", "front_door")]


def test_that_it_began_is_written_down_as_done_by_the_system(db: None, tmp_path: Path) -> None:
    begun = begin(tmp_path)
    assert list(Event.objects.values_list("kind", "name", "worker", "details")) == [
        ("act", "wiring.begin_council", system_worker().pk, begun.administrator.audited_as)
    ]


def test_its_settings_are_the_shipped_ones_under_its_own_name(db: None, tmp_path: Path) -> None:
    assert begin(tmp_path).wrote_settings is True
    assert read_council(tmp_path / "hearth.toml") == replace(Council(), name="Northwold Council", code="933")


def test_settings_that_are_there_are_left_alone(db: None, tmp_path: Path) -> None:
    (tmp_path / "hearth.toml").write_text('name = "Ours"\n')
    assert begin(tmp_path).wrote_settings is False
    assert (tmp_path / "hearth.toml").read_text() == 'name = "Ours"\n'


def test_it_begins_once(db: None, tmp_path: Path) -> None:
    begin(tmp_path)
    with pytest.raises(Refused, match="There are workers here already"):
        begin(tmp_path, admin_email="other@example.org")
    assert Worker.objects.filter(role="administrator").count() == 1


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"name": " "}, "Give the council's name: --name"),
        ({"code": "93"}, '--code must be the council\'s three-figure DfE number, such as 933, not "93"'),
        ({"admin_name": "Ada"}, "Give the administrator's first and last name: --admin-name"),
        ({"admin_email": "ada"}, '--admin-email must be an e-mail address, not "ada"'),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(
    db: None, tmp_path: Path, changed: dict[str, str], message: str
) -> None:
    with pytest.raises(Refused) as refused:
        begin(tmp_path, **changed)
    assert refused.value.because == message
    assert (Worker.objects.count(), Organisation.objects.count(), (tmp_path / "hearth.toml").exists()) == (0, 0, False)


def test_a_name_with_quotes_is_written_so_that_it_can_be_read(tmp_path: Path) -> None:
    council = replace(Council(), name='The "Isles" \\ Ynysoedd Ŵyl')
    path = tmp_path / "hearth.toml"
    path.write_text(settings_file(council), encoding="utf-8")
    assert read_council(path) == council
