from pathlib import Path

import pytest

from hearth.foundation.council.choices import Council
from hearth.foundation.council.toml_file import SettingsAreWrong, read_council

PROVIDER = """
[[sign_in.openid_connect]]
id = "entra"
name = "Council"
client_id = "c"
secret = "s"
server_url = "https://provider.example"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "hearth.toml"
    path.write_text(text)
    return path


def test_no_file_is_the_shipped_choice(tmp_path: Path) -> None:
    assert read_council(tmp_path / "hearth.toml") == Council()


def test_what_the_file_says_stands_and_the_rest_is_shipped(tmp_path: Path) -> None:
    council = read_council(
        written(
            tmp_path,
            'name = "Northwold Council"\ncode = "933"\n[front_door]\nred_hours = 2\nblue_hours = "none"\n'
            '[[star.spokes]]\nkey="a"\nlabel="A"\ndomain="D"\n[[star.spokes]]\nkey="b"\nlabel="B"\ndomain="D"\n'
            '[[star.spokes]]\nkey="c"\nlabel="C"\ndomain="D"\n',
        )
    )
    assert (council.name, council.code, council.front_door.red_hours) == ("Northwold Council", "933", 2)
    assert council.front_door.amber_hours == 24
    assert [spoke.label for spoke in council.star.spokes] == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("name = ", "it is not valid TOML: Invalid value (at end of document)"),
        ('nmae = "x"', "nmae is not a setting Hearth knows"),
        ('code = "93"', "code must be the council's three-figure DfE number"),
        ("name = 3", "name must be a text in quotes, not 3"),
        ('[front_door]\nred_hours = "soon"', "front_door.red_hours must be a whole number, not 'soon'"),
        (
            '[front_door]\nout_of_hours_phone = "the duty team"',
            "front_door.out_of_hours_phone must be a telephone number",
        ),
        ('[front_door]\nopens = "18:00"', "front_door.opens must be earlier than front_door.closes"),
        ("[front_door]\nred_hours = 48", "a red contact must be decided no later than an amber one"),
        ('[colours]\nheader = "#ffee00"', "is too pale"),
        ("[sign_in]\nidle_minutes = 4", "sign_in.warn_minutes must be 1 or more, and less than"),
        ("[sign_in]\ndormant_days = 0", "sign_in.dormant_days must be 1 or more"),
        ("[sign_in]\ninvitation_days = -1", "sign_in.invitation_days must be 1 or more"),
        ("[sign_in]\nemergency_hours = 0", "sign_in.emergency_hours must be from 1 to 71"),
        ("[sign_in]\nemergency_hours = 72", "sign_in.emergency_hours must be from 1 to 71"),
        ("[attachments]\nlargest_megabytes = 0", "attachments.largest_megabytes must be 1 or more"),
        ("[attachments]\nunsent_days = 0", "attachments.unsent_days must be 1 or more"),
        ("[returns]\nfile_days = 0", "returns.file_days must be 1 or more"),
        ("[measures]\nthreshold = 0", "measures.threshold must be 1 or more"),
        ("[measures]\nrounding = 0", "measures.rounding must be 1 or more"),
        ("[measures]\nrounding = 13", "measures.rounding must be 12 or less where measures.threshold is 5"),
        ("[measures]\nthreshold = 2\nrounding = 7", "the nearest 7, a count of 3 would be told as 0"),
        ("[returns]\nissues_days = 0", "returns.issues_days must be 1 or more"),
        ("[attachments]\nkinds = []", "attachments.kinds is empty: name at least one kind"),
        ("[clocks]\ngroup_supervision_weeks = 4", "clocks.group_supervision_weeks is not a setting Hearth knows"),
        ('[[star.spokes]]\nkey="a"\nlabel="A"\ndomain="D"', "a star has 3 to 9 spokes, this has 1"),
        ('[[star.spokes]]\nkey="a"', "star.spokes[1].label is missing"),
        ('[[sign_in.openid_connect]]\nid = "entra"', "sign_in.openid_connect[1].client_id is missing"),
        (PROVIDER.replace('"entra"', '"Entra ID"'), "sign_in.openid_connect[1].id stands in addresses"),
        (PROVIDER.replace('"s"', '" "'), "sign_in.openid_connect[1].secret is empty"),
        (PROVIDER.replace("https", "http"), "sign_in.openid_connect[1].server_url must begin with https://"),
        (PROVIDER + 'vouches_for = ["@x.example"]', "sign_in.openid_connect[1].vouches_for: '@x.example' must be"),
        (PROVIDER + PROVIDER, "sign_in.openid_connect: two providers have the same id"),
    ],
)
def test_each_fault_is_said_plainly(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(SettingsAreWrong) as stopped:
        read_council(written(tmp_path, text))
    assert [each for each in stopped.value.faults if fault in each], stopped.value.faults


def test_every_fault_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsAreWrong) as stopped:
        read_council(written(tmp_path, 'name = 3\ncode = 4\nshade = "x"'))
    assert len(stopped.value.faults) == 3
