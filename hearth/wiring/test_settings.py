"""What hearth.toml says is checked against what the rest of Hearth knows, when it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from hearth.foundation.council.choices import Council
from hearth.foundation.council.toml_file import SettingsAreWrong, read_council
from hearth.foundation.govuk.files import ALL_KINDS
from hearth.wiring.settings import unknown_words

ROLES = (
    "front_door_worker, front_door_manager, social_worker, adult_practitioner, pod_manager, partner_referrer, "
    "analyst, data_steward, administrator"
)
KINDS = ", ".join(extension for kind in ALL_KINDS for extension in kind.extensions)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            '[sign_in]\nsecond_factor_for = ["administrator", "boss"]',
            f"sign_in.second_factor_for: 'boss' is not one Hearth knows. Known here: {ROLES}",
        ),
        (
            '[told]\nemergency_opening = ["system"]',
            f"told.emergency_opening: 'system' is not one Hearth knows. Known here: {ROLES}",
        ),
        (
            '[attachments]\nkinds = ["pdf", "exe"]',
            f"attachments.kinds: 'exe' is not one Hearth knows. Known here: {KINDS}",
        ),
        (
            '[[sign_in.openid_connect]]\nid = "entra"\nname = "Us"\nclient_id = "c"\nsecret = "s"\n'
            'server_url = "https://provider.example"\nnot_for = ["partner"]',
            f"sign_in.openid_connect entra: not_for: 'partner' is not one Hearth knows. Known here: {ROLES}",
        ),
    ],
)
def test_a_word_nobody_knows_stops_the_start(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "hearth.toml").write_text(text)
    with pytest.raises(SettingsAreWrong) as stopped:
        read_council(tmp_path / "hearth.toml", also=unknown_words)
    assert stopped.value.faults == [fault]


def test_what_ships_is_known() -> None:
    assert list(unknown_words(Council())) == []
