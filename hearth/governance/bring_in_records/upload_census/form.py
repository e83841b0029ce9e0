from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from django import forms

from hearth.evidence.returns.census_file import CensusFileForm
from hearth.foundation.staff.models import Team
from hearth.governance.bring_in_records.holders import TEAM
from hearth.governance.bring_in_records.rules import may_upload


class UploadCensusForm(CensusFileForm):
    may_take = staticmethod(partial(may_upload, being_read=False))

    team = forms.ChoiceField(
        label="Which team is to hold the children?",
        help_text="Everybody in it can open them until they are allocated, and so can you, to join them into families.",
        required=False,
    )

    def __init__(self, *told: Any, teams: Sequence[Team], **given: Any) -> None:
        super().__init__(*told, **given)
        own = ("", f"{TEAM} (yourself and other data stewards who bring in)")
        self.fields["team"].choices = [own, *((str(team.pk), team.name) for team in teams)]  # type: ignore[attr-defined]
