from __future__ import annotations

from datetime import timedelta
from typing import Any

from hearth.foundation.govuk.fields import DateField
from hearth.foundation.staff.rules import NEED_A_TEAM
from hearth.foundation.staff.worker_fields import AboutWorker, RoleField, select


class InviteWorkerForm(AboutWorker):
    role = RoleField(label="What may they do in Hearth?")
    starts_on = DateField(label="First day", help_text="They can sign in from this day.")
    last_day = DateField(label="Last day", help_text="If it is known, as for agency staff.", required=False)

    def __init__(
        self, *args: Any, teams: list[tuple[str, str]], employers: list[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["employer"] = select("Who employs them?", employers, empty="Choose one")
        self.fields["team"] = select(
            "Team", teams, empty="No team", required=False, hint="What the team holds, they can open."
        )
        self.order_fields(
            [
                "known_as",
                "family_name",
                "email",
                "job_title",
                "phone",
                "employer",
                "role",
                "team",
                "starts_on",
                "last_day",
            ]
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("role") in NEED_A_TEAM and not cleaned.get("team") and "team" not in self.errors:
            self.add_error("team", "Choose the team they will work in: without one they could open nothing")
        first, last = cleaned.get("starts_on"), cleaned.pop("last_day", None)
        if first and last and last < first:
            self.add_error("last_day", "The last day must be the first day or later")
        cleaned["ends_on"] = last + timedelta(days=1) if last else None
        return cleaned
