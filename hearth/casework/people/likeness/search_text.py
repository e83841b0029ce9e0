"""Reading what was typed into the search box: names, a date in any usual form, an address, a reference."""

import calendar
import re
from datetime import date

from hearth.casework.people.likeness.description import Dwelling, Likeness
from hearth.casework.people.likeness.sound import fold

_MONTHS = {
    name: number
    for number, month in enumerate(calendar.month_name)
    for name in (month.lower(), month[:3].lower(), month[:4].lower())
    if month
}
_MONTH = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + ")"
# Two figures mean 1936 to 2035; somebody older is asked for with the year in full.
_FIRST_YEAR_OF_TWO_FIGURES = 1936
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2099

_DATES = (
    (re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b"), "ymd"),
    (re.compile(r"\b(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4}|\d{2})\b"), "dmy"),
    (re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?[\s-]*(?:of\s+)?{_MONTH}[\s,-]*(\d{{4}}|\d{{2}})\b", re.I), "dmy"),
    (re.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?[\s,]+(\d{{4}})\b", re.I), "mdy"),
    (re.compile(r"\b(\d{2})(\d{2})(\d{4})\b"), "dmy"),
    (re.compile(r"\b(\d{1,2}) (\d{1,2}) (\d{4})\b"), "dmy"),
)
_POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)\s*(\d[a-z]{2})\b", re.IGNORECASE)
_FIRST_LINE = re.compile(
    r"\b(?:flat\s+\w+,?\s+)?\d+[a-z]?,?\s+(?:[a-z'’-]+\s+){1,3}?"
    r"(?:road|rd|street|st|avenue|ave|lane|ln|close|drive|dr|crescent|court|way|place|terrace|gardens|grove|walk|row|"
    r"hill|square|park|mews|view|rise|green)\b",
    re.IGNORECASE,
)
_NHS_NUMBER = re.compile(r"\b(\d{3})[ -](\d{3})[ -](\d{4})\b")
_REFERENCE = re.compile(r"\b(?=[a-z0-9/-]*\d)[a-z0-9]+(?:[-/][a-z0-9]+)*\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_LABEL = re.compile(r"\b(?:dob|d\.o\.b\.?|date of birth|born(?: on| in)?|nhs(?: number| no)?|upn|aka|edd)\b[:.]?", re.I)


def _month(text: str) -> int:
    return _MONTHS[text.lower()] if text.isalpha() else int(text)


def _year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return next(full for full in (1900 + year, 2000 + year) if full >= _FIRST_YEAR_OF_TWO_FIGURES)


def _date(found: re.Match[str], order: str) -> date | None:
    part = dict(zip(order, found.groups(), strict=True))
    day, month, year = int(part["d"]), _month(part["m"]), _year(part["y"])
    if month > 12 >= day:  # written the American way
        day, month = month, day
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _goes_with_the_next(word: str, *, is_first: bool) -> bool:
    """As in "Jan van der Berg" and "Mc Donald"; a first word "Al" is more likely a forename."""
    return fold(word) in (
        {"mc", "mac", "o"} if is_first else {"mc", "mac", "o", *["van", "der", "den", "de", "la", "al", "el"]}
    )


def read_search(text: str) -> Likeness:
    """Never fails: what cannot be read as anything else is taken for a name or a reference."""
    text = _LABEL.sub(" ", text)
    identifiers: list[tuple[str, str]] = []
    dwellings: tuple[Dwelling, ...] = ()
    postcode = ""
    first_line = ""
    born_on: date | None = None
    born_in: int | None = None

    if found := _NHS_NUMBER.search(text):
        identifiers.append(("", "".join(found.groups())))
        text = text.replace(found[0], " ", 1)
    if found := _POSTCODE.search(text):
        postcode = f"{found[1]} {found[2]}".upper()
        text = text.replace(found[0], " ", 1)
    for pattern, order in _DATES:
        if (found := pattern.search(text)) and (read := _date(found, order)):
            born_on = read
            text = text.replace(found[0], " ", 1)
            break
    if found := _FIRST_LINE.search(text):
        first_line = found[0]
        text = text.replace(found[0], " ", 1)
    if not born_on and (found := _YEAR.search(text)):
        born_in = int(found[0])
        text = text.replace(found[0], " ", 1)
    for found in _REFERENCE.finditer(text):
        identifiers.append(("", found[0]))
    text = _REFERENCE.sub(" ", text)
    if postcode or first_line:
        dwellings = (Dwelling(postcode, first_line),)

    if "," in text.strip(" ,"):
        family_name, _, given_names = text.strip(" ,").partition(",")
    else:
        words = text.replace(",", " ").split()
        words = text.replace(",", " ").split()
        first_of_family = max(len(words) - 1, 0)
        while first_of_family > 0 and _goes_with_the_next(words[first_of_family - 1], is_first=first_of_family == 1):
            first_of_family -= 1
        given_names, family_name = " ".join(words[:first_of_family]), " ".join(words[first_of_family:])
    return Likeness(
        given_names=" ".join(given_names.split()),
        family_name=" ".join(family_name.split()),
        born_on=born_on,
        born_in=born_in,
        dwellings=dwellings,
        identifiers=tuple(identifiers),
    )
