"""A CIN census file into casework: what is right is written, what is wrong is remarked with its line.

Nothing that is here is changed. A child who is here with other facts is reported, for a person to decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, BinaryIO, cast

from django.db import connection
from django.utils import timezone

from hearth.evidence.returns.cin_census import Child, Header, Item, Problem, RefusedChild, read
from hearth.evidence.returns.limits import limits
from hearth.foundation.audit.audited import audited
from hearth.foundation.council import council
from hearth.foundation.periods.words import date_in_words
from hearth.foundation.staff.models import Team, Worker
from hearth.foundation.staff.second_wall import next_records
from hearth.governance.bring_in_records.already_here import (
    EPISODE_FACTS,
    FORMER_UPN,
    UPN,
    KnownAssessment,
    KnownChild,
    KnownEpisode,
    children_here,
    kept_here,
    pupils_here,
)
from hearth.governance.bring_in_records.holders import records_brought_in
from hearth.governance.bring_in_records.keep_rows import KeptFacts
from hearth.governance.bring_in_records.models import Remark, Run
from hearth.governance.bring_in_records.report import Outcome, Report
from hearth.governance.bring_in_records.rules import not_ours
from hearth.governance.bring_in_records.sift import AssessmentFacts, ChildFacts, EpisodeFacts, Sift
from hearth.governance.bring_in_records.write import Batch

CHILDREN_AT_ONCE = 1_000
LOCK = 7_150_926  # one run at a time: each sees what the one before has written
WORDS = {
    "born_on": "date of birth",
    "expected_on": "expected date",
    "died_on": "date of death",
    "sex": "sex",
    "ethnicity": "ethnicity",
    "disabilities": "disabilities",
    "upn": "unique pupil number",
    "former_upn": "former unique pupil number",
    "upn_unknown": "why there is no unique pupil number",
    "referral_source": "referral source",
    "primary_need": "primary need",
    "is_referral_without_further_action": "no further action",
    "closed_on": "closed on",
    "closure_reason": "reason for closure",
    "authorised_on": "authorised on",
    "factors": "factors",
}


@audited
def bring_in_census(
    *, run: Run, stream: BinaryIO, team: Team, on: date, by: Worker, tell: Callable[[int], None] = lambda size: None
) -> Run:
    """One transaction. The children are held by `team`, and by the stewards' team too, so that whoever brings in for
    another team finds them again and makes families of them. `tell` is called now and then with the bytes read so far.

    Raises UnreadableReturn when the file as a whole cannot be read; nothing is written then, the run included.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
    counted = _Counted(stream)
    work = _Work(run, team, on, by)
    for item in read(cast(BinaryIO, counted), limits=limits()):
        work.take(item)
        if len(work.waiting) >= CHILDREN_AT_ONCE:
            work.settle()
            tell(counted.bytes)
    work.settle()
    run.counts = work.report.as_json()
    run.state = Run.State.READ
    run.percent = 100
    run.team = team
    run.ended_at = run.moved_at = timezone.now()
    run.save()
    return run


