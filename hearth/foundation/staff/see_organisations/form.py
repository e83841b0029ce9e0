from __future__ import annotations

from hearth.foundation.staff.filters import AddressForm, choice, tick
from hearth.foundation.staff.models import Organisation

PARTNERS = [(kind, words) for kind, words in Organisation.Kind.choices if kind != Organisation.Kind.COUNCIL]


class OrganisationFilter(AddressForm):
    kind = choice("Kind", PARTNERS)
    ended = tick("Show those that have ended too")
