"""The questions of a referral, one page each, and their order. What may be left empty says "(optional)" on the page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from hearth.casework.frontdoor.attachments import MOST, kinds_named
from hearth.casework.frontdoor.models import Contact, PersonTold
from hearth.casework.frontdoor.unfinished import called
from hearth.foundation.codes.characteristics import Ethnicity, Sex
from hearth.foundation.council import council
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
from hearth.foundation.govuk.files import MEGABYTE, AttachmentField
from hearth.foundation.govuk.journey import Group, Journey, Question
from hearth.foundation.periods.period import age_on

# A care leaver may be helped until 25 (Children Act 1989 s.23CZB): nobody older is referred as a child.
OLDEST_CHILD = 25
LONGEST_TEXT = 10_000
SCHOOL_AGE = (5, 16)


def words(label: str, hint: str = "", *, required: bool = False, rows: int = 6, missing: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing} if missing else {},
    )


def line(label: str, longest: int, hint: str = "", *, required: bool = False, missing: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=longest,
        error_messages={"required": missing} if missing else {},
    )


class WhichTeamForm(forms.Form):
    """For somebody who refers for more than one partner, such as two schools."""

    team = forms.ChoiceField(label="Who are you referring for?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, teams: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = list(teams.items())  # type: ignore[attr-defined]


class DangerForm(forms.Form):
    danger = YesNoField(
        label="Is anybody in immediate danger now?",
        help_text="For example: somebody is being hurt, a child is alone and at risk, or somebody is on their way to harm them.",
        error_messages={"required": "Say whether anybody is in immediate danger now"},
    )


class DangerActedForm(forms.Form):
    acted = words(
        "What have you done?",
        "Whom you rang, when, and what they said. If 999 gave you an incident number, write it here.",
        required=True,
        rows=4,
        missing="Say what you have done: whom you rang, and when",
    )


class ReferrerForm(forms.Form):
    name = line("Your name", 160, required=True, missing="Enter your name")
    role = line("Your job", 160, required=True, missing="Enter your job, such as designated safeguarding lead")
    contact = line(
        "How we can reach you",
        200,
        "A telephone number that is answered, and an e-mail address.",
        required=True,
        missing="Enter a telephone number or e-mail address at which we can reach you",
    )
    relationship = line(
        "How do you know the children?",
        200,
        "For example: Kit's class teacher for two years.",
        required=True,
        missing="Say how you know the children",
    )


class ChildNameForm(forms.Form):
    given_names = line("First and middle names", 200, "Leave this empty for a child who is not born yet.")
    known_as = line("Known as", 100, "What the child likes to be called, if it is another name.")
    family_name = line("Family name", 100, required=True, missing="Enter the child's family name")


class Birth(Enum):
    BORN = "born"
    UNBORN = "unborn"
    NOT_KNOWN = "not_known"


BIRTH_WORDS = {
    Birth.BORN: "Born: I know the date of birth",
    Birth.UNBORN: "Not born yet",
    Birth.NOT_KNOWN: "Born: I do not know the date of birth",
}


class BornForm(RevealingForm):
    birth = EnumChoiceField(
        Birth,
        label="When was the child born?",
        words=BIRTH_WORDS.__getitem__,
        reveals={Birth.BORN: ["born_on"], Birth.UNBORN: ["expected_on"], Birth.NOT_KNOWN: ["about_age"]},
        error_messages={"required": "Say whether the child is born"},
    )
    born_on = DateField(
        label="Date of birth",
        may_be_future=False,
        error_messages={"required": "Enter the child's date of birth, such as 27 3 2016"},
    )
    expected_on = ExpectedDateField(
        label="When is the baby expected?",
        error_messages={"required": "Enter the date the baby is expected, such as 27 3 2027"},
    )
    about_age = line("About how old is the child?", 40, required=True, missing="Say about how old the child is")

    def clean_born_on(self) -> Any:
        born_on = self.cleaned_data["born_on"]
        age = age_on(born_on, timezone.localdate()) if born_on else 0
        if age > OLDEST_CHILD:
            raise ValidationError(
                f"This makes the child {age} years old. Check the year", code="date", params={"parts": ("year",)}
            )
        return born_on


class AboutChildForm(forms.Form):
    sex = EnumChoiceField(Sex, label="Sex", error_messages={"required": "Choose the child's sex, or “Not known”"})
    ethnicity = EnumChoiceField(
        Ethnicity,
        label="Ethnicity",
        as_list=True,
        error_messages={"required": "Choose the child's ethnicity, or “Not yet asked or told”"},
    )
    language = line("First language", 80, "For example: English, Polish, British Sign Language.")


class NeedsForm(forms.Form):
    disability = line("Disability, illness or additional need", 300, "If there is none, write “none”.")
    communication_needs = line(
        "What helps the child to understand and be understood?", 300, "An interpreter, signs, pictures, a hearing loop."
    )


class ChildAddressForm(RevealingForm):
    is_known = YesNoField(
        label="Do you know where the child lives?",
        reveals_if_yes=["address", "postcode"],
        error_messages={"required": "Say whether you know where the child lives"},
    )
    address = forms.CharField(
        label="Address",
        help_text="Without the postcode. For an unborn child: where the mother lives.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter the address"},
    )
    postcode = PostcodeField(label="Postcode", required=False)


class SchoolForm(forms.Form):
    school = line("School, nursery or college", 200, "If the child does not go to one, write “none”.")
    surgery = line("GP surgery", 200)


class NumbersForm(forms.Form):
    nhs_number = NhsNumberField(label="NHS number", help_text="10 digits, such as 943 476 5919.", required=False)
    upn = UpnField(label="Unique pupil number (UPN)", help_text="Such as H801200001001.", required=False)


ADULT_PARTS = tuple(part for part in PersonTold.Part if part not in {PersonTold.Part.CHILD, PersonTold.Part.UNBORN})


class AdultNameForm(forms.Form):
    part = EnumChoiceField(
        ADULT_PARTS, label="Who are they?", error_messages={"required": "Choose who they are to the children"}
    )
    given_names = line("First and middle names", 200)
    known_as = line("Known as", 100)
    family_name = line("Family name", 100)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(cleaned.get(name) for name in ("given_names", "known_as", "family_name")):
            self.add_error("given_names", "Enter a first name or a family name, as much as you know")
        return cleaned


class YesNoNotKnown(Enum):
    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


RESPONSIBILITY_WORDS = {
    YesNoNotKnown.YES: "Yes",
    YesNoNotKnown.NO: "No",
    YesNoNotKnown.NOT_KNOWN: "I do not know",
}


class AdultDetailsForm(forms.Form):
    responsibility = EnumChoiceField(
        YesNoNotKnown,
        label="Do they have parental responsibility?",
        help_text="A mother has it. A father has it if he is married to the mother or on the birth certificate.",
        words=RESPONSIBILITY_WORDS.__getitem__,
        error_messages={"required": "Say whether they have parental responsibility"},
    )
    born_on = DateField(label="Date of birth", may_be_future=False, required=False)
    phone = TelephoneField(label="Telephone number", max_length=40, required=False)
    language = line("First language", 80)
    communication_needs = line("What helps them to understand and be understood?", 300)


class Home(Enum):
    WITH_THE_CHILDREN = "with_the_children"
    ELSEWHERE = "elsewhere"
    NOT_KNOWN = "not_known"


HOME_WORDS = {
    Home.WITH_THE_CHILDREN: "With the children, at the address you gave",
    Home.ELSEWHERE: "Somewhere else",
    Home.NOT_KNOWN: "I do not know",
}


class AdultHomeForm(RevealingForm):
    home = EnumChoiceField(
        Home,
        label="Where do they live?",
        help_text="If the children live at different addresses, choose “Somewhere else” and give the one.",
        words=HOME_WORDS.__getitem__,
        reveals={Home.ELSEWHERE: ["address", "postcode"]},
        error_messages={"required": "Say where they live"},
    )
    address = forms.CharField(
        label="Their address",
        help_text="Without the postcode. As much as you know.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter their address, or choose “I do not know”"},
    )
    postcode = PostcodeField(label="Postcode", required=False)


class AgenciesForm(forms.Form):
    agencies = words(
        "Which other agencies are involved?",
        "Who they are, what they do, and how to reach them: health visitor, GP, police, housing, a charity.",
        rows=4,
    )


class WorriesForm(forms.Form):
    worries = words(
        "What are you worried about?",
        "What happened, when, who saw or heard it, and what might happen if nothing changes. Use the children's own words.",
        required=True,
        rows=10,
        missing="Say what you are worried about",
    )


class StrengthsForm(forms.Form):
    going_well = words("What is going well?", "What the family and those around them do well.", rows=4)
    protective_factors = words(
        "What makes the children safer?", "People, places and habits that protect them now.", rows=4
    )


class ViewsForm(forms.Form):
    childrens_views = words("What do the children say?", "In their own words. If nobody has asked, say so.", rows=4)
    parents_views = words("What do the parents say?", "If nobody has asked, say so.", rows=4)


class ConsentForm(RevealingForm):
    consent = EnumChoiceField(
        Contact.Consent,
        label="Do the parents know about this referral, and agree?",
        help_text="You can refer without agreement when asking for it would put a child at more risk. Say why.",
        reveals={
            Contact.Consent.INFORMED_AND_AGREED: ["agreed_by"],
            Contact.Consent.INFORMED_NOT_AGREED: ["told_to", "because_not_agreed"],
            Contact.Consent.NOT_INFORMED: ["because_not_informed"],
        },
        error_messages={"required": "Say whether the parents know and agree"},
    )
    agreed_by = line("Who agreed?", 200, required=True, missing="Say who agreed")
    told_to = line("Who was told?", 200, required=True, missing="Say who was told")
    because_not_agreed = words(
        "Why are you referring without their agreement?",
        required=True,
        rows=4,
        missing="Say why you are referring without their agreement",
    )
    because_not_informed = words(
        "Why have they not been told?", required=True, rows=4, missing="Say why they have not been told"
    )


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(AttachmentField):
    """Several files, each judged by its content; the message names the file at fault."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(ManyFilesField, self).clean(one, initial) for one in data or ()]


