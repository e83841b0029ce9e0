"""Fields of forms as people fill them in: dates in three boxes, choices from code lists, numbers with a check digit.

Each refuses with one plain sentence that says what to enter, with an example.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

DATE_PARTS = ("day", "month", "year")
EXAMPLE = "such as 27 3 2016"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

OneEnum = TypeVar("OneEnum", bound=Enum)


class DateParts(forms.Widget):
    """Three text boxes; its value is a tuple of what was typed, so that it can be shown again as typed."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> tuple[str, str, str]:
        day, month, year = (str(data.get(f"{name}-{part}", "")).strip() for part in DATE_PARTS)
        return day, month, year

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}-{part}" in data for part in DATE_PARTS)

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}-day" if id_ else id_

    @staticmethod
    def parts(value: Any) -> tuple[str, str, str]:
        """What to show in the boxes for a date, its ISO form (as a journey keeps it) or what was typed."""
        if isinstance(value, str) and value:
            value = date.fromisoformat(value)
        if isinstance(value, date):
            return str(value.day), str(value.month), str(value.year)
        return tuple(value) if value else ("", "", "")


class DateField(forms.Field):
    """A date in three boxes. A month may be typed as a number or by name.

    `today` is asked only while a form is validated; `earliest` guards against a slip (1802), not against an old fact.
    Errors carry `parts`, the boxes at fault.
    """

    widget = DateParts

    def __init__(
        self,
        *,
        earliest: date = date(1900, 1, 1),
        may_be_past: bool = True,
        may_be_future: bool = True,
        today: Callable[[], date] = timezone.localdate,
        **kwargs: Any,
    ) -> None:
        self.earliest, self.may_be_past, self.may_be_future, self.today = earliest, may_be_past, may_be_future, today
        kwargs.setdefault("error_messages", {}).setdefault("required", f"Enter a date, {EXAMPLE}")
        super().__init__(**kwargs)

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value if any(value or ()) else None)
        return day

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        if missing := [part for part, typed in zip(DATE_PARTS, value, strict=True) if not typed]:
            raise _date_error(f"The date must include a {' and a '.join(missing)}, {EXAMPLE}", missing)
        day, month, year = _number(value[0]), _month(value[1]), _number(value[2])
        wrong = [part for part, number in zip(DATE_PARTS, (day, month, year), strict=True) if number is None]
        if day is None or month is None or year is None:
            raise _date_error(f"Enter a real date, {EXAMPLE}", wrong)
        if len(value[2]) != 4:
            raise _date_error(f"The year must have 4 numbers. Enter a real date, {EXAMPLE}", ["year"])
        if year < self.earliest.year:
            raise _date_error(f"{year} is too long ago. Enter a real date, {EXAMPLE}", ["year"])
        if not 1 <= month <= 12:
            raise _date_error(f"There is no month {month}. Enter a real date, {EXAMPLE}", ["month"])
        try:
            return date(year, month, day)
        except ValueError:
            name = f"{date(year, month, 1):%B} {year}"
            raise _date_error(f"There is no {day} {name}. Enter a real date, {EXAMPLE}", ["day", "month"]) from None

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is None:
            return
        today = self.today()
        if value < self.earliest:
            raise _date_error(f"The date must be {in_words(self.earliest)} or later")
        if value > today and not self.may_be_future:
            raise _date_error(f"The date must be today ({in_words(today)}) or earlier")
        if value < today and not self.may_be_past:
            raise _date_error(f"The date must be today ({in_words(today)}) or later")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return DateParts.parts(initial) != DateParts.parts(data)


class ExpectedDateField(DateField):
    """When an unborn child is expected: no more than 42 weeks ahead, and no more than a month past."""

    AHEAD, PAST = timedelta(weeks=42), timedelta(days=31)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is None:
            return
        today = self.today()
        if value > today + self.AHEAD:
            raise _date_error(
                f"The expected date must be no later than {in_words(today + self.AHEAD)}, 42 weeks from today", ["year"]
            )
        if value < today - self.PAST:
            raise _date_error(
                "The expected date is more than a month ago. If the child is born, give the date of birth"
            )


