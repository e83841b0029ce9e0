"""A family at a glance: what the first page says, gathered from what each part publishes of itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from hearth.casework.casefile.queries import Member, is_same_home
from hearth.casework.casefile.rules import NextStep
from hearth.casework.family_help.due import DueItem
from hearth.casework.family_help.rules import finished_by
from hearth.casework.family_help.summary import ChildHelp, HelpSummary
from hearth.casework.people.models import Protection
from hearth.casework.workbook.summary import PlanSummary, StarSummary
from hearth.foundation.periods.clocks import ClockState
from hearth.foundation.periods.words import date_in_words, due_in_words
from hearth.foundation.staff.models import Restriction

AUTHORISE, WITH_MANAGER = "Read and authorise the assessment", "The assessment is with the manager"
NEAR_BIRTH = timedelta(weeks=6)


@dataclass(frozen=True)
class AlertLine:
    words: str
    since: str = ""
    href: str = ""


@dataclass(frozen=True)
class Owed:
    """`ends` follows the words where "by" the day would be untrue; `button` where the words are too long for one."""

    words: str
    when: str
    state: str
    due_on: date
    page: str
    is_owed_now: bool
    is_with_manager: bool = False
    ends: str = ""
    button: str = ""
    href: str = ""
    """The page, where its address names no family."""


@dataclass(frozen=True)
class ChildCard:
    member: Member
    help: ChildHelp | None


def alert_lines(household: Sequence[Member], restriction: Restriction | None, *, on: date) -> list[AlertLine]:
    """One line each: why, and since when. What is kept from whom comes before a birth."""
    lines = []
    if restriction:
        since = date_in_words(timezone.localtime(restriction.starts_at).date())
        lines.append(AlertLine(f"Restricted to named people: {restriction.why}", since))
    lines += _protections(household)
    for member in household:
        expected = member.person.expected_on
        if expected and expected - on <= NEAR_BIRTH:
            words = "is past" if expected < on else "is near"
            lines.append(
                AlertLine(
                    f"{member.person.first_name}, unborn: the expected date {words}, {date_in_words(expected)}",
                    href=f"/people/{member.person.pk}/see-person/",
                )
            )
    return lines


def _protections(household: Sequence[Member]) -> Iterator[AlertLine]:
    """What is kept for the same reason, from the same person, since the same day is one line, whoever it protects."""
    people = {each.person.pk: each for each in household}
    alike: dict[tuple[str, int | None, str, date], list[Protection]] = {}
    for member in household:
        for kept in member.protections:
            alike.setdefault((kept.covers, kept.kept_from_id, kept.why, kept.starts_on), []).append(kept)
    for (covers, kept_from, why, starts_on), protections in alike.items():
        protected = [people[each.person_id] for each in protections]
        first = protections[0]
        whom = first.kept_from.first_name if first.kept_from else "everybody outside"
        what = (
            "must not be named to" if covers == Protection.Covers.EVERYTHING else "address, phone and school kept from"
        )
        names = in_a_row([each.person.first_name for each in protected])
        page = f"/people/{first.person_id}/see-person/"
        yield AlertLine(f"{names}: {what} {whom} ({why})", date_in_words(starts_on), page)
        other = people.get(kept_from or 0)
        for each in protected:
            if each.home and other and is_same_home(each.home, other.home):
                words = (
                    f"{each.person.first_name} and {whom} are recorded at one address: check where each of them lives"
                )
                yield AlertLine(words, "", f"/people/{each.person.pk}/see-person/")


def in_a_row(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def child_cards(household: Iterable[Member], helped: HelpSummary) -> list[ChildCard]:
    by_child = {each.child.pk: each for each in helped.children}
    return [ChildCard(member, by_child.get(member.person.pk)) for member in household if member.is_child]


def owed(
    helped: HelpSummary,
    star: StarSummary | None,
    plan: PlanSummary | None,
    *,
    on: date,
    closures: Sequence[date] = (),
    authorises: bool = False,
) -> list[Owed]:
    """What is owed to this family next, soonest first. `authorises`: whether the reader may authorise what is sent."""
    found = []

    def add(words: str, due_on: date, state: ClockState, page: str, **more: Any) -> None:
        when = due_in_words(due_on, on, closures)
        found.append(Owed(words, when, tag_of(state), due_on, page, state.is_owed_now, **more))

    if helped.clock and not helped.clock.state.word.startswith("Done"):
        is_sent = helped.is_with_manager
        is_written = helped.assessment is not None and not helped.is_to_begin
        words = "Finish the assessment" if is_written else "Begin the assessment"
        ends = "" if is_written else finished_by(helped.clock.due_on)
        if is_sent:
            words, ends = AUTHORISE if authorises else WITH_MANAGER, ""
        page = "family_help:see_assessment"
        add(words, helped.clock.due_on, helped.clock.state, page, is_with_manager=is_sent, ends=ends)
    if helped.next_visit:
        add("Visit the children", helped.next_visit.due_on, helped.next_visit.state, "family_help:record_visit")
    if star:
        add("Draw the star again", star.due_on, star.state, "workbook:see_star")
    if plan:
        add("Review the plan", plan.review_on, plan.state, "workbook:see_plan")
    if plan and plan.overdue:
        late = plan.overdue
        add(late.words, late.due_on, ClockState.OVERDUE, "workbook:see_plan", button="See the plan")
    return sorted(found, key=lambda each: each.due_on)


def owed_at_once(items: Iterable[DueItem], *, on: date, closures: Sequence[date] = ()) -> list[Owed]:
    """What comes before everything else that is owed, whatever is due sooner."""
    return [
        Owed(
            words=each.title,
            when="at once" if each.due_on >= on else due_in_words(each.due_on, on, closures),
            state="overdue",
            due_on=each.due_on,
            page=each.page,
            is_owed_now=True,
            button="Record that it was held",
            href=each.href,
        )
        for each in items
    ]


def tag_of(state: ClockState) -> str:
    """The state as `clock_tag` names it."""
    return {ClockState.DUE_TODAY: "due_soon"}.get(state, state.name.lower())


def owed_step(found: Sequence[Owed], *, authorises: bool = False) -> NextStep | None:
    """What is owed first. An assessment that was sent goes before all for whoever authorises it; for the others it goes
    before what is not owed yet, since they need not wonder where it is."""
    sent = next((each for each in found if each.is_with_manager), None)
    ours = [each for each in found if each is not sent]
    if sent and (authorises or not any(each.is_owed_now for each in ours)):
        button = "Read and authorise" if authorises else "Read the assessment"
        return NextStep(f"{sent.words}.", button, sent.page, sent.when)
    return step_of(ours[0]) if ours else None


def step_of(first: Owed) -> NextStep:
    return NextStep(f"{first.words}{first.ends}.", first.button or first.words, first.page, first.when, first.href)
