"""What may be published and withdrawn, and what whoever publishes is told first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from hearth.evidence.facts.snapshot import Manifest
from hearth.evidence.facts.tables import CASEWORK, RETURN
from hearth.evidence.measures.hidden_harm.definition import definition
from hearth.evidence.measures.models import Publication
from hearth.foundation.council import Council
from hearth.foundation.periods.words import date_in_words, moment_in_words
from hearth.foundation.refusals import Refusal

NOT_SAID = (
    "This snapshot does not say whose return it is, and only the council’s own figures may be published. Mend the "
    "authority’s number in the return (Source.LEA) and check it again. Where it stands there, an earlier version of Hearth "
    "took the snapshot: take it again with hearth facts snapshot --from FILE"
)


NO_FACTORS = (
    "This snapshot holds no assessment that lists what was found, so nothing is known of what its children live with. Published, "
    "it would be read as if they lived with none of it. Mend the return, in its module Assessments, and check it again"
)


TOLD_OTHERWISE = (
    "Other figures of this very snapshot were published and withdrawn: under other settings, or by another way of keeping small "
    "numbers back. Whoever kept them can set them beside these, and learn more than either tells."
)


def is_the_councils_own(manifest: Manifest, *, council: Council) -> Refusal | None:
    """What is of casework is; of a return its header says whose it is."""
    if manifest.numbers == CASEWORK or manifest.authority == council.code:
        return None
    if not manifest.authority:
        return Refusal(NOT_SAID)
    return Refusal(
        f"This is a return of authority {manifest.authority}, and {council.name} is {council.code}. Only the council’s own "
        "figures may be published: whoever reads them takes them for the council’s"
    )


def may_publish(manifest: Manifest, *, council: Council, of_its_day: Publication | None, today: date) -> Refusal | None:
    """`of_its_day` is what stands published of the same day."""
    if refusal := is_the_councils_own(manifest, council=council):
        return refusal
    if manifest.on > today:
        return Refusal(
            f"{date_in_words(manifest.on)} is still to come: nobody knows its figures yet. Publish them once the day is over, "
            "from a snapshot taken then"
        )
    if not manifest.rows.get("assessment_factor"):
        return Refusal(NO_FACTORS)
    if of_its_day is None:
        return None
    if of_its_day.snapshot == manifest.id and of_its_day.is_of_another_definition:
        return Refusal(
            f"These figures were published by version {of_its_day.definition_version} of the definition, and Hearth counts by "
            f"version {definition().version} now: nobody sees them. Withdraw them, then publish them as they are counted now"
        )
    if of_its_day.snapshot == manifest.id:
        return Refusal(
            f"These figures are published: {moment_in_words(of_its_day.published_at)}, by {of_its_day.published_by}"
        )
    return Refusal(
        f"Figures of {date_in_words(manifest.on)} are published already, counted from {of_its_day}. Two sets of figures of one "
        "day that differ by a few children tell about those few. To publish these instead, withdraw those first"
    )


def before_publishing(
    manifest: Manifest, *, others: Iterable[Publication], are_otherwise: bool, council: Council
) -> list[str]:
    """What to weigh, a warning each. `others` are the publications of any day, those withdrawn among them: who read them may
    have kept them. `are_otherwise`: some of them are of this very snapshot, and are not these figures."""
    every = list(others)
    of_other_days = [each for each in every if each.facts_on != manifest.on]
    found = [
        _of_no_census_day(manifest),
        TOLD_OTHERWISE if are_otherwise else "",
        _of_the_same_day([each for each in every if each.snapshot != manifest.id and each.facts_on == manifest.on]),
        _near(manifest, of_other_days, council.measures.days_between_publications),
    ]
    return [warning for warning in found if warning]


def must_weigh(warnings: Sequence[str], *, weighed: Collection[str]) -> Refusal | None:
    """`weighed` are the warnings that whoever publishes has read."""
    if set(warnings) <= set(weighed):
        return None
    return Refusal("Say that you have weighed the warnings, or do not publish", field="weighed")


def _of_no_census_day(manifest: Manifest) -> str:
    if manifest.numbers != RETURN or (manifest.on.month, manifest.on.day) == (3, 31):
        return ""
    return (
        f"A children in need census is of a 31 March, and this return says that it is of {date_in_words(manifest.on)}. Look at "
        "its header (Header.ReferenceDate) before you publish figures of that day."
    )


def _of_the_same_day(others: Sequence[Publication]) -> str:
    if not others:
        return ""
    return (
        f"Other figures of this day were published and withdrawn (from {others[0]}). Whoever kept them can take these from "
        "those: where they differ by a few children, the difference tells about those few."
    )


def _near(manifest: Manifest, others: Sequence[Publication], least: int) -> str:
    nearest = min((each.facts_on for each in others), key=lambda day: abs((day - manifest.on).days), default=None)
    if nearest is None or abs((nearest - manifest.on).days) >= least:
        return ""
    return (
        f"Figures of {date_in_words(nearest)} were published, {abs((nearest - manifest.on).days)} days from this day. Sets so "
        f"close differ by few children: 17, then 18, is one child. Publish once a period, at least {least} days apart (the "
        "council’s setting)."
    )


def may_withdraw(publication: Publication) -> Refusal | None:
    if publication.withdrawn_at:
        return Refusal(
            f"These figures were withdrawn already: {moment_in_words(publication.withdrawn_at)}, by {publication.withdrawn_by}"
        )
    return None
