from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.evidence.measures.wilson import wilson


def test_a_known_interval() -> None:
    low, high = wilson(1530, 3735) or (0, 0)
    assert (round(low, 4), round(high, 4)) == (0.3940, 0.4255)


@given(st.integers(1, 5000).flatmap(lambda among: st.tuples(st.integers(0, among), st.just(among))))
def test_it_holds_the_share_and_stays_between_nothing_and_all(counted: tuple[int, int]) -> None:
    count, among = counted
    low, high = wilson(count, among) or (1, 0)
    assert 0 <= low <= count / among <= high <= 1
    assert (low > 0 or count == 0, high < 1 or count == among) == (True, True)


def test_nobody_to_count_among() -> None:
    assert wilson(0, 0) is None
    with pytest.raises(ValueError, match="between nothing and all"):
        wilson(2, 1)
