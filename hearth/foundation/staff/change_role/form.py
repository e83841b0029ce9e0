from __future__ import annotations

from django import forms

from hearth.foundation.staff.worker_fields import RoleField


class ChangeRoleForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput)
    role = RoleField(label="What may they do in Hearth?")
