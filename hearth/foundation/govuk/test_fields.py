from datetime import date
from enum import Enum

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from hearth.foundation.govuk.fields import (
    UPN_LETTERS,
    DateField,
    DateParts,
    EnumChoiceField,
    EnumChoicesField,
    ExpectedDateField,
    NhsNumberField,
    PostcodeField,
    RevealingForm,
    TelephoneField,
    UpnField,
    YesNoField,
    nhs_number_is_sound,
    upn_is_sound,
)

TODAY = date(2026, 11, 18)


def today() -> date:
    return TODAY


class Consent(Enum):
    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"


class ConsentForm(RevealingForm):
    consent = EnumChoiceField(Consent, reveals={Consent.NO: ["why_not"]})
    why_not = forms.CharField()


def refusal(field: forms.Field, value: object) -> str:
    with pytest.raises(ValidationError) as refused:
        field.clean(value)
    return refused.value.messages[0]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (("30", "2", "2016"), "There is no 30 February 2016. Enter a real date, such as 27 3 2016"),
        (("29", "2", "2015"), "There is no 29 February 2015. Enter a real date, such as 27 3 2016"),
        (("31", "April", "2016"), "There is no 31 April 2016. Enter a real date, such as 27 3 2016"),
        (("0", "2", "2016"), "There is no 0 February 2016. Enter a real date, such as 27 3 2016"),
        (("1", "13", "2016"), "There is no month 13. Enter a real date, such as 27 3 2016"),
        (("1", "3", "1802"), "1802 is too long ago. Enter a real date, such as 27 3 2016"),
        (("1", "3", "16"), "The year must have 4 numbers. Enter a real date, such as 27 3 2016"),
        (("1", "", "2016"), "The date must include a month, such as 27 3 2016"),
        (("", "", "2016"), "The date must include a day and a month, such as 27 3 2016"),
        (("one", "3", "2016"), "Enter a real date, such as 27 3 2016"),
        (("-1", "3", "2016"), "Enter a real date, such as 27 3 2016"),
        (("1", "Smarch", "2016"), "Enter a real date, such as 27 3 2016"),
        (("٣", "3", "2016"), "Enter a real date, such as 27 3 2016"),
        (("", "", ""), "Enter a date, such as 27 3 2016"),
    ],
)
def test_an_impossible_date_is_refused_in_plain_words(typed: tuple[str, str, str], message: str) -> None:
    assert refusal(DateField(today=today), typed) == message


@pytest.mark.parametrize(
    ("options", "typed", "message"),
    [
        ({"may_be_future": False}, ("19", "11", "2026"), "The date must be today (18 November 2026) or earlier"),
        ({"may_be_past": False}, ("17", "11", "2026"), "The date must be today (18 November 2026) or later"),
        ({"earliest": date(2026, 3, 1)}, ("28", "2", "2026"), "The date must be 1 March 2026 or later"),
    ],
)
def test_a_date_outside_its_bounds_says_the_bound(options: dict, typed: tuple[str, str, str], message: str) -> None:
    assert refusal(DateField(today=today, **options), typed) == message


@pytest.mark.parametrize("options", [{"may_be_future": False}, {"may_be_past": False}])
def test_today_is_neither_past_nor_future(options: dict) -> None:
    assert DateField(today=today, **options).clean(("18", "11", "2026")) == TODAY


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", "MARCH"])
def test_a_month_may_be_a_number_or_a_name(month: str) -> None:
    assert DateField(today=today).clean(("27", month, "2016")) == date(2016, 3, 27)


def test_an_optional_date_may_be_left_but_not_half_given() -> None:
    field = DateField(required=False, today=today)
    assert field.clean(("", "", "")) is None
    assert refusal(field, ("3", "", "")) == "The date must include a month and a year, such as 27 3 2016"


@given(st.dates(min_value=date(1900, 1, 1)))
def test_a_date_shown_in_boxes_reads_back_the_same(day: date) -> None:
    assert DateField(today=today).clean(DateParts.parts(day)) == day
    assert DateParts.parts(day.isoformat()) == DateParts.parts(day)


@given(st.tuples(st.text(max_size=5), st.text(max_size=5), st.text(max_size=5)))
def test_nothing_typed_in_a_date_breaks_it(typed: tuple[str, str, str]) -> None:
    try:
        cleaned = DateField(required=False, today=today).clean(typed)
    except ValidationError:
        return
    assert cleaned is None or cleaned >= date(1900, 1, 1)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (("18", "11", "2028"), "The expected date must be no later than 8 September 2027, 42 weeks from today"),
        (("9", "9", "2027"), "The expected date must be no later than 8 September 2027, 42 weeks from today"),
        (
            ("17", "10", "2026"),
            "The expected date is more than a month ago. If the child is born, give the date of birth",
        ),
    ],
)
def test_a_child_cannot_be_expected_too_far_off(typed: tuple[str, str, str], message: str) -> None:
    assert refusal(ExpectedDateField(today=today), typed) == message


