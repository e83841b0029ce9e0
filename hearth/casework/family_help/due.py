"""What is owed to families: assessments and visits. At most four statements, however many families.

A list of a whole pod asks for three hundred children at once, so what is read here is read as plain values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse

from hearth.casework.family_help.models import Assessment, Episode
from hearth.casework.family_help.queries import clock_from, is_expected, last_seen_on
from hearth.casework.family_help.rules import Running, named, to_begin_by, unanswered_referral, visit_clock
from hearth.casework.people.models import Family, first_name
from hearth.foundation.council import closure_days, council
from hearth.foundation.periods.clocks import ClockState
from hearth.foundation.staff.models import Worker


@dataclass(frozen=True)
class DueItem:
    """One thing owed to one family, and the page where it is done."""

    title: str
    family: Family
    due_on: date
    state: ClockState
    page: str
    at: Mapping[str, int] = field(default_factory=dict)
    """What the page's address names beside the family."""
    waits_for_manager: bool = False
    """It is with a manager, and the reader is not the one to authorise it."""
    is_waited_for: bool = False
    """Others wait for the reader, so it is owed now whatever its limit."""

    @property
    def href(self) -> str:
        return reverse(self.page, kwargs={"family": self.family.pk, **self.at})


class OpenEpisode(NamedTuple):
    child: int
    first_name: str
    is_unborn: bool
    referred_on: date


@dataclass(frozen=True)
class Helped:
    """Families with their open episodes. One whose help has closed is not among them; one never helped is."""

    families: Mapping[int, Family]
    episodes: Mapping[int, list[OpenEpisode]]


def helped_among(families: Iterable[Family]) -> Helped:
    """One statement."""
    found = {int(family.pk): family for family in families}
    told = Episode.objects.filter(family__any=found).values_list(
        *("family", "person", "referred_on", "closed_on"),
        *("person__known_as", "person__given_names", "person__family_name", "person__born_on", "person__expected_on"),
    )
    episodes: dict[int, list[OpenEpisode]] = defaultdict(list)
    had_help = set()
    for family, child, referred_on, closed_on, known_as, given, surname, born_on, expected_on in told:
        had_help.add(family)
        if closed_on is None:
            name = first_name(known_as, given, surname, child)
            episodes[family].append(OpenEpisode(child, name, is_expected(born_on, expected_on), referred_on))
    return Helped(
        {number: family for number, family in found.items() if number in episodes or number not in had_help}, episodes
    )


_TOLD = ("id", "family", "person", "state", "referred_on", "started_on", "sent_by")


class _Assessed(NamedTuple):
    number: int
    family: int | None
    child: int | None
    state: str
    referred_on: date
    started_on: date
    sent_by: int | None


def due_for(helped: Helped, *, reader: Worker | None = None, on: date) -> list[DueItem]:
    """What is owed to the families as the reader sees it, soonest first; without one, as a manager of theirs.
    Three statements."""
    children = [episode.child for episodes in helped.episodes.values() for episode in episodes]
    written: dict[int, _Assessed] = {}
    last_begun: dict[tuple[str, int], date] = {}
    for each in _assessed(helped.families, children):
        if each.state != Assessment.State.AUTHORISED and each.family:
            written[each.family] = each
        elif each.state == Assessment.State.AUTHORISED:
            key = ("family", each.family) if each.family else ("child", each.child or 0)
            last_begun[key] = max(each.started_on, last_begun.get(key, date.min))
    seen = last_seen_on(children, on=on)

    def items() -> Iterator[DueItem | None]:
        for number, family in helped.families.items():
            episodes = helped.episodes.get(number, [])
            if number in written:
                yield _assessment_item(family, written[number], reader=reader, on=on)
            else:
                yield _to_begin(family, episodes, last_begun, on=on)
            yield _visit_item(family, episodes, seen, on=on)

    return sorted((item for item in items() if item), key=lambda item: (item.due_on, int(item.family.pk), item.title))


def waiting_for(reader: Worker, families: Iterable[Family], *, on: date) -> list[DueItem]:
    """The assessments of the families that others sent and the reader may authorise. One statement."""
    if not reader.may("family_help.authorise_assessment"):
        return []
    found = {int(family.pk): family for family in families}
    sent = Assessment.objects.filter(family__any=found, state=Assessment.State.SENT).exclude(sent_by=reader)
    return [_assessment_item(found[row[1]], _Assessed(*row), reader=reader, on=on) for row in sent.values_list(*_TOLD)]


def _assessed(families: Iterable[int], children: Iterable[int]) -> Iterator[_Assessed]:
    """Every assessment of the families, and of their children brought in alone."""
    rows = Assessment.objects.filter(
        Q(family__any=families) | Q(family__isnull=True, person__any=children)
    ).values_list(*_TOLD)
    return (_Assessed(*row) for row in rows)


def _to_begin(
    family: Family, episodes: list[OpenEpisode], last_begun: Mapping[tuple[str, int], date], *, on: date
) -> DueItem | None:
    begun = [last_begun.get(("family", family.pk)), *(last_begun.get(("child", one.child)) for one in episodes)]
    referred_on = unanswered_referral(
        (one.referred_on for one in episodes), last_begun_on=max((day for day in begun if day), default=None)
    )
    if referred_on is None:
        return None
    clock = clock_from(referred_on, on=on)
    return DueItem(to_begin_by(clock.due_on), family, clock.due_on, clock.state, "family_help:see_assessment")


def _assessment_item(family: Family, assessment: _Assessed, *, reader: Worker | None, on: date) -> DueItem:
    clock = clock_from(assessment.referred_on, on=on)
    if assessment.state == Assessment.State.WRITING:
        return DueItem("Write the assessment", family, clock.due_on, clock.state, "family_help:see_assessment")
    if reader is None or (reader.may("family_help.authorise_assessment") and assessment.sent_by != reader.pk):
        return DueItem(
            *("Authorise the assessment", family, clock.due_on, clock.state, "family_help:authorise_assessment"),
            at={"assessment": assessment.number},
            is_waited_for=True,
        )
    return DueItem(
        *("Assessment, with the manager", family, clock.due_on, clock.state, "family_help:see_assessment"),
        waits_for_manager=True,
    )


def _visit_item(
    family: Family, episodes: Iterable[OpenEpisode], seen: Mapping[int, date], *, on: date
) -> DueItem | None:
    """One line a family: the children who must be seen soonest, by name. An unborn child cannot be seen."""
    clocks: list[tuple[str, Running]] = [
        (
            episode.first_name,
            visit_clock(
                last_seen_on=seen.get(episode.child),
                referred_on=episode.referred_on,
                every=council().clocks.child_in_need_visit_days,
                on=on,
                closures=closure_days(),
            ),
        )
        for episode in episodes
        if not episode.is_unborn
    ]
    if not clocks:
        return None
    soonest = min((clock for _, clock in clocks), key=lambda clock: clock.due_on)
    names = sorted(name for name, clock in clocks if clock.due_on == soonest.due_on)
    return DueItem(f"Visit {named(names)}", family, soonest.due_on, soonest.state, "family_help:record_visit")
