from __future__ import annotations

from typing import Any

from django import forms

from hearth.evidence.returns.census_file import CensusFileForm
from hearth.evidence.returns.cin_census.check import UnknownYear, year_of
from hearth.evidence.returns.cin_census.years import FIRST_YEAR, LAST_YEAR, year_in_words
from hearth.evidence.returns.rules import may_check

YEARS = [(str(year), year_in_words(year)) for year in range(LAST_YEAR, FIRST_YEAR - 1, -1)]


class CheckCensusForm(CensusFileForm):
    may_take = staticmethod(may_check)

    year = forms.ChoiceField(
        label="By which year’s rules?",
        help_text="The rules change from year to year. The header of the file says which census it is; an older one is "
        f"checked by the oldest rules known here, those of {year_in_words(FIRST_YEAR)}.",
        choices=[("", "As the file says"), *YEARS],
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if "file" in told and "year" in told:
            try:
                year_of(self.header, int(told["year"]) if told["year"] else None)
            except UnknownYear as unknown:
                # A browser never gives a file a second time by itself.
                self.add_error("year", f"{unknown.why} Choose a year to check it by, and the file again")
        return told
