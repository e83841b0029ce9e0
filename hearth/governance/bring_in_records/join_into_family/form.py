from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices

from hearth.casework.people.models import Family
from hearth.foundation.govuk.fields import EnumChoiceField, RevealingForm
from hearth.foundation.periods.words import date_in_words
from hearth.governance.bring_in_records.queries import ChildBroughtIn, families_called


class Into(TextChoices):
    NEW = "new", "A new family"
    STANDING = "standing", "A family already in Hearth"


class JoinIntoFamilyForm(RevealingForm):
    children = forms.TypedMultipleChoiceField(
        label="Which children belong together?",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one child", "invalid_choice": "Choose among the children shown"},
    )
    into = EnumChoiceField(
        Into,
        label="Which family do they join?",
        reveals={Into.NEW: ["name"], Into.STANDING: ["family"]},
        error_messages={"required": "Say whether this is a new family"},
    )
    name = forms.CharField(
        label="What is the family called?",
        help_text="Such as Okafor-Reid. It can be changed when their names are known.",
        max_length=120,
        error_messages={"required": "Say what the family is called"},
    )
    family = forms.CharField(
        label="The family's name or number",
        max_length=120,
        error_messages={"required": "Give the family's name or number"},
    )

    def __init__(self, *args: Any, children: Sequence[ChildBroughtIn], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["children"]
        field.choices = [(str(each.person.pk), each.person.name) for each in children]  # type: ignore[attr-defined]
        field.item_hints = {str(each.person.pk): _told_of(each) for each in children}  # type: ignore[attr-defined]

    def clean_family(self) -> Family:
        """The one family of that name or number that the worker may open."""
        found = families_called(self.cleaned_data["family"])
        if not found:
            raise ValidationError("No family of that name or number is open to you")
        if len(found) > 1:
            numbers = ", ".join(str(family.pk) for family in found)
            raise ValidationError(f"Several families are called that. Give the number of one of them: {numbers}")
        return found[0]


def _told_of(child: ChildBroughtIn) -> str:
    person = child.person
    told = []
    if person.born_on:
        told.append(f"born {date_in_words(person.born_on)}")
    elif person.expected_on:
        told.append(f"expected {date_in_words(person.expected_on)}")
    told += [f"already in the {name} family" for name in child.families]
    words = ", ".join(told)
    return f"{words[:1].upper()}{words[1:]}" or "No date of birth"
