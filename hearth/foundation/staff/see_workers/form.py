from __future__ import annotations

from typing import Any

from django import forms

from hearth.foundation.staff.filters import AddressForm, choice
from hearth.foundation.staff.queries import WORKERS_SORT
from hearth.foundation.staff.roles import ROLES
from hearth.foundation.staff.rules import NOT_OFFERED, Standing
from hearth.foundation.staff.worker_fields import select


class WorkerFilter(AddressForm):
    q = forms.CharField(label="Name, e-mail address or job title", required=False)
    role = choice("Role", [(role.key, role.title) for role in ROLES.values() if role.key not in NOT_OFFERED])
    standing = choice("Account", [(one.name, one.value) for one in Standing])
    sort = forms.ChoiceField(
        choices=[(sign + name, name) for name in WORKERS_SORT for sign in ("", "-")],
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, teams: list[tuple[str, str]], employers: list[tuple[str, str]]) -> None:
        super().__init__(*args)
        self.fields["team"] = select("Team", teams, empty="Any", required=False)
        self.fields["employer"] = select("Employer", employers, empty="Any", required=False)
        self.order_fields(["q", "role", "team", "employer", "standing", "sort"])
