from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from hearth.casework.frontdoor.models import Contact, PersonTold
from hearth.foundation.codes import Ethnicity, ReferralSource, Sex
from hearth.foundation.govuk.fields import (
    DateField,
    EnumChoiceField,
    ExpectedDateField,
    NhsNumberField,
    PostcodeField,
    RevealingForm,
    TelephoneField,
    UpnField,
    YesNoField,
)

FIRST_SHOWN, MOST_PEOPLE = 2, 12
_NAMELESS = {ReferralSource.ANONYMOUS, ReferralSource.UNKNOWN}
_AT_SIGHT = (
    "part",
    "given_names",
    "known_as",
    "family_name",
    "born_on",
    "about_age",
    "expected_on",
    "lives_in_household",
)


def _text(label: str, hint: str = "", *, most: int = 200) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=most, required=False)


def _words(label: str, hint: str = "", *, rows: int = 3, required: bool = False, missing: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=8000,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing} if missing else {},
    )


class RecordContactForm(RevealingForm):
    """A telephone call on one page, in whatever order the caller speaks. As many people as are asked for (`people_count`).

    A second child's family name, left empty, is the one above it; the household's address is asked once.
    """

    source = EnumChoiceField(
        ReferralSource,
        label="Who is telling us?",
        as_list=True,
        error_messages={"required": "Choose who is telling us"},
    )
    referrer_name = _text("Their name", "Leave empty if they will not say.", most=160)
    referrer_role = _text("Their job, if they call for their work", most=160)
    referrer_agency = _text("The organisation they call from, if any")
    referrer_contact = _text("How to reach them", "A telephone number or e-mail address.")
    referrer_relationship = _text("How they know the family")
    is_in_immediate_danger = YesNoField(
        label="Is a child in danger right now?",
        reveals_if_yes=("danger_acted_on",),
        error_messages={"required": "Say whether a child is in danger right now"},
    )
    danger_acted_on = _words(
        "What has been done about it?",
        "999 called? By whom, and when?",
        required=True,
        missing="Say what has been done about the danger",
    )
    worries = _words(
        "What worries them?", "In their words.", rows=6, required=True, missing="Write what the caller is worried about"
    )
    going_well = _words("What is going well?")
    protective_factors = _words("What keeps the children safe?")
    childrens_views = _words("What do the children say?")
    parents_views = _words("What do the parents say?")
    address = _words("Where the household lives", "The postcode goes in its own box.", rows=3)
    postcode = PostcodeField(label="Postcode", required=False)
    agencies_involved = _words("Who else is involved?", "Schools, health visitor, police, housing, charities.")
    consent = EnumChoiceField(
        Contact.Consent,
        label="Do the parents know that we are being told?",
        reveals={
            Contact.Consent.INFORMED_AND_AGREED: ["consent_from"],
            Contact.Consent.INFORMED_NOT_AGREED: ["not_agreed_because"],
            Contact.Consent.NOT_INFORMED: ["not_informed_because"],
        },
        error_messages={"required": "Say whether the parents know"},
    )
    consent_from = _text("Who agreed?")
    not_agreed_because = _words(
        "Why are we told all the same?", required=True, missing="Say why we are told although they do not agree"
    )
    not_informed_because = _words(
        "Why have they not been told?", required=True, missing="Say why the parents have not been told"
    )

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        asked = data.get("people_count", "") if data else ""
        self.people_count = (
            min(max(int(asked), 1), MOST_PEOPLE) if asked.isdecimal() and len(asked) < 4 else FIRST_SHOWN
        )
        for index in range(self.people_count):
            for name, field in _person_fields().items():
                self.fields[f"p{index}_{name}"] = field

    def person(self, index: int, *, at_sight: bool) -> list[forms.BoundField]:
        """The boxes for one person: those always shown, or those under "More about them"."""
        return [self[f"p{index}_{name}"] for name in _person_fields() if (name in _AT_SIGHT) is at_sight]

    def tells_more(self, index: int) -> bool:
        """Whether anything was typed, or is wrong, in the boxes under "More about them"."""
        return any(
            bound.errors or bound.value() for bound in self.person(index, at_sight=False) if bound.name[-3:] != "sex"
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.people: list[dict[str, Any]] = []
        above = ""
        for index in range(self.people_count):
            said = {name: cleaned.get(f"p{index}_{name}") for name in _person_fields()}
            if not any(
                said[name] for name in ("part", "given_names", "known_as", "family_name", "born_on", "expected_on")
            ):
                continue
            above = said["family_name"] = said["family_name"] or above
            self._check_person(index, said)
            self.people.append(said)
        if not self.errors and not any(said["part"] in _CHILDREN for said in self.people):
            self.add_error("p0_part", "Tell us of at least one child")
        source = cleaned.get("source")
        if source and source not in _NAMELESS and not (cleaned.get("referrer_name") or cleaned.get("referrer_agency")):
            self.add_error("referrer_name", "Give their name or their organisation, or choose “Anonymous” above")
        return cleaned

    def _check_person(self, index: int, said: dict[str, Any]) -> None:
        if not said["part"]:
            self.add_error(f"p{index}_part", "Choose who this is: a child, a parent or somebody else")
        if said["part"] == PersonTold.Part.CHILD and not (said["given_names"] or said["known_as"]):
            self.add_error(f"p{index}_given_names", "Give the child's first name, or what they are called")
        if said["born_on"] and said["expected_on"]:
            self.add_error(f"p{index}_expected_on", "Give a date of birth or an expected date, not both")
        elif said["born_on"] and said["part"] == PersonTold.Part.UNBORN:
            self.add_error(f"p{index}_born_on", "An unborn child has an expected date, not a date of birth")
        elif said["expected_on"] and said["part"] and said["part"] != PersonTold.Part.UNBORN:
            self.add_error(f"p{index}_expected_on", "Only an unborn child has an expected date")


_CHILDREN = {PersonTold.Part.CHILD, PersonTold.Part.UNBORN}


def _person_fields() -> dict[str, forms.Field]:
    return {
        "part": EnumChoiceField(PersonTold.Part, label="Who is this?", as_list=True, required=False),
        "given_names": _text("First names"),
        "known_as": _text("Called", "If they go by another name.", most=100),
        "family_name": _text("Family name", "Leave empty if it is the same as the person above.", most=100),
        "born_on": DateField(label="Date of birth", may_be_future=False, required=False),
        "about_age": _text("About how old, if the date is not known", "For example, about 7.", most=40),
        "expected_on": ExpectedDateField(label="If unborn, when is the baby expected?", required=False),
        "lives_in_household": YesNoField(label="Do they live in the household?", required=False),
        "has_parental_responsibility": YesNoField(label="Do they have parental responsibility?", required=False),
        "sex": EnumChoiceField(Sex, label="Sex", as_list=True, required=False),
        "school": _text("School or nursery"),
        "surgery": _text("GP surgery"),
        "phone": TelephoneField(label="Telephone", required=False, max_length=40),
        "ethnicity": EnumChoiceField(Ethnicity, label="Ethnicity", as_list=True, required=False),
        "language": _text("Language they speak best", most=80),
        "disability": _text("Disability", most=300),
        "communication_needs": _text("What they need to be understood", "An interpreter, signs, pictures.", most=300),
        "nhs_number": NhsNumberField(label="NHS number", required=False),
        "upn": UpnField(label="Unique pupil number (UPN)", required=False),
    }
