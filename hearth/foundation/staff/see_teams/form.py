from __future__ import annotations

from hearth.foundation.staff.filters import AddressForm, choice, tick
from hearth.foundation.staff.models import Team


class TeamFilter(AddressForm):
    kind = choice("Kind", Team.Kind.choices)
    ended = tick("Show those that have ended too")
