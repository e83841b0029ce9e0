from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from hearth.casework.workbook.models import Shape
from hearth.casework.workbook.star_picture import Spoke
from hearth.casework.workbook.star_story import Tool

NOT_SCORED = "Not scored"


class ScoreStarForm(forms.Form):
    """`scored_already` names whoever has standing scores at this sitting: to score again they say why."""

    because = forms.CharField(
        label="Why is it scored again?",
        help_text="The earlier scores stay in the record, marked as replaced, with this reason.",
        required=False,
        max_length=300,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        tool: Tool,
        people: Sequence[tuple[str, str]],
        may_look_back: bool,
        scored_already: Mapping[tuple[str, str], str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.tool, self.scored_already = tool, scored_already
        self.fields["scorer"] = forms.ChoiceField(
            label="Who scores?",
            choices=list(people),
            widget=forms.RadioSelect,
            error_messages={"required": "Choose who scores", "invalid_choice": "Choose one of the people offered"},
        )
        if may_look_back:
            self.fields["kind"] = forms.ChoiceField(
                label="Which time do the scores speak of?",
                choices=[
                    (Shape.Kind.NOW, "How things are now"),
                    (Shape.Kind.LOOKING_BACK, "Looking back: how things really were at the first star"),
                ],
                initial=Shape.Kind.NOW,
                widget=forms.RadioSelect,
            )
        scale = tool.scale
        points = [(str(point), str(point)) for point in range(scale.lowest, scale.highest + 1)]
        for spoke in tool.spokes:
            self.fields[f"score_{spoke.key}"] = forms.TypedChoiceField(
                label=spoke.label,
                choices=[*points, ("", NOT_SCORED)],
                coerce=int,
                empty_value=None,
                required=False,
                error_messages={"invalid_choice": f"{spoke.label}: choose {scale.lowest} to {scale.highest}"},
            )
            self.fields[f"words_{spoke.key}"] = forms.CharField(
                label=f"In their words: {spoke.label}", required=False, max_length=1000
            )

    def domains(self) -> Iterator[tuple[str, list[tuple[Spoke, BoundField, BoundField]]]]:
        """Each domain with its spokes: the score's field and the words'."""
        for domain, spokes in groupby(self.tool.spokes, key=lambda spoke: spoke.domain):
            yield domain, [(spoke, self[f"score_{spoke.key}"], self[f"words_{spoke.key}"]) for spoke in spokes]

    def scores(self) -> dict[str, int | None]:
        return {spoke.key: self.cleaned_data.get(f"score_{spoke.key}") for spoke in self.tool.spokes}

    def words(self) -> dict[str, str]:
        return {spoke.key: self.cleaned_data.get(f"words_{spoke.key}", "").strip() for spoke in self.tool.spokes}

    @property
    def kind(self) -> str:
        return str(self.cleaned_data.get("kind") or Shape.Kind.NOW)

    @property
    def asks_why(self) -> bool:
        """Whether the question why it is scored again stands on the page."""
        chosen = (self["kind"].value() if "kind" in self.fields else Shape.Kind.NOW, self["scorer"].value())
        return bool(self["because"].value() or self.has_error("because") or chosen in self.scored_already)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first = self.tool.spokes[0]
        if not any(score is not None for score in self.scores().values()) and not any(self.words().values()):
            self.add_error(f"score_{first.key}", "Score at least one spoke, or write what was said about it")
        who = self.scored_already.get((self.kind, cleaned.get("scorer", "")))
        if who and not cleaned.get("because", "").strip():
            self.add_error(
                "because", f"{who} has scored this star already. Say why it is scored again, or choose somebody else"
            )
        return cleaned
