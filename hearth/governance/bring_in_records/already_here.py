"""The children of a file who are already in casework, with what is recorded of them: a few queries for each batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field, fields
from datetime import date

from django.db.models.expressions import RawSQL

from hearth.casework.family_help.models import Assessment, Episode, Factor
from hearth.casework.people.models import Identifier, Person
from hearth.governance.bring_in_records.models import Kept

UPN, FORMER_UPN = Identifier.Kind.UPN.value, Identifier.Kind.FORMER_UPN.value
CHILD = Identifier.Kind.CHILD.value


@dataclass(slots=True)
class KnownEpisode:
    referred_on: date
    referral_source: str
    primary_need: str
    is_referral_without_further_action: bool
    closed_on: date | None
    closure_reason: str


EPISODE_FACTS = tuple(each.name for each in fields(KnownEpisode))


@dataclass(slots=True)
class KnownAssessment:
    referred_on: date
    started_on: date
    authorised_on: date | None
    factors: set[str]


@dataclass(slots=True)
class KnownChild:
    person: int
    born_on: date | None
    expected_on: date | None
    died_on: date | None
    sex: str
    ethnicity: str
    disabilities: tuple[str, ...]
    upn_unknown: str
    upn: str = ""
    former_upn: str = ""
    episodes: list[KnownEpisode] = field(default_factory=list)
    assessments: list[KnownAssessment] = field(default_factory=list)


def children_here(numbers: Collection[str], *, issued_by: str) -> dict[str, KnownChild]:
    """Those of the council's own child numbers that are here, by number."""
    persons = dict(
        Identifier.objects.filter(kind=CHILD, issued_by=issued_by, value__in=_texts(numbers)).values_list(
            "person_id", "value"
        )
    )
    if not persons:
        return {}
    here = RawSQL("select unnest(%s::bigint[])", [list(persons)])
    known = {
        row[0]: KnownChild(*row[:6], tuple(sorted(row[6])), row[7])
        for row in Person.objects.filter(pk__in=here).values_list(
            "pk", "born_on", "expected_on", "died_on", "sex", "ethnicity", "disabilities", "upn_unknown"
        )
    }
    for person, kind, value in Identifier.objects.filter(person__in=here, kind__in=[UPN, FORMER_UPN]).values_list(
        "person_id", "kind", "value"
    ):
        setattr(known[person], kind, value)
    for episode in Episode.objects.filter(person__in=here).only("person_id", *EPISODE_FACTS):
        known[episode.person_id].episodes.append(KnownEpisode(*(getattr(episode, name) for name in EPISODE_FACTS)))
    factors: dict[int, set[str]] = defaultdict(set)
    for assessment, code in Factor.objects.filter(child__in=here).values_list("assessment_id", "code"):
        factors[assessment].add(code)
    for number, person, referred_on, started_on, authorised_on in Assessment.objects.filter(
        person__in=here
    ).values_list("pk", "person_id", "referred_on", "started_on", "authorised_on"):
        if person is not None:
            known[person].assessments.append(
                KnownAssessment(referred_on, started_on, authorised_on, factors=factors[number])
            )
    return {value: known[person] for person, value in persons.items()}


def kept_here(numbers: Collection[str], *, issued_by: str) -> set[tuple[str, str]]:
    """What is kept of these children already: number and fingerprint."""
    found = Kept.objects.filter(issued_by=issued_by, child__in=_texts(numbers))
    return set(found.values_list("child", "fingerprint"))


def pupils_here(numbers: Collection[str]) -> dict[tuple[str, str], int]:
    """Whose unique pupil numbers these are: person by (kind, number)."""
    rows = Identifier.objects.filter(kind__in=[UPN, FORMER_UPN], value__in=_texts(numbers), issued_by="")
    return {(kind, value): person for kind, value, person in rows.values_list("kind", "value", "person_id")}


def _texts(values: Collection[str]) -> RawSQL:
    """As one parameter: a thousand take the driver longer to write than the database to look up."""
    return RawSQL("select unnest(%s::text[])", [list(values)])
