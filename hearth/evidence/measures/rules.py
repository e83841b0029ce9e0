"""What may be published and withdrawn, and what whoever publishes is told first."""

from __future__ import annotations

from collections.abc import Iterable

from hearth.evidence.facts.snapshot import Manifest
from hearth.evidence.facts.tables import CASEWORK
from hearth.evidence.measures.models import Publication
from hearth.foundation.council import Council
from hearth.foundation.periods.words import date_in_words, moment_in_words
from hearth.foundation.refusals import Refusal

NOT_SAID = (
    "This snapshot does not say whose return it is, and only the council’s own figures may be published. Mend the "
    "authority’s number in the return (Source.LEA) and check it again. Where it stands there, an earlier version of Hearth "
    "took the snapshot: take it again with hearth facts snapshot --from FILE"
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


def may_publish(manifest: Manifest, *, council: Council, of_its_day: Publication | None) -> Refusal | None:
    """`of_its_day` is what stands published of the same day."""
    if refusal := is_the_councils_own(manifest, council=council):
        return refusal
    if of_its_day is None:
        return None
    if of_its_day.snapshot == manifest.id:
        return Refusal(
            f"These figures are published: {moment_in_words(of_its_day.published_at)}, by {of_its_day.published_by}"
        )
    return Refusal(
        f"Figures of {date_in_words(manifest.on)} are published already, counted from {of_its_day}. Two sets of figures of one "
        "day that differ by a few children tell about those few. To publish these instead, withdraw those first"
    )


def before_publishing(manifest: Manifest, *, others: Iterable[Publication], council: Council) -> list[str]:
    """What to weigh, a warning each. `others` are the publications of any day, those withdrawn among them: who read them may
    have kept them."""
    least = council.measures.days_between_publications
    told = [each for each in others if each.snapshot != manifest.id]
    same = next((each for each in told if each.facts_on == manifest.on), None)
    near = [each for each in told if 0 < abs((each.facts_on - manifest.on).days) < least]
    warnings = []
    if same:
        warnings.append(
            f"Other figures of this day were published and withdrawn (from {same}). Whoever kept them can take these from those: "
            "where they differ by a few children, the difference tells about those few."
        )
    if near:
        nearest = min((each.facts_on for each in near), key=lambda day: abs((day - manifest.on).days))
        warnings.append(
            f"Figures of {date_in_words(nearest)} were published, {abs((nearest - manifest.on).days)} days from this day. Sets "
            "so close differ by few children: 17, then 18, is one child. Publish once a period, at least "
            f"{least} days apart (the council’s setting)."
        )
    return warnings


def may_withdraw(publication: Publication) -> Refusal | None:
    if publication.withdrawn_at:
        return Refusal(
            f"These figures were withdrawn already: {moment_in_words(publication.withdrawn_at)}, by {publication.withdrawn_by}"
        )
    return None
