from __future__ import annotations

from typing import Any

from django import forms

from hearth.foundation.govuk.fields import EnumChoiceField, RevealingForm, TelephoneField
from hearth.foundation.staff.models import Team
from hearth.foundation.staff.worker_fields import select


class AddTeamForm(RevealingForm):
    name = forms.CharField(label="Name", help_text="As people say it, such as “North pod”.", max_length=120)
    kind = EnumChoiceField(
        Team.Kind,
        label="What kind of team is it?",
        hints={
            Team.Kind.FRONT_DOOR: "Takes contacts: its people see every contact that waits for a decision.",
            Team.Kind.POD: "Holds families: social workers and adult specialists together.",
            Team.Kind.PARTNER: "People of one partner organisation who refer and answer checks.",
            Team.Kind.EVIDENCE: "Records, figures and bringing in.",
        },
        reveals={Team.Kind.PARTNER: ["organisation"]},
    )
    area = forms.CharField(label="Area", max_length=120, required=False)
    phone = TelephoneField(label="Telephone", required=False)

    def __init__(self, *args: Any, organisations: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organisation"] = select("Of which organisation?", organisations, empty="Choose one")