class FilesForm(forms.Form):
    """Limits are the council's own (`attachments` in its settings), read when the page is shown."""

    chosen = forms.Field(label="Files", required=False)

    def __init__(self, *args: Any, kept: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limits = council().attachments
        self.kept = kept
        self.fields["chosen"] = ManyFilesField(
            label="Choose files",
            help_text=f"Up to {limits.largest_megabytes} MB each: {', '.join(limits.kinds)}.",
            kinds=kinds_named(limits.kinds),
            max_bytes=limits.largest_megabytes * MEGABYTE,
            required=False,
        )

    def clean_chosen(self) -> list[Any]:
        files: list[Any] = self.cleaned_data["chosen"]
        if self.kept + len(files) > MOST:
            raise ValidationError(f"No more than {MOST} files can be attached. Send the others by another way")
        return files


def is_in_danger(answers: Mapping[str, Any]) -> bool:
    return bool(answers.get("danger", {}).get("danger"))


def is_not_unborn(answers: Mapping[str, Any]) -> bool:
    return bool(answers.get("born", {}).get("birth") != Birth.UNBORN.value)


def is_of_school_age(answers: Mapping[str, Any], child: int, on: date) -> bool:
    """Whether a child is known to be of compulsory school age, 5 to 16 (Education Act 1996 s.8): younger and older brothers
    and sisters do not go to the same school."""
    born_on = answers["children"]["entries"][child].get("born", {}).get("born_on")
    return born_on is not None and SCHOOL_AGE[0] <= age_on(date.fromisoformat(born_on), on) <= SCHOOL_AGE[1]


CHILDREN = Group(
    "children",
    "The children",
    "child",
    (
        Question("name", "What is the child's name?", ChildNameForm),
        Question("born", "When was the child born?", BornForm),
        Question("about", "About the child", AboutChildForm, asked_when=is_not_unborn),
        Question("needs", "What the child needs", NeedsForm, asked_when=is_not_unborn),
        Question("address", "Do you know where the child lives?", ChildAddressForm),
        Question("school", "School and GP", SchoolForm, asked_when=is_not_unborn),
        Question(
            "numbers",
            "Numbers that identify the child",
            NumbersForm,
            asked_when=is_not_unborn,
            guidance="If you have them. They make sure that we find the right child.",
        ),
    ),
    at_most=15,
    carry_over=frozenset({"name.family_name", "about.ethnicity", "about.language", "address", "school"}),
    describe=lambda entry: called(entry.get("name", {})),
)
ADULTS = Group(
    "adults",
    "Parents and other adults",
    "adult",
    (
        Question("name", "A parent or other adult", AdultNameForm),
        Question("details", "About them", AdultDetailsForm),
        Question("home", "Where do they live?", AdultHomeForm),
    ),
    at_least=0,
    at_most=15,
    carry_over=frozenset({"details.language"}),
    describe=lambda entry: called(entry.get("name", {})),
)
REFERRAL = Journey(
    (
        Question("danger", "Is anybody in immediate danger now?", DangerForm),
        Question(
            "danger_now",
            "What was done about the danger?",
            DangerActedForm,
            asked_when=is_in_danger,
            guidance="A form is too slow for this. Somebody must hear your voice.",
        ),
        Question("referrer", "About you", ReferrerForm),
        CHILDREN,
        ADULTS,
        Question("worries", "What are you worried about?", WorriesForm),
        Question("strengths", "What is going well, and what makes the children safer?", StrengthsForm),
        Question("views", "What do the children and parents say?", ViewsForm),
        Question("agencies", "Which other agencies are involved?", AgenciesForm),
        Question("consent", "Do the parents know about this referral, and agree?", ConsentForm),
        Question("files", "Do you want to attach anything?", FilesForm),
    )
)
ANOTHER_WORDS = {
    "children": ("Is there another child?", "Is there a child to refer?"),
    "adults": ("Is there another adult?", "Do you know of a parent or other adult in the household?"),
}
