"""A child with a protection plan and a child in need plan, by the days on which they run."""

from __future__ import annotations

from hearth.evidence.returns.cin_census.example import Given, child, cin_plan, episode, protection_plan

Dates = tuple[str | None, str | None]


def protected(dates: Dates) -> Given:
    return {"ChildProtectionPlans": [protection_plan(CPPstartDate=dates[0], CPPendDate=dates[1])]}


def in_need(dates: Dates) -> Given:
    return {"CINPlanDates": [cin_plan(CINPlanStartDate=dates[0], CINPlanEndDate=dates[1])]}


def both(protection: Dates, need: Dates) -> Given:
    return child(episode(**protected(protection), **in_need(need)))