@pytest.mark.parametrize("typed", [("8", "9", "2027"), ("18", "10", "2026")])
def test_the_last_and_first_days_a_child_may_be_expected(typed: tuple[str, str, str]) -> None:
    assert ExpectedDateField(today=today).clean(typed) == date(int(typed[2]), int(typed[1]), int(typed[0]))


def test_choices_are_cleaned_to_their_codes() -> None:
    assert EnumChoiceField(Consent).clean("not_asked") is Consent.NOT_ASKED
    assert EnumChoiceField(Consent, required=False).clean("") is None
    assert EnumChoicesField(Consent).clean(["yes", "no"]) == [Consent.YES, Consent.NO]
    assert EnumChoicesField(Consent, required=False).clean([]) == []
    assert YesNoField().clean("no") is False
    assert YesNoField().clean("yes") is True
    assert refusal(EnumChoiceField(Consent), "perhaps") == "Choose one of the answers offered"


@pytest.mark.parametrize(
    ("typed", "errors", "cleaned"),
    [
        ({"consent": "yes"}, [], {"consent": Consent.YES, "why_not": None}),
        ({"consent": "yes", "why_not": "left over"}, [], {"consent": Consent.YES, "why_not": None}),
        ({"consent": "no", "why_not": "Afraid"}, [], {"consent": Consent.NO, "why_not": "Afraid"}),
        ({"consent": "no"}, ["why_not"], {"consent": Consent.NO}),
        ({}, ["consent"], {"why_not": None}),
    ],
)
def test_a_revealed_field_counts_only_under_its_choice(typed: dict, errors: list[str], cleaned: dict) -> None:
    form = ConsentForm(typed)
    assert list(form.errors) == errors
    assert form.cleaned_data == cleaned


def test_an_nhs_number_is_kept_as_its_ten_digits() -> None:
    assert NhsNumberField().clean("943 476 5919") == "9434765919"
    assert NhsNumberField(required=False).clean("") == ""
    assert refusal(NhsNumberField(), "943 476 591") == "An NHS number has 10 digits, such as 943 476 5919"
    assert (
        refusal(NhsNumberField(), "943 476 5918")
        == "This is not an NHS number: a digit is wrong, or two are swapped. Check it and try again"
    )


@given(st.integers(0, 999_999_999).map("{:09}".format), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_never_passes_as_an_nhs_number(nine: str, place: int, shift: int) -> None:
    sound = [nine + str(check) for check in range(10) if nhs_number_is_sound(nine + str(check))]
    for number in sound:
        wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
        assert not nhs_number_is_sound(wrong)
    # One nine in eleven has no number: its check digit would be ten.
    assert len(sound) <= 1


def test_a_upn_is_kept_in_capitals() -> None:
    assert UpnField().clean("h801 200001001") == "H801200001001"
    assert refusal(UpnField(), "H80120000100") == "A UPN has a letter and then 12 digits, such as H801200001001"
    assert (
        refusal(UpnField(), "H801200001010")
        == "This is not a UPN: a character is wrong, or two are swapped. Check it and try again"
    )


@given(st.from_regex(rf"\A[0-9]{{11}}[0-9{UPN_LETTERS}]\Z"))
def test_every_upn_has_exactly_one_check_letter(rest: str) -> None:
    assert len([letter for letter in UPN_LETTERS if upn_is_sound(letter + rest)]) == 1


@pytest.mark.parametrize(
    ("typed", "kept"), [("gu1 3bx", "GU1 3BX"), ("GU13BX", "GU1 3BX"), ("ec1a1bb", "EC1A 1BB"), (" m1 1ae ", "M1 1AE")]
)
def test_a_postcode_is_written_one_way(typed: str, kept: str) -> None:
    assert PostcodeField().clean(typed) == kept


@pytest.mark.parametrize("typed", ["GU1", "1GU 3BX", "GU1 3B", "GU1 3BXX", "no fixed abode"])
def test_part_of_a_postcode_is_refused(typed: str) -> None:
    assert refusal(PostcodeField(), typed) == "Enter a full UK postcode, such as GU1 3BX"
    assert PostcodeField(required=False).clean("") == ""


@pytest.mark.parametrize(
    "typed",
    ["01632 960001", "(01632) 960 001", "07700-900982", "+44 7700 900982", "+44 (0)1632 960001", "0800 1111", "101"],
)
def test_a_telephone_number_is_kept_as_typed(typed: str) -> None:
    assert TelephoneField().clean(typed) == typed
    assert TelephoneField().clean(f"{typed} ext 12") == f"{typed} ext 12"


@pytest.mark.parametrize("typed", ["12", "960001", "ring mum", "01632 96000112345", "+44"])
def test_what_cannot_be_rung_is_refused(typed: str) -> None:
    message = "Enter a telephone number with its area code, such as 01632 960001 or 07700 900982"
    assert refusal(TelephoneField(), typed) == message
