"""A person's years as a strip: when there was help, when somebody told us of a worry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from hearth.casework.frontdoor.queries import History
from hearth.foundation.govuk.charts import accessible_svg

MOST_YEARS = 18
_WIDE, _TALL, _PAD = 30, 26, 1


@dataclass(frozen=True)
class Year:
    year: int
    was_helped: bool
    contacts: int


def years_of(history: History, on: date) -> list[Year]:
    """From the first thing known until this year, at most MOST_YEARS of them."""
    received = [contact.received_at.year for contact in history.contacts]
    helped = {
        year
        for episode in history.episodes
        for year in range(episode.referred_on.year, (episode.closed_on or on).year + 1)
    }
    known = [*received, *helped]
    if not known:
        return []
    first = max(min(known), on.year - MOST_YEARS + 1)
    return [Year(year, year in helped, received.count(year)) for year in range(first, on.year + 1)]


def strip_of_years(history: History, on: date) -> Markup:
    """Empty where nothing is known of any year."""
    years = years_of(history, on)
    if not years:
        return Markup()
    content = Markup().join(_block(place, year) for place, year in enumerate(years))
    return accessible_svg(
        content,
        name=f"years-{history.person.pk}",
        title=f"{history.person.name}, {years[0].year} to {years[-1].year}",
        description=". ".join(_words(year) for year in years) + ".",
        width=len(years) * _WIDE,
        height=_TALL + 18,
    )


def _block(place: int, year: Year) -> Markup:
    left = place * _WIDE
    fill = "#0b4f4a" if year.was_helped else "#e3e8e7"
    dot = (
        Markup('<circle cx="{}" cy="{}" r="5" fill="#c2541b" stroke="#fff" stroke-width="2"/>').format(
            left + _WIDE // 2, _TALL // 2
        )
        if year.contacts
        else Markup()
    )
    return Markup(
        '<rect x="{}" y="0" width="{}" height="{}" fill="{}"/>{}'
        '<text x="{}" y="{}" font-size="12" text-anchor="middle" fill="#0b0c0c">’{:02d}</text>'
    ).format(left, _WIDE - _PAD, _TALL, fill, dot, left + _WIDE // 2, _TALL + 14, year.year % 100)


def _words(year: Year) -> str:
    told = f"{year.contacts} {'contact' if year.contacts == 1 else 'contacts'}" if year.contacts else ""
    said = " and ".join(filter(None, ("help open" if year.was_helped else "", told)))
    return f"{year.year}: {said or 'nothing'}"
