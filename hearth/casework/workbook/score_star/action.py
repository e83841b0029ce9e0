from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils import timezone

from hearth.casework.chronology.write import write_line
from hearth.casework.people.models import Person
from hearth.casework.workbook.models import Score, Shape, Star
from hearth.casework.workbook.queries import stars_of
from hearth.casework.workbook.rules import fits_the_tool, may_look_back
from hearth.casework.workbook.star_story import scorer_in_words, tool_of
from hearth.foundation.audit.audited import audited
from hearth.foundation.periods.words import moment_in_words
from hearth.foundation.refusals import ChangedMeanwhile, insist
from hearth.foundation.staff.models import Worker


@audited
def score_star(
    *,
    star: Star,
    kind: str,
    scorer: str,
    person: Person | None,
    worker: Worker | None,
    scores: Mapping[str, int | None],
    words: Mapping[str, str],
    because: str,
    seen: int,
    by: Worker,
) -> Shape:
    """One scorer's shape. It replaces the one they gave at this sitting before, which is withdrawn with the reason.

    `seen` is the newest shape the page showed: one that is newer was made by somebody else meanwhile.
    """
    Star.objects.select_for_update().get(pk=star.pk)
    insist(fits_the_tool(tool_of(star), dict(scores)))
    if kind == Shape.Kind.LOOKING_BACK:
        insist(may_look_back(star, stars_of(star.family)))
    earlier = (
        Shape.objects.filter(
            star=star, kind=kind, scorer=scorer, person=person, worker=worker, withdrawn_at__isnull=True
        )
        .select_related("person", "worker", "recorded_by")
        .first()
    )
    if earlier:
        _replace(earlier, because=because, seen=seen, by=by)
    is_first = not Shape.objects.filter(star=star).exists()
    shape = Shape.objects.create(star=star, kind=kind, scorer=scorer, person=person, worker=worker, recorded_by=by)
    Score.objects.bulk_create(
        Score(
            shape=shape, spoke=spoke.key, score=scores.get(spoke.key), in_their_words=words.get(spoke.key, "").strip()
        )
        for spoke in tool_of(star).spokes
        if scores.get(spoke.key) is not None or words.get(spoke.key, "").strip()
    )
    if is_first:
        write_line(
            family=star.family,
            says="The Web Star was drawn",
            happened_on=star.drawn_on,
            slice="workbook.score_star",
            leads_to=f"{reverse('workbook:see_star', kwargs={'family': star.family_id})}?sitting={star.pk}",
            by=by,
        )
    return shape


def _replace(earlier: Shape, *, because: str, seen: int, by: Worker) -> None:
    if earlier.pk > seen or not because.strip():
        raise ChangedMeanwhile(
            f"{earlier.recorded_by} recorded scores by {scorer_in_words(earlier)} on "
            f"{moment_in_words(earlier.recorded_at)}, after you opened this page. Nothing of yours is saved yet. "
            "If yours should replace them, say why and save again.",
            field="because",
        )
    earlier.withdrawn_at = timezone.now()
    earlier.withdrawn_by = by
    earlier.withdrawn_because = because.strip()
    earlier.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
