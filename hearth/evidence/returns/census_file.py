"""The census file that a page asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from hearth.evidence.returns.cin_census.check import until_header
from hearth.evidence.returns.cin_census.feed import UnreadableReturn
from hearth.evidence.returns.cin_census.reader import read
from hearth.evidence.returns.cin_census.records import Header
from hearth.evidence.returns.limits import MEGABYTE, largest_upload, limits
from hearth.foundation.refusals import Refusal


class CensusFileForm(forms.Form):
    """Its beginning is read at once, so that a wrong file is told before anybody waits; the rest is read in the background."""

    may_take: ClassVar[Callable[..., Refusal | None]]
    """Asked with the `size` of the file and the `largest` there may be, both in bytes."""
    header: Header | None = None

    file = forms.FileField(
        label="The census file",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xml,text/xml,application/xml"}),
        error_messages={"required": "Choose the census file", "invalid": "The file did not arrive. Choose it again"},
    )

    def __init__(self, *told: Any, **given: Any) -> None:
        super().__init__(*told, **given)
        largest = largest_upload() // MEGABYTE
        self.fields["file"].help_text = f"An XML file of one authority and one year, at most {largest} MB."

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if refusal := self.may_take(size=file.size, largest=largest_upload()):
            raise ValidationError(str(refusal))
        try:
            _, self.header = until_header(read(file.file, limits=limits()))
        except UnreadableReturn as unreadable:
            raise ValidationError(str(unreadable)) from None
        file.seek(0)
        return file
