from __future__ import annotations

from enum import Enum
from typing import Any

from hearth.foundation.govuk.fields import DateField, EnumChoiceField, RevealingForm


class When(Enum):
    NOW = "now"
    AFTER = "after"


class EndWorkerForm(RevealingForm):
    when = EnumChoiceField(
        When,
        label="When does it end?",
        words=lambda one: "Now" if one is When.NOW else "After their last day",
        hints={When.NOW: "They are signed out at once."},
        reveals={When.AFTER: ["last_day"]},
    )
    last_day = DateField(label="Last day", may_be_past=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned.setdefault("last_day", None)
        return cleaned
