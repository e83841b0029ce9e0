"""Rows into casework, a batch at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection, models
from psycopg.types.json import Jsonb

from hearth.casework.chronology.models import Line
from hearth.casework.family_help.models import Assessment, Episode, Factor
from hearth.casework.people.likeness.keys import keys_for
from hearth.casework.people.models import Identifier, Person
from hearth.casework.people.opening import BROUGHT_IN, PersonFacts, likeness_of_facts
from hearth.evidence.returns.copying import copy_in
from hearth.foundation.staff.models import Grant, Team, Worker
from hearth.governance.bring_in_records.already_here import CHILD, FORMER_UPN, UPN
from hearth.governance.bring_in_records.keep_rows import KeptFacts
from hearth.governance.bring_in_records.models import Kept, Run
from hearth.governance.bring_in_records.sift import AssessmentFacts, ChildFacts, EpisodeFacts

REFERRED = "Referred to children's social care (brought in from the census)"
# The columns of each row below, in its order.
GRANT = ("team_id", "record", "why", "given_by_id")
PERSON = (
    "id",
    "known_as",
    "family_name",
    "born_on",
    "expected_on",
    "died_on",
    "sex",
    "ethnicity",
    "disabilities",
    "upn_unknown",
    "likeness_keys",
    "recorded_by_id",
)
IDENTIFIER = ("person_id", "kind", "value", "issued_by")
EPISODE = (
    "person_id",
    "referred_on",
    "referral_source",
    "primary_need",
    "is_referral_without_further_action",
    "closed_on",
    "closure_reason",
    "came_from",
    "recorded_by_id",
)
LINE = ("person_id", "happened_on", "says", "slice", "written_by_id")
ASSESSMENT = ("id", "person_id", "referred_on", "started_on", "state", "authorised_on", "came_from", "started_by_id")
FACTOR = ("assessment_id", "child_id", "code")
KEPT = ("run_id", "issued_by", "child", "module", "line", "told", "fingerprint")
SLICE = "bring_in_records.bring_in_census"


@dataclass
class Batch:
    """What is to be written, gathered for some hundreds of children and written at once."""

    teams: tuple[Team, ...]
    by: Worker
    issued_by: str
    came_from: str
    persons: list[tuple[Any, ...]] = field(default_factory=list)
    identifiers: list[tuple[Any, ...]] = field(default_factory=list)
    grants: list[tuple[Any, ...]] = field(default_factory=list)
    episodes: list[tuple[Any, ...]] = field(default_factory=list)
    lines: list[tuple[Any, ...]] = field(default_factory=list)
    assessments: list[tuple[Any, ...]] = field(default_factory=list)
    factors_of: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    kept: list[tuple[Any, ...]] = field(default_factory=list)

    def person(self, number: int, child: ChildFacts) -> None:
        """`number` is the new record's. The name shown holds the council's child number, there being no other.

        It is no name to be searched by sound, so the likeness is made of the numbers and the dates alone.
        """
        numbers = [(CHILD, child.number), (UPN, child.upn), (FORMER_UPN, child.former_upn)]
        given = [(kind, value) for kind, value in numbers if value]
        likeness = likeness_of_facts(
            PersonFacts(born_on=child.born_on, expected_on=child.expected_on, identifiers=given)
        )
        self.persons.append(
            (
                number,
                "Child",
                child.number,
                child.born_on,
                child.expected_on,
                child.died_on,
                child.sex,
                child.ethnicity,
                list(child.disabilities),
                child.upn_unknown,
                sorted(keys_for(likeness)),
                self.by.pk,
            )
        )
        for kind, value in given:
            self.identifiers.append((number, kind, value, self.issued_by if kind == CHILD else ""))
        self.grants += [(team.pk, number, BROUGHT_IN, self.by.pk) for team in self.teams]

    def episode(self, person: int, episode: EpisodeFacts) -> None:
        self.episodes.append(
            (
                person,
                episode.referred_on,
                episode.referral_source,
                episode.primary_need,
                episode.is_referral_without_further_action,
                episode.closed_on,
                episode.closure_reason,
                self.came_from,
                self.by.pk,
            )
        )
        self.lines.append((person, episode.referred_on, REFERRED, SLICE, self.by.pk))

    def assessment(self, person: int, referred_on: date, assessment: AssessmentFacts) -> None:
        is_done = assessment.authorised_on is not None
        state = Assessment.State.AUTHORISED if is_done else Assessment.State.WRITING
        self.assessments.append(
            (
                person,
                referred_on,
                assessment.started_on,
                state.value,
                assessment.authorised_on,
                self.came_from,
                self.by.pk,
            )
        )
        self.factors_of.append((person, assessment.factors))

    def keep(self, run: Run, child: str, facts: KeptFacts) -> None:
        told = Jsonb(facts.told)
        self.kept.append((run.pk, self.issued_by, child, facts.module, facts.line, told, facts.fingerprint))

    def write(self) -> None:
        """Everything gathered, in the order in which it hangs together; then begin anew."""
        copy_in(Grant, GRANT, self.grants)
        copy_in(Person, PERSON, self.persons)
        copy_in(Identifier, IDENTIFIER, self.identifiers)
        copy_in(Episode, EPISODE, self.episodes)
        copy_in(Line, LINE, self.lines)
        numbers = _numbers_for(Assessment, len(self.assessments))
        numbered = zip(numbers, self.assessments, self.factors_of, strict=True)
        assessments, factors = [], []
        for number, assessment, (person, codes) in numbered:
            assessments.append((number, *assessment))
            factors += [(number, person, code) for code in codes]
        copy_in(Assessment, ASSESSMENT, assessments)
        copy_in(Factor, FACTOR, factors)
        copy_in(Kept, KEPT, self.kept)
        gathered: tuple[list[Any], ...] = (self.persons, self.identifiers, self.grants, self.episodes)
        for rows in (*gathered, self.lines, self.assessments, self.factors_of, self.kept):
            rows.clear()


def _numbers_for(model: type[models.Model], count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select nextval(pg_get_serial_sequence(%s, 'id')) from generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [int(number) for (number,) in cursor.fetchall()]
