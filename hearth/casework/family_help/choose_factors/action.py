from __future__ import annotations

from collections.abc import Set

from hearth.casework.family_help.keep import hold_to_write
from hearth.casework.family_help.models import Assessment, Factor
from hearth.casework.family_help.queries import chosen_factors
from hearth.casework.family_help.rules import may_choose
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import ChangedMeanwhile, insist
from hearth.foundation.staff.models import Worker


@audited
def choose_factors(
    *, assessment: Assessment, chosen: Set[tuple[int, str]], began_from: Set[tuple[int, str]], by: Worker
) -> Assessment:
    """Each child's factors, all at once: pairs of a child's number and a code. Ticks are a working list until the
    assessment is authorised, so what is unticked is taken away."""
    held = hold_to_write(assessment)
    insist(may_choose(chosen))
    standing = chosen_factors(held)
    if standing != began_from and standing != chosen:
        raise ChangedMeanwhile("Somebody else chose factors after you opened this page.")
    for number, code in standing - chosen:
        Factor.objects.filter(assessment=held, child=number, code=code).delete()
    Factor.objects.bulk_create(
        [Factor(assessment=held, child_id=number, code=code) for number, code in sorted(chosen - standing)]
    )
    return held
