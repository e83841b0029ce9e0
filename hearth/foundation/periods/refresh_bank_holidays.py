"""Writes `bank_holidays_england.csv` again from the list stored in the govuk-bank-holidays package.

Run after that package is updated: `python -m hearth.foundation.periods.refresh_bank_holidays`.
Nothing is fetched: the package carries the list.
"""

import csv

from govuk_bank_holidays.bank_holidays import BankHolidays

from hearth.foundation.periods.working_days import PUBLISHED


def published_rows() -> list[tuple[str, str]]:
    """(day, name), oldest first. gov.uk publishes England together with Wales."""
    holidays = BankHolidays(use_cached_holidays=True).get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    return sorted((each["date"].isoformat(), each["title"]) for each in holidays)


def refresh() -> None:
    with PUBLISHED.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(("day", "name"))
        writer.writerows(published_rows())


if __name__ == "__main__":
    refresh()
