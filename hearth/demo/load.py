"""Aldermere Council, loaded into an empty database: the same every time, with days counted back from today."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from hearth.demo.cast import LEADS, Cast, make_cast
from hearth.demo.families_told import FamilyTold, families_told
from hearth.demo.moving_back import move_back
from hearth.demo.people_of_aldermere import Household, households, of_a_colleague, okafor_reid, with_an_unborn_child
from hearth.demo.telling import THEN, Story, Telling
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.models import Worker

SEED = 2026
BESIDE = {
    "abuse": {"north": "sam", "south": "tom", "east": "amy"},
    "drink": {"north": "kez", "south": "zoe", "east": "amy"},
    "low": {"north": "ines", "south": "zoe", "east": "amy"},
    "neglect": {"north": "ines", "south": "tom", "east": "amy"},
    "teen": {"north": "kez", "south": "tom", "east": "amy"},
    "baby": {"north": "sam", "south": "tom", "east": "amy"},
}
LAST_VISITED = (6, 13, 24, 26, 27, 31)  # days ago: most in time, some due this week, a few overdue
SINCE: tuple[tuple[str, int, str, dict[str, Any]], ...] = (
    # What has been done since for families told of above: (family, days ago, what, and what else it is told)
    ("Gorringe", 9, "visited", {}),
    ("Treloar", 12, "visited", {}),
    ("Netherby", 17, "visited", {}),
    ("Skelton", 5, "visited", {}),
    ("Jellicoe", 3, "visited", {}),
    ("Pilkington", 10, "visited", {}),
    ("Templeton", 8, "visited", {}),
    ("Hollinshead", 15, "visited", {}),
    ("Unsworth", 34, "drew", {"better_by": 1}),
    ("Varga", 20, "drew", {"better_by": 2, "looks_back": True}),
    (
        "Brackenbury",
        1,
        "told_again",
        {
            "by": "pia",
            "worries": "Officers were called to the house on Thursday night. Dale Hobley had gone when they came. {child} "
            "opened the door with the twins behind him.",
        },
    ),
)
TOLD_OF_AGAIN: tuple[tuple[str, float, str, dict[str, Any], str], ...] = (
    # New contacts about families that are known, told last so that no number above changes: (family, days ago, who tells,
    # what they have wrong of every child, what worries them). Nobody has looked yet at who may be known.
    (
        "Delahunty",
        0.04,
        "pia",
        {},
        "We were called to the site at Old Fen Road. {child} had rung 999 herself: her father had hit {mother}, and had "
        "taken the van keys with the youngest in the van. An officer is with them.",
    ),
    (
        "Treloar",
        0.25,
        "neil",
        {"family_name": "Trelaw", "born_on": None},
        "{child} was brought to the walk-in clinic by an aunt, who would not say where {mother} is.",
    ),
    (
        "Netherby",
        0.35,
        "",
        {"family_name": "Netherbey", "born_on": None},
        "",
    ),
)
REFERRERS = {"abuse": "pia", "drink": "tess", "low": "neil", "neglect": "sita", "teen": "gwen", "baby": "neil"}


def is_loaded() -> bool:
    """Whether somebody works here already: then there is nothing to load into."""
    return Worker.objects.exclude(role="system").exists()


@transaction.atomic
def load_demo(*, on: date, tell: Callable[[str], None] = lambda words: None) -> Cast:
    """All of it or nothing. Refuses a database in which somebody works already."""
    if is_loaded():
        raise Refused("People work here already. The invented council goes only into an empty database.")
    rng = random.Random(SEED)
    cast = make_cast(on)
    telling = Telling(cast, rng, on)
    stories = _story_families(telling, on)
    for words in stories:
        tell(words)
    ordinary = households(rng, on)
    for words in _told_by_stage(telling, ordinary):
        tell(words)
    telling.rng = random.Random(SEED + 1)  # so that nothing told below changes who was told of above
    for told in families_told(on):
        _told_in_full(telling, told)
        tell(f"{told.household.name}, and what became of them")
    for name, days_ago, verb, options in SINCE:
        story = telling.stories[name]
        THEN[verb](telling, story, (on - story.received_on).days - days_ago, **options)
    for name, came, by, wrong, worries in TOLD_OF_AGAIN:
        _told_of_again(telling, telling.stories[name].household, came, by, wrong, worries)
    tell(f"{len(TOLD_OF_AGAIN)} contacts about families that are known")
    for story in telling.stories.values():
        if story.family is not None:
            telling.answered_the_census(story)
    move_back()
    return cast


def _story_families(telling: Telling, on: date) -> Iterator[str]:
    """The four that the guide speaks of."""
    story = telling.referred(okafor_reid(on), "tess", telling.moment(150, 11))
    _helped(telling, story, "amber")
    telling.allocated(story, "north", "dee", ["sam"])
    telling.kept_apart(story, 3)
    telling.known_to(story, 4)
    telling.visited(story, 4)
    telling.assessed(story, 6)
    telling.drew(story, 16)
    for days in (24, 44, 66, 90, 112):
        telling.visited(story, days, telling.cast["sam"] if days == 66 else None)
    telling.drew(story, 104, better_by=2, looks_back=True)
    telling.planned(story, 122)
    telling.visited(story, 143, telling.cast["sam"])
    yield f"{story.household.name}: from a school's referral to two stars and a plan"

    story = telling.referred(with_an_unborn_child(on), "neil", telling.moment(31, 14))
    _helped(telling, story, "amber")
    telling.allocated(story, "south", "ash", ["tom"])
    telling.assessing(story, 5)
    telling.drew(story, 12)
    yield f"{story.household.name}: a child not born yet"

    story = telling.referred(of_a_colleague(on), "tess", telling.moment(60, 9))
    _helped(telling, story, "green")
    telling.allocated(story, "east", "hana", ["amy"])
    telling.kept_close(story, 3)
    telling.assessed(story, 5)
    telling.drew(story, 20)
    yield f"{story.household.name}: restricted to named people"


def _told_by_stage(telling: Telling, families: Iterator[Household]) -> Iterator[str]:
    """The others, a few at each stage of the work. Each stage's number says how many days ago its contacts came."""
    pods = _turns()
    for days in (0.0, 0.02, 0.1, 0.15):
        _arrived(telling, next(families), days)
    yield "4 contacts just received"
    for days, rating in ((0.2, "amber"), (0.3, "green"), (1, "red")):
        story = _arrived(telling, next(families), days)
        telling.rated(story, rating, "fay" if days < 1 else "lou")
    yield "3 contacts rated"
    for days, answered in ((0.8, ("police",)), (1, ("health", "police")), (2, ())):
        story = _arrived(telling, next(families), days)
        telling.rated(story, "amber")
        telling.spoken_of(story)
        telling.checked(story, ("police", "health", "housing"), answered)
    yield "3 contacts waiting for an agency's answer"
    story = _arrived(telling, next(families), 1)
    telling.rated(story, "amber")
    telling.spoken_of(story)
    telling.checked(story, ("police",), ("police",))
    telling.analysed(story)
    yield "1 contact ready for the manager's decision"
    for days in (2, 3, 4):
        _helped(telling, _arrived(telling, next(families), days), "amber", by="lou")
    yield "3 families waiting to be allocated"
    for days, outcome in (
        (5, "nfa"),
        (9, "advice"),
        (13, "early_help"),
        (40, "advice"),
        (75, "nfa"),
        (90, "early_help"),
    ):
        story = _arrived(telling, next(families), days)
        _decided(telling, story, "green", outcome)
    yield "6 contacts that needed no family to be opened"
    for days in (9, 15, 34, 70):
        story = _in_a_pod(telling, next(families), days, pods)
        if days != 9:
            telling.assessing(story, 4)
        if days > 30:
            telling.visited(story, 3)
    yield "4 families newly allocated or being assessed"
    for days, was_sent in ((45, 0), (55, 1)):  # days ago
        story = _in_a_pod(telling, next(families), days, pods)
        telling.visited(story, 5)
        telling.assessed(story, 6, sent_after=days - 6 - was_sent, is_authorised=False)
        telling.visited(story, 28)
    yield "2 assessments waiting for a manager"
    for days in (62, 78):
        story = _in_a_pod(telling, next(families), days, pods)
        telling.assessed(story, 4)
        telling.visited(story, days - telling.rng.choice(LAST_VISITED))
    yield "2 families assessed"
    for days in (85, 94, 118):
        story = _in_a_pod(telling, next(families), days, pods)
        telling.assessed(story, 5)
        telling.drew(story, 30)
        telling.visited(story, days - telling.rng.choice(LAST_VISITED))
    yield "3 families with a star"
    for days in (140, 155, 171):
        story = _in_a_pod(telling, next(families), days, pods)
        telling.assessed(story, 5)
        telling.drew(story, 30)
        telling.visited(story, days - telling.rng.choice(LAST_VISITED))
        telling.drew(story, 118, better_by=1, looks_back=True)
    yield "3 families with two stars and looking back"
    for days in (128, 150, 189):
        story = _in_a_pod(telling, next(families), days, pods)
        telling.assessed(story, 5)
        telling.drew(story, 26)
        telling.planned(story, 34, review_in=120, done=3)
        telling.visited(story, days - telling.rng.choice(LAST_VISITED))
    yield "3 families with a plan"
    for days, reason in ((240, "RC7"), (290, "RC9"), (330, "RC5")):
        story = _in_a_pod(telling, next(families), days, pods)
        telling.assessed(story, 6)
        telling.drew(story, 30)
        telling.drew(story, 120, better_by=2)
        telling.closed(story, 200, reason)
    yield "3 families whose help is closed"


