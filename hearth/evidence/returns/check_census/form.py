from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from hearth.evidence.returns.cin_census.check import (
    FIRST_YEAR,
    LAST_YEAR,
    UnknownYear,
    until_header,
    year_in_words,
    year_of,
)
from hearth.evidence.returns.cin_census.feed import UnreadableReturn
from hearth.evidence.returns.cin_census.reader import read
from hearth.evidence.returns.limits import MEGABYTE, largest_upload, limits
from hearth.evidence.returns.rules import may_check

YEARS = [(str(year), year_in_words(year)) for year in range(LAST_YEAR, FIRST_YEAR - 1, -1)]


class CheckCensusForm(forms.Form):
    """Its beginning is read at once, so that a wrong file is told before anybody waits; the rest is read in the background."""

    file = forms.FileField(
        label="The census file",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xml,text/xml,application/xml"}),
        error_messages={"required": "Choose the census file", "invalid": "The file did not arrive. Choose it again"},
    )
    year = forms.ChoiceField(
        label="By which year’s rules?",
        help_text="The rules change from year to year. The header of the file says which census it is; an older one is "
        f"checked by the oldest rules known here, those of {year_in_words(FIRST_YEAR)}.",
        choices=[("", "As the file says"), *YEARS],
        required=False,
    )

    def __init__(self, *told: Any, **given: Any) -> None:
        super().__init__(*told, **given)
        largest = largest_upload() // MEGABYTE
        self.fields["file"].help_text = f"An XML file of one authority and one year, at most {largest} MB."

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if refusal := may_check(size=file.size, largest=largest_upload()):
            raise ValidationError(str(refusal))
        try:
            _, self.header = until_header(read(file.file, limits=limits()))
        except UnreadableReturn as unreadable:
            raise ValidationError(str(unreadable)) from None
        file.seek(0)
        return file

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if "file" in told and "year" in told:
            try:
                year_of(self.header, int(told["year"]) if told["year"] else None)
            except UnknownYear:
                self.add_error("year", WHICH_YEAR)
        return told


# A browser never gives a file a second time by itself.
WHICH_YEAR = "The file does not say which year’s census it is. Choose a year, and the file again"
