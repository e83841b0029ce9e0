from __future__ import annotations

from django import forms

from hearth.foundation.staff.worker_fields import AboutWorker


class ChangeWorkerForm(AboutWorker):
    seen = forms.CharField(widget=forms.HiddenInput)