class _Counted:
    """A stream that knows how much of it was read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.bytes = 0

    def read(self, size: int = -1) -> bytes:
        chunk = self._stream.read(size)
        self.bytes += len(chunk)
        return chunk


class _Work:
    """A file on its way into casework, a batch of children at a time."""

    def __init__(self, run: Run, team: Team, on: date, by: Worker) -> None:
        self.run = run
        self.report = Report()
        self.sift = Sift(self.report, on)
        holders = {each.pk: each for each in (team, records_brought_in(by=by, on=on))}
        self.batch = Batch(teams=tuple(holders.values()), by=by, issued_by=council().code, came_from="CIN census")
        self.waiting: list[ChildFacts] = []
        self.known: dict[str, KnownChild] = {}
        self.pupils: dict[tuple[str, str], int] = {}
        self.kept: set[tuple[str, str]] = set()

    def take(self, item: Item) -> None:
        if isinstance(item, Child):
            if facts := self.sift.child(item):
                self.waiting.append(facts)
        elif isinstance(item, Problem):
            self.report.problem(item)
        elif isinstance(item, RefusedChild):
            self.sift.child(item.child)
        else:
            self._header(item)

    def _header(self, header: Header) -> None:
        authority = next((source.authority.parsed for source in header.sources if source.authority.parsed), None)
        self.run.year = header.year.parsed
        self.run.reference_date = header.reference_date.parsed
        self.run.authority = authority or ""
        if authority is None:
            says = f"The file does not say whose it is. The child numbers were taken as {council().name}'s own."
            self.report.remark("query", says, line=header.line, field="Source.LEA")
        elif self.waiting or self.known:
            says = f"The Header stands after children, who were taken as {council().name}'s own."
            self.report.remark("query", says, line=header.line, field="Message.Header")
        else:
            self.batch.issued_by = authority
        if says := not_ours(self.run.authority, council=council()):
            self.report.remark("query", says, line=header.line, field="Source.LEA", value=authority)
        self.batch.came_from = f"CIN census {header.year.parsed or ''}".strip()

    def settle(self) -> None:
        """Compare the waiting children with what is here, write what is new, keep the remarks."""
        numbers = {child.number for child in self.waiting}
        self.known = children_here(numbers, issued_by=self.batch.issued_by)
        self.kept = kept_here(numbers, issued_by=self.batch.issued_by)
        self.pupils = pupils_here({upn for child in self.waiting for upn in (child.upn, child.former_upn) if upn})
        records = iter(next_records(len(numbers - self.known.keys())))
        for child in self.waiting:
            self._child(child, records)
        self.batch.write()
        self.waiting.clear()
        Remark.objects.bulk_create(self.report.taken_remarks(self.run), batch_size=2_000)

    def _child(self, child: ChildFacts, records: Iterator[int]) -> None:
        known = self.known.get(child.number)
        self._refuse_a_pupil_number_of_another(child, known.person if known else None)
        if known is None:
            known = self._new(child, next(records))
        else:
            self._compare_child(child, known)
        for episode, here in _paired(child.episodes, known.episodes):
            self._episode(child, known, episode, here)
        for facts in child.kept:
            self._keep(child, facts)

    def _keep(self, child: ChildFacts, facts: KeptFacts) -> None:
        if (child.number, facts.fingerprint) in self.kept:
            self.report.row(facts.module, Outcome.HERE)
        else:
            self.kept.add((child.number, facts.fingerprint))
            self.batch.keep(self.run, child.number, facts)
            self.report.row(facts.module, Outcome.KEPT)

    def _refuse_a_pupil_number_of_another(self, child: ChildFacts, person: int | None) -> None:
        for kind, item in ((UPN, "UPN"), (FORMER_UPN, "FormerUPN")):
            upn = getattr(child, kind)
            owner = self.pupils.get((kind, upn)) if upn else None
            if owner is not None and owner != person:
                says = "This number belongs to another child who is here. It was left out."
                self.report.remark(
                    "refused", says, line=child.line, field=f"ChildIdentifiers.{item}", child=child.number, value=upn
                )
                setattr(child, kind, "")

    def _new(self, child: ChildFacts, number: int) -> KnownChild:
        self.batch.person(number, child)
        self.pupils |= {(kind, upn): number for kind in (UPN, FORMER_UPN) if (upn := getattr(child, kind))}
        self.report.row("children", Outcome.WRITTEN)
        self.report.row("disabilities", Outcome.WRITTEN, len(child.disabilities))
        known = self.known[child.number] = KnownChild(
            person=number,
            born_on=child.born_on,
            expected_on=child.expected_on,
            died_on=child.died_on,
            sex=child.sex,
            ethnicity=child.ethnicity,
            disabilities=child.disabilities,
            upn_unknown=child.upn_unknown,
            upn=child.upn,
            former_upn=child.former_upn,
        )
        return known

    def _compare_child(self, child: ChildFacts, known: KnownChild) -> None:
        names = (
            "born_on",
            "expected_on",
            "died_on",
            "sex",
            "ethnicity",
            "disabilities",
            "upn",
            "former_upn",
            "upn_unknown",
        )
        told = [name for name in names if getattr(child, name) not in (None, "", (), "U")]
        differs = self._differs("Child", child.line, child.number, child, known, told)
        self.report.row("children", Outcome.DIFFERS if differs else Outcome.HERE)
        here = sum(code in known.disabilities for code in child.disabilities)
        self.report.row("disabilities", Outcome.HERE, here)
        self.report.row("disabilities", Outcome.DIFFERS, len(child.disabilities) - here)

    def _differs(self, table: str, line: int, number: str, told: Any, known: Any, names: Sequence[str]) -> bool:
        """Remark on what differs. Nothing is changed: a person decides which is right."""
        pairs = [(WORDS[name], getattr(known, name), getattr(told, name)) for name in names]
        parts = [
            f"{words}: here {_shown(here)}, in the file {_shown(value)}"
            for words, here, value in pairs
            if here != value
        ]
        if parts:
            says = f"Differs from what is here, which was left as it is. {_sentence('; '.join(parts))}"
            self.report.remark("query", says, line=line, field=table, child=number)
        return bool(parts)

    def _episode(self, child: ChildFacts, known: KnownChild, episode: EpisodeFacts, here: KnownEpisode | None) -> None:
        if here is not None:
            differs = self._differs("CINdetails", episode.line, child.number, episode, here, EPISODE_FACTS[1:])
            self.report.row("episodes", Outcome.DIFFERS if differs else Outcome.HERE)
        elif other := _overlapping(episode, known.episodes):
            until = f"to {date_in_words(other.closed_on)}" if other.closed_on else "and is still open"
            says = (
                f"The child has another episode at that time, from {date_in_words(other.referred_on)} {until}. "
                "The episode was not written."
            )
            self.report.remark("refused", says, line=episode.line, field="CINdetails", child=child.number)
            self.report.row("episodes", Outcome.REFUSED)
            self.report.row("assessments", Outcome.REFUSED, len(episode.assessments))
            self.report.row("factors", Outcome.REFUSED, sum(len(each.factors) for each in episode.assessments))
            return
        else:
            self.batch.episode(known.person, episode)
            self.report.row("episodes", Outcome.WRITTEN)
            facts = {name: getattr(episode, name) for name in EPISODE_FACTS}
            known.episodes.append(KnownEpisode(**facts))
        for assessment in episode.assessments:
            self._assessment(child, known, episode.referred_on, assessment)

    def _assessment(self, child: ChildFacts, known: KnownChild, referred_on: date, assessment: AssessmentFacts) -> None:
        started_then = [
            each
            for each in known.assessments
            if (each.referred_on, each.started_on) == (referred_on, assessment.started_on)
        ]
        factors = set(assessment.factors)
        if not started_then:
            self.batch.assessment(known.person, referred_on, assessment)
            known.assessments.append(
                KnownAssessment(referred_on, assessment.started_on, assessment.authorised_on, factors)
            )
            self.report.row("assessments", Outcome.WRITTEN)
            self.report.row("factors", Outcome.WRITTEN, len(factors))
            return
        told = KnownAssessment(referred_on, assessment.started_on, assessment.authorised_on, factors)
        here = next((each for each in started_then if each == told), started_then[0])
        differs = self._differs("Assessments", assessment.line, child.number, told, here, ["authorised_on", "factors"])
        self.report.row("assessments", Outcome.DIFFERS if differs else Outcome.HERE)
        self.report.row("factors", Outcome.HERE, len(factors & here.factors))
        self.report.row("factors", Outcome.DIFFERS, len(factors - here.factors))


def _paired(told: list[EpisodeFacts], known: list[KnownEpisode]) -> list[tuple[EpisodeFacts, KnownEpisode | None]]:
    """Each episode of the file with the one here that it is: first those the same in all, then by the referral's day."""
    left = list(known)
    found: dict[int, KnownEpisode] = {}
    for is_same in (_is_equal, _begins_with):
        for place, episode in enumerate(told):
            here = next((each for each in left if is_same(episode, each)), None) if place not in found else None
            if here is not None:
                found[place] = here
                left = [each for each in left if each is not here]
    return [(episode, found.get(place)) for place, episode in enumerate(told)]


def _is_equal(told: EpisodeFacts, known: KnownEpisode) -> bool:
    return all(getattr(told, name) == getattr(known, name) for name in EPISODE_FACTS)


def _begins_with(told: EpisodeFacts, known: KnownEpisode) -> bool:
    return told.referred_on == known.referred_on


def _overlapping(told: EpisodeFacts, known: list[KnownEpisode]) -> KnownEpisode | None:
    """As the database judges: the day of closure is free again, and an episode closed on its first day takes no time."""
    return next((each for each in known if _overlaps(told, each)), None)


def _overlaps(one: EpisodeFacts, other: KnownEpisode) -> bool:
    one_ends, other_ends = one.closed_on or date.max, other.closed_on or date.max
    takes_time = one.referred_on < one_ends and other.referred_on < other_ends
    return takes_time and one.referred_on < other_ends and other.referred_on < one_ends


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return date_in_words(value)
    if isinstance(value, set | tuple):
        return ", ".join(sorted(value)) or "none"
    return str(value) if value else "not recorded"


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."
