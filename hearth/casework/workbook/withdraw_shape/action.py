from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone

from hearth.casework.chronology.write import write_line
from hearth.casework.workbook.models import Shape, Star
from hearth.casework.workbook.rules import may_withdraw
from hearth.casework.workbook.star_story import scorer_in_words
from hearth.foundation.audit.audited import audited
from hearth.foundation.periods.words import date_in_words
from hearth.foundation.refusals import insist
from hearth.foundation.staff.models import Worker


@audited
def withdraw_shape(*, star: Star, shape: Shape, because: str, on: date, by: Worker) -> Shape:
    """The scores stay in the record, and are no longer drawn or counted."""
    locked = Shape.objects.select_for_update(of=("self",)).select_related("person", "worker").get(pk=shape.pk)
    insist(may_withdraw(locked))
    locked.withdrawn_at = timezone.now()
    locked.withdrawn_by = by
    locked.withdrawn_because = because.strip()
    locked.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    write_line(
        family=star.family,
        says=f"Scores by {scorer_in_words(locked)} in the Web Star of {date_in_words(star.drawn_on)} were withdrawn",
        happened_on=on,
        slice="workbook.withdraw_shape",
        leads_to=reverse("workbook:see_star", kwargs={"family": star.family_id}),
        by=by,
    )
    return locked