class _FromEnum:
    """What the one and the many share: the words shown for a code, and a hint beneath some of them."""

    words: Callable[[Any], str]

    def _offer(
        self, codes: Iterable[Enum], words: Callable[[Any], str], hints: Mapping[Any, str]
    ) -> list[tuple[str, str]]:
        self.words = words
        self.item_hints = {str(code.value): hint for code, hint in hints.items()}
        self.code_of = {str(code.value): code for code in codes}
        return [(value, words(code)) for value, code in self.code_of.items()]


def words_of(code: Enum) -> str:
    """A Django choice's label, else the name made readable."""
    return str(getattr(code, "label", code.name.replace("_", " ").capitalize()))


class EnumChoiceField(_FromEnum, forms.TypedChoiceField):
    """One code from a list, as radios; cleaned to the enum's member, or None.

    `reveals` names the fields of the same form to show under a choice: `{Consent.NO: ["why_not"]}`. In a
    `RevealingForm` they count only when that choice is made.
    """

    def __init__(
        self,
        codes: Iterable[OneEnum],
        *,
        words: Callable[[OneEnum], str] = words_of,
        hints: Mapping[OneEnum, str] | None = None,
        reveals: Mapping[OneEnum, Sequence[str]] | None = None,
        divide_before: OneEnum | None = None,
        as_list: bool = False,
        **kwargs: Any,
    ) -> None:
        choices = self._offer(codes, words, hints or {})
        self.reveals = {str(code.value): tuple(names) for code, names in (reveals or {}).items()}
        self.divide_before = None if divide_before is None else str(divide_before.value)
        if as_list:
            choices = [("", "Choose one"), *choices]
        kwargs.setdefault("widget", forms.Select if as_list else forms.RadioSelect)
        kwargs.setdefault("error_messages", {}).setdefault("invalid_choice", "Choose one of the answers offered")
        super().__init__(choices=choices, coerce=self._to_code, empty_value=None, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return str(value.value) if isinstance(value, Enum) else value

    def _to_code(self, value: str) -> Enum:
        return self.code_of[str(value)]


class EnumChoicesField(_FromEnum, forms.TypedMultipleChoiceField):
    """Any number of codes from a list, as checkboxes; cleaned to a list of the enum's members."""

    def __init__(
        self,
        codes: Iterable[OneEnum],
        *,
        words: Callable[[OneEnum], str] = words_of,
        hints: Mapping[OneEnum, str] | None = None,
        reveals: Mapping[OneEnum, Sequence[str]] | None = None,
        **kwargs: Any,
    ) -> None:
        choices = self._offer(codes, words, hints or {})
        self.reveals = {str(code.value): tuple(names) for code, names in (reveals or {}).items()}
        self.divide_before = None
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        kwargs.setdefault("error_messages", {}).setdefault("invalid_choice", "Choose from the answers offered")
        super().__init__(choices=choices, coerce=self._to_code, empty_value=[], **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return [str(one.value) if isinstance(one, Enum) else one for one in value or []]

    def _to_code(self, value: str) -> Enum:
        return self.code_of[str(value)]


class YesNo(Enum):
    YES = "yes"
    NO = "no"


class YesNoField(EnumChoiceField):
    """A question answered by yes or no, cleaned to True or False; neither is chosen beforehand."""

    def __init__(self, *, reveals_if_yes: Sequence[str] = (), reveals_if_no: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(YesNo, reveals={YesNo.YES: reveals_if_yes, YesNo.NO: reveals_if_no}, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else super().prepare_value(value)

    def _to_code(self, value: str) -> Any:
        return value == YesNo.YES.value


class RevealingForm(forms.Form):
    """A form in which a field shown only under some choice is neither asked for nor kept when that choice is not made."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in hidden_fields(self):
            self.errors.pop(name, None)
            cleaned[name] = None
        return cleaned

    def fields_under_a_choice(self) -> set[str]:
        """The fields that a page must not render by themselves: their choice renders them."""
        reveals = [getattr(field, "reveals", {}) for field in self.fields.values()]
        return {name for by_choice in reveals for names in by_choice.values() for name in names}


def hidden_fields(form: forms.BaseForm) -> set[str]:
    """The fields a form as now filled in would not show, because the choice that shows them is not made."""
    hidden: set[str] = set()
    for name, field in form.fields.items():
        reveals = getattr(field, "reveals", {})
        value = form[name].value()
        chosen = {str(one) for one in (value if isinstance(value, list | tuple) else [value])}
        shown = {one for choice, names in reveals.items() if choice in chosen for one in names}
        under_a_choice = {one for names in reveals.values() for one in names}
        hidden |= under_a_choice if name in hidden else under_a_choice - shown
    return hidden


class NhsNumberField(forms.CharField):
    """Ten digits, the last a check digit by modulus 11 (NHS Data Dictionary, "NHS NUMBER"); cleaned to digits alone."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {}).setdefault("required", "Enter an NHS number, such as 943 476 5919")
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        number = re.sub(r"[\s-]", "", super().clean(value))
        if number and not re.fullmatch(r"[0-9]{10}", number):
            raise ValidationError("An NHS number has 10 digits, such as 943 476 5919")
        if number and not nhs_number_is_sound(number):
            raise ValidationError(
                "This is not an NHS number: a digit is wrong, or two are swapped. Check it and try again"
            )
        return number


def nhs_number_is_sound(number: str) -> bool:
    check = 11 - sum(int(digit) * weight for digit, weight in zip(number, range(10, 1, -1), strict=False)) % 11
    return check % 11 == int(number[9])


UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


class UpnField(forms.CharField):
    """A pupil's number: a check letter, 11 digits, and a digit or (for a temporary number) a letter (DfE, UPN guide)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {}).setdefault("required", "Enter a UPN, such as H801200001001")
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        upn = re.sub(r"\s", "", super().clean(value)).upper()
        if upn and not re.fullmatch(f"[{UPN_LETTERS}][0-9]{{11}}[0-9{UPN_LETTERS}]", upn):
            raise ValidationError("A UPN has a letter and then 12 digits, such as H801200001001")
        if upn and not upn_is_sound(upn):
            raise ValidationError("This is not a UPN: a character is wrong, or two are swapped. Check it and try again")
        return upn


def upn_is_sound(upn: str) -> bool:
    values = [UPN_LETTERS.index(one) if one in UPN_LETTERS else int(one) for one in upn[1:]]
    return UPN_LETTERS[sum(value * weight for value, weight in zip(values, range(2, 14), strict=True)) % 23] == upn[0]


class PostcodeField(forms.CharField):
    """A United Kingdom postcode by its shape alone; cleaned to capitals with one space."""

    SHAPE = re.compile(r"(GIR0AA|[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2})")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {}).setdefault("required", "Enter a postcode, such as GU1 3BX")
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        postcode = re.sub(r"[\s.,()-]", "", super().clean(value)).upper()
        if postcode and not self.SHAPE.fullmatch(postcode):
            raise ValidationError("Enter a full UK postcode, such as GU1 3BX")
        return f"{postcode[:-3]} {postcode[-3:]}".strip()


class TelephoneField(forms.CharField):
    """A number that can be rung, kept with the spaces it was typed with (and an extension, as "ext 12")."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {}).setdefault("required", "Enter a telephone number, such as 01632 960001")
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        typed = re.sub(r"\s+", " ", super().clean(value))
        number = re.sub(r"(?i)\s*(ext|extension|x)\.?\s*[0-9]{1,6}$", "", typed)
        digits = re.sub(r"[\s().-]", "", number)
        if typed and not re.fullmatch(r"(\+[0-9]{8,15}|0[0-9]{7,10}|1[0-9]{2,5})", digits.replace("+440", "+44")):
            raise ValidationError("Enter a telephone number with its area code, such as 01632 960001 or 07700 900982")
        return typed


def in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _number(typed: str) -> int | None:
    return int(typed) if re.fullmatch(r"[0-9]{1,4}", typed) else None


def _month(typed: str) -> int | None:
    by_name = {month: number for number, month in enumerate(MONTHS, 1)}
    return by_name.get(typed[:3].lower()) if typed.isalpha() else _number(typed)


def _date_error(message: str, parts: Sequence[str] = DATE_PARTS) -> ValidationError:
    return ValidationError(message, code="date", params={"parts": tuple(parts)})