def _told_in_full(telling: Telling, told: FamilyTold) -> None:
    """One family of the table, as far as the table says it came."""
    story = _arrived(telling, told.household, told.came, by=told.by, danger=told.danger)
    if told.decided:
        _decided(telling, story, told.rated, told.decided)
    else:
        telling.rated(story, told.rated)
        if told.checks:
            telling.spoken_of(story)
            telling.checked(story, told.checks)
    if told.pod:
        lead, *beside = told.team
        telling.allocated(story, told.pod, lead, beside)
    for verb, day, options in told.then:
        THEN[verb](telling, story, day, **options)


def _told_of_again(
    telling: Telling, household: Household, came: float, by: str, wrong: dict[str, Any], worries: str
) -> None:
    """The police tell of a child in danger; a neighbour rings where nobody is named who refers."""
    children = tuple(replace(child, **wrong) for child in household.children)
    again = replace(household, children=children, worries=worries)
    at = telling.now - timedelta(days=came)
    if by:
        telling.rated(telling.referred(again, by, at, danger=by == "pia"), "red" if by == "pia" else "amber", "lou")
    else:
        telling.rang(again, at)


def _turns() -> Iterator[tuple[str, str]]:
    """Pods and leads in turn, so that each worker holds a fair share. The North pod, where Dee is, comes oftener."""
    turns = dict.fromkeys(LEADS, 0)
    while True:
        for pod in ("north", "south", "north", "east"):
            leads = LEADS[pod]
            yield pod, leads[turns[pod] % len(leads)]
            turns[pod] += 1


def _arrived(telling: Telling, household: Household, days: float, *, by: str = "", danger: bool = False) -> Story:
    at = telling.moment(days, 10) if days >= 1 else telling.now - timedelta(days=days)
    if by:
        return telling.referred(household, by, at, danger=danger)
    referrer = REFERRERS[household.theme]
    if household.theme == "abuse" and telling.rng.random() < 0.5:
        return telling.rang(household, at)
    return telling.referred(household, referrer, at)


def _helped(telling: Telling, story: Story, rating: str, by: str = "fay") -> None:
    _decided(telling, story, rating, "family_help", by)


def _decided(telling: Telling, story: Story, rating: str, outcome: str, by: str = "fay") -> None:
    telling.rated(story, rating, by)
    telling.spoken_of(story, by)
    telling.analysed(story, by)
    telling.decided(story, outcome)


def _in_a_pod(telling: Telling, household: Household, days: float, pods: Iterator[tuple[str, str]]) -> Story:
    pod, lead = next(pods)
    story = _arrived(telling, household, days)
    _helped(telling, story, "amber")
    telling.allocated(story, pod, lead, [BESIDE[household.theme][pod]])
    return story
