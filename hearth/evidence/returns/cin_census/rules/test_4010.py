import pytest

from hearth.evidence.returns.cin_census.example import child, cin_plan, episode
from hearth.evidence.returns.cin_census.rules.conftest import Found


@pytest.mark.parametrize("day", [None, "", "2026-04-01", "31/03/2026"])
def test_no_start_or_one_after_the_year(found: Found, day: str | None) -> None:
    plans = [cin_plan(CINPlanStartDate="2026-03-31"), cin_plan(CINPlanStartDate=day)]
    assert found("4010", child(), child(episode(CINPlanDates=plans))) == [("CINplanDates", "CINPlanStartDate", 1)]


@pytest.mark.parametrize("day", ["2026-03-31", "2024-01-15"])
def test_starts_by_the_reference_date(found: Found, day: str) -> None:
    assert found("4010", child(), child(episode(CINPlanDates=[cin_plan(CINPlanStartDate=day)]))) == []
