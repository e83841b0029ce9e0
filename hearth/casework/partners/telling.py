"""The names of professionals are kept back too: a refuge's worker leads to the refuge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hearth.casework.partners.models import Professional
from hearth.casework.people.models import Family
from hearth.casework.people.rules import WhatMayBeTold
from hearth.foundation.periods.rows import standing


def with_professionals(told: WhatMayBeTold, family: Family) -> WhatMayBeTold:
    """`told`, looking also for the names, agencies and numbers of professionals the recipient may not be told of.

    One query. An agency that may be told of through somebody else is not looked for.
    """
    hidden, shown = [], set[str]()
    for each in Professional.objects.filter(family=family):
        if told.may_name_professional(each.about_id):
            shown |= {each.name, each.agency, each.phone, each.email}
        else:
            hidden += [each.name, each.agency, each.phone, each.email]
    more = (word for word in hidden if word and word not in shown)
    return replace(told, keeps_back=tuple(dict.fromkeys((*told.keeps_back, *more))))


def professionals_told(told: WhatMayBeTold, family: Family, on: date) -> list[Professional]:
    """Those who may be named to the recipient."""
    found = Professional.objects.filter(standing(on), family=family).order_by("name")
    return [each for each in found if told.may_name_professional(each.about_id)]
