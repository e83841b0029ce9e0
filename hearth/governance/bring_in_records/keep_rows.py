"""What a census tells that casework has no home for yet: kept as it was written, until there is one.

The file is kept too; this is what is left of it when the file is gone, and what tells that it was there before.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import Any

from hearth.evidence.returns.cin_census.records import Child, CINDetails
from hearth.evidence.returns.cin_census.values import Value

OTHER_ITEMS = "other_items"
PLANS_AND_ENQUIRIES = ("cin_plans", "section_47s", "child_protection_plans", "pre_proceedings")


@dataclass(frozen=True, slots=True)
class KeptFacts:
    """`told` is by the census's own names. `fingerprint` is the same for the same words of the same child."""

    module: str
    line: int
    told: dict[str, str]

    @property
    def fingerprint(self) -> str:
        return sha256(json.dumps([self.module, self.told], sort_keys=True).encode()).hexdigest()


def kept_of(child: Child) -> list[KeptFacts]:
    """All of a child that has no home, in the order of the file. What is blank tells nothing."""
    return [kept for episode in child.episodes for kept in _of_episode(episode)]


def _of_episode(episode: CINDetails) -> Iterator[KeptFacts]:
    stands_in = _given(episode, "CINreferralDate")
    yield from _others(episode.line, stands_in, _given(episode, "DateOfInitialCPC"))
    for assessment in episode.assessments:
        of_assessment = stands_in | _given(assessment, "AssessmentActualStartDate")
        yield from _others(assessment.line, of_assessment, _given(assessment, "AssessmentInternalReviewDate"))
    for module in PLANS_AND_ENQUIRIES:
        for record in getattr(episode, module):
            yield KeptFacts(module, record.line, stands_in | _given(record))
    for plan in episode.child_protection_plans:
        of_plan = stands_in | _given(plan, "CPPstartDate")
        for review in plan.reviews:
            reviewed_on = {"CPPreviewDate": review.review_date.raw or ""}
            yield KeptFacts("reviews", review.line, of_plan | reviewed_on)


def _others(line: int, stands_in: dict[str, str], items: dict[str, str]) -> list[KeptFacts]:
    return [KeptFacts(OTHER_ITEMS, line, stands_in | {name: told}) for name, told in items.items()]


def _given(record: Any, *only: str) -> dict[str, str]:
    """The items of a record that say something, as they were written."""
    found = {}
    for each in fields(record):
        value = getattr(record, each.name)
        name = each.metadata.get("at", "").rpartition("/")[2]
        if isinstance(value, Value) and value.is_given and (not only or name in only):
            found[name] = (value.raw or "").strip()
    return found
