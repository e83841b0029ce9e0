from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hearth.evidence.returns.cin_census import UnreadableReturn, read
from hearth.evidence.returns.limits import MEGABYTE, largest_upload, limits
from hearth.foundation.staff.models import Team
from hearth.governance.bring_in_records.holders import TEAM
from hearth.governance.bring_in_records.rules import may_upload


class UploadCensusForm(forms.Form):
    """Its beginning is read at once, so that a wrong file is told before anybody waits; the rest is read in the background."""

    file = forms.FileField(
        label="The census file",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xml,text/xml,application/xml"}),
        error_messages={"required": "Choose the census file", "invalid": "The file did not arrive. Choose it again"},
    )
    team = forms.ChoiceField(
        label="Which team is to hold the children?",
        help_text="Everybody in it can open them until they are allocated, and so can you, to join them into families.",
        required=False,
    )

    def __init__(self, *args: Any, teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = largest_upload() // MEGABYTE
        self.fields["file"].help_text = f"An XML file of one authority and one year, at most {most} MB."
        own = ("", f"{TEAM} (yourself and other data stewards who bring in)")
        self.fields["team"].choices = [own, *((str(team.pk), team.name) for team in teams)]  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if refusal := may_upload(size=file.size, largest=largest_upload(), being_read=False):
            raise ValidationError(str(refusal))
        try:
            next(read(file.file, limits=limits()), None)
        except UnreadableReturn as unreadable:
            raise ValidationError(str(unreadable)) from None
        file.seek(0)
        return file
