from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from hearth.evidence.measures.hidden_harm.calculate import HiddenHarm
from hearth.evidence.measures.hidden_harm.definition import definition
from hearth.evidence.measures.hidden_harm.figures import Recorded

ON = date(2026, 3, 31)
ABUSE, MIND, DRUGS, ALCOHOL = "domestic_abuse", "adult_mental_health", "adult_drugs", "adult_alcohol"


@pytest.fixture
def council() -> HiddenHarm:
    """An invented one: a hundred children, three of whom live with three factors, parted by sex and by an odd team."""
    of_girls: Mapping[Recorded, int] = {
        frozenset(): 20, frozenset({ABUSE}): 10, frozenset({ABUSE, MIND}): 9, frozenset({ABUSE, MIND, DRUGS}): 3, None: 8,
    }  # fmt: skip
    of_boys: Mapping[Recorded, int] = {
        frozenset(): 21, frozenset({ABUSE}): 11, frozenset({ABUSE, MIND}): 10, None: 8,
    }  # fmt: skip
    return HiddenHarm(
        on=ON, cohort="in_need", definition=definition(), source="invented; snapshot 2026-03-31-000000000000",
        unit="child", period=None, not_recorded=16,
        combinations={
            found: of_girls.get(found, 0) + of_boys.get(found, 0) for found in of_girls if found is not None
        },
        parts={"sex": {"F": of_girls, "M": of_boys}},
        labels={("sex", "F"): "Female", ("sex", "M"): "=Male, π team"}, overlapping=frozenset(),
    )  # fmt: skip


@pytest.fixture
def a_year_before(council: HiddenHarm) -> HiddenHarm:
    return replace(council, on=date(2025, 3, 31), parts={}, labels={})
