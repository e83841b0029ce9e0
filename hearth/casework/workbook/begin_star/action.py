from __future__ import annotations

from datetime import date

from hearth.casework.people.models import Family
from hearth.casework.workbook.models import Star
from hearth.casework.workbook.queries import stars_of
from hearth.casework.workbook.rules import may_begin_star
from hearth.casework.workbook.star_story import tool_chosen
from hearth.foundation.audit.audited import audited
from hearth.foundation.council import council
from hearth.foundation.refusals import insist
from hearth.foundation.staff.models import Worker


@audited
def begin_star(*, family: Family, drawn_on: date, note: str, on: date, by: Worker) -> Star:
    """A sitting with the council's star as it is today, frozen with it: later settings do not rewrite what was scored."""
    Family.objects.select_for_update().get(pk=family.pk)  # two people at once begin one sitting, not two
    insist(may_begin_star(stars_of(family), drawn_on=drawn_on, on=on))
    tool = tool_chosen(council().star)
    return Star.objects.create(
        family=family,
        tool_version=tool.version,
        spokes=[{"key": each.key, "label": each.label, "domain": each.domain} for each in tool.spokes],
        lowest=tool.scale.lowest,
        highest=tool.scale.highest,
        drawn_on=drawn_on,
        note=note.strip(),
        begun_by=by,
    )
