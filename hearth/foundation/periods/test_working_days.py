from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.foundation.periods.refresh_bank_holidays import published_rows
from hearth.foundation.periods.working_days import (
    PUBLISHED,
    add_working_days,
    bank_holidays,
    easter_sunday,
    is_working_day,
    next_working_day,
    standing_bank_holidays,
    working_days_between,
)

days = st.dates(min_value=date(2010, 1, 1), max_value=date(2040, 12, 31))
counts = st.integers(min_value=0, max_value=90)
closures = st.frozensets(days, max_size=5)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 18), True),  # a Wednesday
        (date(2026, 11, 21), False),  # a Saturday
        (date(2026, 11, 22), False),  # a Sunday
        (date(2026, 12, 25), False),  # Christmas Day, a Friday
        (date(2026, 12, 28), False),  # Boxing Day is a Saturday, so Monday stands for it
        (date(2022, 9, 19), False),  # the state funeral: only the published list knows
        (date(2040, 3, 30), False),  # Good Friday, worked out
    ],
)
def test_which_days_are_working_days(day: date, expected: bool) -> None:
    assert is_working_day(day) is expected


def test_a_council_may_close_on_a_day_of_its_own() -> None:
    christmas_eve = date(2026, 12, 24)
    assert is_working_day(christmas_eve) is True
    assert is_working_day(christmas_eve, closures={christmas_eve}) is False


def test_a_moment_is_refused_because_it_would_match_no_bank_holiday() -> None:
    with pytest.raises(TypeError):
        is_working_day(datetime(2026, 12, 25, 9))


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        (date(2026, 11, 18), 0, date(2026, 11, 18)),
        (date(2026, 11, 18), 1, date(2026, 11, 19)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # Friday to Monday
        (date(2026, 11, 21), 1, date(2026, 11, 23)),  # Saturday to Monday
        (date(2026, 12, 24), 1, date(2026, 12, 29)),  # over Christmas and the day for Boxing Day
    ],
)
def test_day_one_is_the_next_working_day(start: date, n: int, expected: date) -> None:
    assert add_working_days(start, n) == expected


def test_working_days_are_not_taken_away() -> None:
    with pytest.raises(ValueError):
        add_working_days(date(2026, 11, 18), -1)


@given(days, counts, closures)
def test_counting_what_was_added_gives_it_back(start: date, n: int, closed: frozenset[date]) -> None:
    assert working_days_between(start, add_working_days(start, n, closed), closed) == n


@given(days, st.integers(min_value=1, max_value=90), closures)
def test_adding_never_lands_on_a_day_off(start: date, n: int, closed: frozenset[date]) -> None:
    assert is_working_day(add_working_days(start, n, closed), closed) is True


@given(days, counts, counts)
def test_adding_in_two_goes_is_adding_at_once(start: date, n: int, m: int) -> None:
    assert add_working_days(add_working_days(start, n), m) == add_working_days(start, n + m)


@given(days, days, days)
def test_stretches_add_up(a: date, b: date, c: date) -> None:
    assert working_days_between(a, b) + working_days_between(b, c) == working_days_between(a, c)


@given(days)
def test_the_next_working_day_has_none_before_it(day: date) -> None:
    following = next_working_day(day)
    between = [day + timedelta(days=n) for n in range(1, (following - day).days)]
    assert [each for each in between if is_working_day(each)] == []
    assert is_working_day(following) is True


def test_the_shipped_list_is_the_published_one() -> None:
    shipped = [tuple(line.split(",", 1)) for line in PUBLISHED.read_text(encoding="utf-8").splitlines()[1:]]
    assert shipped == published_rows()


def test_the_standing_rules_give_the_published_list_but_for_one_off_days() -> None:
    """So the years beyond the list are as good as the rules can be. The differences are the nation's occasions."""
    years = range(2012, 2029)
    only_published = {day for year in years for day in bank_holidays(year) - standing_bank_holidays(year)}
    only_by_rule = {day for year in years for day in standing_bank_holidays(year) - bank_holidays(year)}
    assert only_published == {
        date(2012, 6, 4),  # spring holiday moved to the Diamond Jubilee
        date(2012, 6, 5),
        date(2020, 5, 8),  # early May holiday moved to VE Day
        date(2022, 6, 2),  # spring holiday moved to the Platinum Jubilee
        date(2022, 6, 3),
        date(2022, 9, 19),  # state funeral of Queen Elizabeth II
        date(2023, 5, 8),  # coronation of King Charles III
    }
    assert only_by_rule == {date(2012, 5, 28), date(2020, 5, 4), date(2022, 5, 30)}


@given(st.integers(min_value=1978, max_value=2300))
def test_a_year_has_eight_standing_holidays_all_on_weekdays(year: int) -> None:
    holidays = standing_bank_holidays(year)
    assert len(holidays) == 8
    assert [day for day in holidays if day.weekday() >= 5] == []


@pytest.mark.parametrize(
    "easter",
    [date(1981, 4, 19), date(2000, 4, 23), date(2008, 3, 23), date(2038, 4, 25), date(2049, 4, 18), date(2285, 3, 22)],
)
def test_easter(easter: date) -> None:
    assert easter_sunday(easter.year) == easter
