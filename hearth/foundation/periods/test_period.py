from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.foundation.periods.period import Period, add_months, age_on, months_between

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2040, 12, 31))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(days)
    length = draw(st.none() | st.integers(min_value=0, max_value=4000))
    return Period(start, None if length is None else start + timedelta(days=length))


def test_the_end_is_not_part_of_the_period() -> None:
    week = Period(date(2026, 11, 16), date(2026, 11, 23))
    assert [week.contains(date(2026, 11, day)) for day in (15, 16, 22, 23)] == [False, True, True, False]


def test_an_open_period_goes_on() -> None:
    assert Period(date(2026, 1, 1)).is_open is True
    assert Period(date(2026, 1, 1)).contains(date(2126, 1, 1)) is True


def test_one_may_start_the_day_another_ends() -> None:
    assert Period(date(2026, 1, 1), date(2026, 2, 1)).overlaps(Period(date(2026, 2, 1))) is False


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError):
        Period(date(2026, 2, 1), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("period", "on", "length"),
    [
        (Period(date(2026, 3, 1)), date(2026, 3, 1), 0),
        (Period(date(2026, 3, 1)), date(2026, 3, 15), 14),
        (Period(date(2026, 3, 1)), date(2026, 2, 1), 0),
        (Period(date(2026, 3, 1), date(2026, 3, 8)), date(2026, 4, 1), 7),
        (Period(date(2026, 3, 1), date(2026, 3, 8)), date(2026, 3, 4), 3),
    ],
)
def test_length_in_days(period: Period, on: date, length: int) -> None:
    assert period.length(on=on) == length


@given(periods(), periods())
def test_overlapping_is_mutual(a: Period, b: Period) -> None:
    assert a.overlaps(b) is b.overlaps(a)


@given(periods(), periods())
def test_two_periods_overlap_when_the_later_start_lies_in_both(a: Period, b: Period) -> None:
    later = max(a.starts_on, b.starts_on)
    assert a.overlaps(b) is (a.contains(later) and b.contains(later))


@given(periods(), days)
def test_a_period_is_as_long_as_the_days_it_holds(period: Period, on: date) -> None:
    on = min(on, period.starts_on + timedelta(days=400))
    span = range((on - period.starts_on).days)
    assert period.length(on=on) == sum(period.contains(period.starts_on + timedelta(days=n)) for n in span)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 3, 14), 3, date(2026, 6, 14)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
    ],
)
def test_months_are_added_by_the_calendar(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@given(days, st.integers(min_value=0, max_value=240))
def test_months_added_are_months_counted(day: date, months: int) -> None:
    assert months_between(day, add_months(day, months)) == months


@given(days, days)
def test_whole_months_fit_and_one_more_does_not(a: date, b: date) -> None:
    a, b = min(a, b), max(a, b)
    months = months_between(a, b)
    assert add_months(a, months) <= b < add_months(a, months + 1)


def test_months_are_counted_forwards() -> None:
    with pytest.raises(ValueError):
        months_between(date(2026, 2, 1), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2019, 11, 18), date(2026, 11, 17), 6),
        (date(2019, 11, 18), date(2026, 11, 18), 7),
        (date(2026, 11, 18), date(2026, 11, 18), 0),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_age(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age


def test_there_is_no_age_before_birth() -> None:
    with pytest.raises(ValueError):
        age_on(date(2026, 11, 18), date(2026, 11, 17))
