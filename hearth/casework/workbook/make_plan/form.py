from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from hearth.casework.workbook.plan_content import HOPES, IF_WORSE, WORRIES, PlanContent, ScaleContent, StepContent
from hearth.casework.workbook.queries import Doer
from hearth.casework.workbook.rules import MOST_SCALES, MOST_STEPS, may_set_review
from hearth.casework.workbook.star_picture import Scale
from hearth.foundation.govuk.fields import DateField, TelephoneField

OWN_SCALES = 3
_LARGE = forms.Textarea(attrs={"rows": 5})


@dataclass(frozen=True)
class SpokeNow:
    """A spoke of the latest star, with its score: now is never typed again."""

    key: str
    label: str
    now: int
    said: str


@dataclass(frozen=True)
class StepRow:
    number: int
    who: BoundField
    does: BoundField
    by_when: BoundField
    carried: BoundField
    is_empty: bool


class MakePlanForm(forms.Form):
    """The whole plan on one page. Rows of steps are numbered; `rows` says how many the page showed."""

    worries = forms.CharField(
        label=WORRIES,
        help_text="In the family’s own words.",
        max_length=2000,
        widget=_LARGE,
        error_messages={"required": "Write what the family is worried about"},
    )
    hopes = forms.CharField(
        label=HOPES,
        help_text="In the family’s own words.",
        max_length=2000,
        widget=_LARGE,
        error_messages={"required": "Write what the family wants"},
    )
    if_worse = forms.CharField(
        label=IF_WORSE,
        help_text="What each of you will do, and who else is told.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write what happens if things get worse"},
    )
    ring_name = forms.CharField(
        label="Who to ring", max_length=160, error_messages={"required": "Write whom the family rings"}
    )
    ring_role = forms.CharField(label="What they do", max_length=160, required=False)
    ring_phone = TelephoneField(label="Telephone number", max_length=40)
    review_on = DateField(label="Next review")
    rows = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, spokes: Sequence[SpokeNow], scale: Scale, doers: Sequence[Doer], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.spokes, self.scale, self.on = spokes, scale, today
        self.doers = _by_name(doers)
        self.row_count = min(MOST_STEPS, max(1, self._rows_asked()))
        for place in range(1, self.row_count + 1):
            self.fields[f"step_{place}_who"] = forms.CharField(label="Who", required=False, max_length=160)
            self.fields[f"step_{place}_does"] = forms.CharField(
                label="Does what", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
            )
            self.fields[f"step_{place}_by"] = DateField(label="By when", required=False)
            self.fields[f"step_{place}_from"] = forms.IntegerField(widget=forms.HiddenInput, required=False)
        for spoke in spokes:
            self.fields[f"wanted_{spoke.key}"] = _ScoreField(label=spoke.label, scale=scale)
        for place in range(1, OWN_SCALES + 1):
            self.fields[f"own_{place}_label"] = forms.CharField(
                label="What it measures", required=False, max_length=120
            )
            self.fields[f"own_{place}_now"] = _ScoreField(label="Now", scale=scale)
            self.fields[f"own_{place}_wanted"] = _ScoreField(label="Wanted", scale=scale)

    def _rows_asked(self) -> int:
        asked = str(self.data.get("rows", "") if self.is_bound else self.initial.get("rows", ""))
        return int(asked) if asked.isdecimal() and len(asked) < 4 else 3

    def steps(self) -> list[StepRow]:
        return [
            StepRow(
                place,
                who := self[f"step_{place}_who"],
                does := self[f"step_{place}_does"],
                self[f"step_{place}_by"],
                self[f"step_{place}_from"],
                not (who.value() or does.value()),
            )
            for place in range(1, self.row_count + 1)
        ]

    def own_scales(self) -> list[tuple[BoundField, BoundField, BoundField]]:
        return [
            (self[f"own_{place}_label"], self[f"own_{place}_now"], self[f"own_{place}_wanted"])
            for place in range(1, OWN_SCALES + 1)
        ]

    def clean_review_on(self) -> date:
        chosen: date = self.cleaned_data["review_on"]
        if refusal := may_set_review(review_on=chosen, on=self.on):
            raise forms.ValidationError(str(refusal))
        return chosen

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for place in range(1, self.row_count + 1):
            who, does = cleaned.get(f"step_{place}_who"), cleaned.get(f"step_{place}_does")
            if does and not who:
                self.add_error(f"step_{place}_who", f"Step {place}: write who does it")
            if not does and (who or cleaned.get(f"step_{place}_by")):
                self.add_error(f"step_{place}_does", f"Step {place}: write what is done, or empty the row")
        for place in range(1, OWN_SCALES + 1):
            parts = [cleaned.get(f"own_{place}_{part}") for part in ("label", "now", "wanted")]
            if any(part not in (None, "") for part in parts):
                for name, part in zip(("label", "now", "wanted"), parts, strict=True):
                    field = f"own_{place}_{name}"
                    if part in (None, "") and not self.has_error(field):
                        words = {"label": "what it measures", "now": "where things are now", "wanted": "what is wanted"}
                        self.add_error(field, f"Scale in your own words: say {words[name]}")
        if len(self._scales(cleaned)) > MOST_SCALES:
            raise forms.ValidationError(f"Choose {MOST_SCALES} scales at most: the plan must stay on one page")
        return cleaned

    def content(self) -> PlanContent:
        cleaned = self.cleaned_data
        return PlanContent(
            worries=cleaned["worries"],
            hopes=cleaned["hopes"],
            if_worse=cleaned["if_worse"],
            review_on=cleaned["review_on"],
            ring_name=cleaned["ring_name"],
            ring_role=cleaned["ring_role"],
            ring_phone=cleaned["ring_phone"],
            steps=tuple(self._steps(cleaned)),
            scales=tuple(self._scales(cleaned)),
        )

    def _steps(self, cleaned: Mapping[str, Any]) -> list[StepContent]:
        steps = []
        for place in range(1, self.row_count + 1):
            if who := cleaned[f"step_{place}_who"]:
                doer = self.doers.get(" ".join(who.casefold().split()), Doer(who))
                steps.append(
                    StepContent(
                        who=who,
                        does=cleaned[f"step_{place}_does"],
                        by_when=cleaned[f"step_{place}_by"],
                        person=doer.person,
                        worker=doer.worker,
                        carried=cleaned[f"step_{place}_from"],
                    )
                )
        return steps

    def _scales(self, cleaned: Mapping[str, Any]) -> list[ScaleContent]:
        ends = (self.scale.lowest, self.scale.highest)
        scales = [
            ScaleContent(spoke.label, spoke.now, wanted, *ends, spoke=spoke.key)
            for spoke in self.spokes
            if (wanted := cleaned.get(f"wanted_{spoke.key}")) is not None
        ]
        for place in range(1, OWN_SCALES + 1):
            label, now, wanted = (cleaned.get(f"own_{place}_{part}") for part in ("label", "now", "wanted"))
            if label and now is not None and wanted is not None:
                scales.append(ScaleContent(label, now, wanted, *ends))
        return scales


class _ScoreField(forms.IntegerField):
    """A score on the star's scale, or nothing."""

    def __init__(self, *, label: str, scale: Scale) -> None:
        self.scale, self.words = scale, f"{label}: enter a number from {scale.lowest} to {scale.highest}"
        super().__init__(label=label, required=False, error_messages={"invalid": self.words})

    def validate(self, value: int | None) -> None:
        super().validate(value)
        if value is not None and not self.scale.lowest <= value <= self.scale.highest:
            raise forms.ValidationError(self.words, code="score")


def _by_name(doers: Sequence[Doer]) -> dict[str, Doer]:
    """Two of one name are nobody in particular: a wrong link would be worse than none."""
    found: dict[str, Doer] = {}
    twice = set()
    for doer in doers:
        name = " ".join(doer.name.casefold().split())
        if name in found:
            twice.add(name)
        found[name] = doer
    return {name: doer for name, doer in found.items() if name not in twice}
