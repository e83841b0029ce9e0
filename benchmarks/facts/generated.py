"""A council's ten years as facts, made straight in columns. Everybody is invented; no family system was looked at."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hearth.evidence.facts.tables import Facts, facts

UNTIL = date(2026, 3, 31)
YEARS = 10
ETHNICITIES = ("WBRI", "WOTH", "MWBC", "MWAS", "AIND", "APKN", "ABAN", "BAFR", "BCRB", "OOTH", "NOBT")
NEEDS = ("N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8", "N9")
SOURCES = ("1A", "2A", "2B", "3A", "3C", "5A", "6", "8", "10")
REASONS = ("RC1", "RC2", "RC3", "RC4", "RC7", "RC8", "RC9")
FACTORS = (
    "1A",
    "1B",
    "1C",
    "2A",
    "2B",
    "2C",
    "3A",
    "3B",
    "3C",
    "4A",
    "4B",
    "4C",
    "5A",
    "8B",
    "12A",
    "16A",
    "18B",
    "21",
)
CATEGORIES = ("NEG", "PHY", "EMO", "SAB", "MUL")
DISABILITIES = ("MOB", "HAND", "COMM", "LD", "HEAR", "VIS", "BEH", "CON", "AUT", "DDA", "OTH")
A_POD = 2_500  # children of ten years, so that pods are alike in a council of any size

Numbers = np.ndarray[Any, np.dtype[np.int64]]


def council_of_ten_years(children: int, *, seed: int = 1) -> Facts:
    """`children` were ever helped: some 1.6 episodes each, of seven months; one in twenty is helped on the last day."""
    chance = np.random.default_rng(seed)
    last = (UNTIL - date(1970, 1, 1)).days
    first = last - YEARS * 365

    def some(rows: int, of: tuple[str, ...]) -> pa.Array:
        return pa.DictionaryArray.from_arrays(chance.integers(0, len(of), rows), pa.array(of)).cast(pa.string())

    def keys(numbers: Numbers) -> pa.Array:
        return pa.array(numbers).cast(pa.string())

    def days(numbers: Numbers, missing: Any = None) -> pa.Array:
        return pa.array(numbers.astype(np.int32), pa.date32(), mask=missing)

    person: Numbers = np.arange(1, children + 1)
    born = chance.integers(first - 16 * 365, last - 30, children)
    months = born.astype("datetime64[D]").astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)

    of: Numbers = np.repeat(person, 1 + chance.geometric(0.62, children) - 1 * (chance.random(children) < 0.6))
    episodes = len(of)
    referred = np.maximum(chance.integers(first, last, episodes), born[of - 1])
    closed = referred + chance.exponential(210, episodes).astype(np.int64) + 1
    is_open = closed > last
    not_further = chance.random(episodes) < 0.08
    episode: Numbers = np.arange(episodes)
    teams = tuple(f"Pod {number:02}" for number in range(1, max(2, children // A_POD + 1)))

    within: Numbers = np.repeat(episode, np.where(not_further, 0, chance.geometric(0.72, episodes)))
    assessments = len(within)
    started = referred[within] + chance.integers(0, 20, assessments)
    authorised = started + chance.integers(5, 60, assessments)
    unfinished = authorised > last
    assessment: Numbers = np.arange(assessments)
    found: Numbers = np.repeat(assessment, np.where(unfinished, 0, chance.poisson(2.3, assessments)))

    planned = episode[~not_further & (chance.random(episodes) < 0.4)]
    enquired = episode[~not_further & (chance.random(episodes) < 0.25)]
    protected = episode[~not_further & (chance.random(episodes) < 0.12)]
    plan: Numbers = np.arange(len(protected))
    reviewed: Numbers = np.repeat(plan, chance.poisson(2, len(protected)))
    disabled = np.repeat(person, chance.random(children) < 0.12)
    return facts(
        f"A generated council of {children:,} children",
        {
            "person": pa.table(
                {
                    "person": keys(person),
                    "sex": some(children, ("M", "F")),
                    "ethnicity": some(children, ETHNICITIES),
                    "birth_month": days(months),
                }
            ),
            "family": pa.table({"person": keys(person), "family": keys((person - 1) * 2 // 5)}),
            "disability": pa.table({"person": keys(disabled), "code": some(len(disabled), DISABILITIES)}),
            "cin_episode": pa.table(
                {
                    "episode": keys(episode),
                    "person": keys(of),
                    "referral_date": days(referred),
                    "referral_source": some(episodes, SOURCES),
                    "primary_need": some(episodes, NEEDS),
                    "no_further_action": pa.array(not_further),
                    "close_date": days(closed, is_open),
                    "close_reason": pc.if_else(pa.array(is_open), None, some(episodes, REASONS)),
                    "team": some(episodes, teams),
                }
            ),
            "cin_assessment": pa.table(
                {
                    "assessment": keys(assessment),
                    "person": keys(of[within]),
                    "episode": keys(within),
                    "start_date": days(started),
                    "authorised_date": days(authorised, unfinished),
                    "order": pa.array(assessment),
                }
            ),
            "assessment_factor": pa.table({"assessment": keys(found), "code": some(len(found), FACTORS)}),
            "cin_plan": pa.table(
                {
                    "person": keys(of[planned]),
                    "episode": keys(planned),
                    "start_date": days(referred[planned] + 45),
                    "end_date": days(closed[planned], is_open[planned]),
                }
            ),
            "section_47": pa.table(
                {
                    "person": keys(of[enquired]),
                    "episode": keys(enquired),
                    "start_date": days(referred[enquired] + 3),
                    "conference_target": days(referred[enquired] + 24),
                    "conference_date": days(referred[enquired] + 22, chance.random(len(enquired)) < 0.5),
                    "conference_not_required": pa.array(chance.random(len(enquired)) < 0.5),
                }
            ),
            "protection_plan": pa.table(
                {
                    "plan": keys(plan),
                    "person": keys(of[protected]),
                    "episode": keys(protected),
                    "start_date": days(referred[protected] + 22),
                    "end_date": days(closed[protected], is_open[protected]),
                    "initial_category": some(len(protected), CATEGORIES),
                    "latest_category": some(len(protected), CATEGORIES),
                    "previous_plans": pa.array(chance.poisson(0.3, len(protected))),
                }
            ),
            "protection_review": pa.table(
                {
                    "plan": keys(reviewed),
                    "review_date": days(referred[protected][reviewed] + 22 + chance.integers(60, 400, len(reviewed))),
                }
            ),
        },
    )
