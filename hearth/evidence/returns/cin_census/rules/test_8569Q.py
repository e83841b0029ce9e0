import pytest

from hearth.evidence.returns.cin_census.example import Given, child, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found


def referred(*days: str | None, flag: str | None = "1") -> list[Given]:
    return [child(episode(CINreferralDate=day, ReferralNFA=flag)) for day in days]


@pytest.mark.parametrize(
    ("year", "before", "last_working_day", "first_day"),
    [
        (2023, "2022-03-30", "2022-03-31", "2022-04-01"),
        (2024, "2023-03-30", "2023-03-31", "2023-04-01"),
        (2025, "2024-03-27", "2024-03-28", "2024-04-01"),  # 29 March was Good Friday
        (2026, "2025-03-30", "2025-03-31", "2025-04-01"),
    ],
)
def test_before_the_last_working_day_before_the_year(
    found: Found, year: int, before: str, last_working_day: str, first_day: str
) -> None:
    assert found("8569Q", *referred(first_day, last_working_day, before), year=year) == [
        ("CINdetails", "CINreferralDate", 2)
    ]


def test_a_day_between_that_working_day_and_the_year(found: Found) -> None:
    assert found("8569Q", *referred("2024-03-29", "2024-03-31"), year=2025) == []


def test_taken_forward_or_not_said(found: Found) -> None:
    assert found("8569Q", *referred("2025-03-30", flag="true")) == [("CINdetails", "CINreferralDate", 0)]
    assert found("8569Q", *referred("2025-03-30", flag="0"), *referred("2025-03-30", flag=None)) == []


def test_nothing_is_said_of_a_referral_without_a_date(found: Found) -> None:
    assert found("8569Q", *referred(None)) == []
