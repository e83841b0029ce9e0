from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hearth.casework.workbook.conftest import Draw, Household
from hearth.conftest import Cast
from hearth.foundation.staff.models import Worker

SignIn = Callable[[Worker], Client]
FIRST = {"feelings": 4, "friends": 6, "sleep": 5, "school": 6, "home": 3}
BACK = {"feelings": 3, "friends": 6, "sleep": 5, "school": 5, "home": 1}
LATEST = {"feelings": 6, "friends": 6, "sleep": 7, "school": 5, "home": 6}


def said(client: Client, household: Household, query: str = "") -> str:
    answer = client.get(f"/families/{household.family.pk}/see-star/{query}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def lines(page: str) -> list[str]:
    return re.findall(r'<g data-shape="(\w+)">', page)


def test_a_family_without_a_star_is_shown_how_to_begin(cast: Cast, household: Household, signed_in: SignIn) -> None:
    page = said(signed_in(cast.dee), household)
    assert (page.count("No star has been drawn yet"), page.count("Begin the first star")) == (1, 1)


def test_first_looking_back_and_latest_stand_in_one_picture_and_each_change_by_itself(
    cast: Cast, household: Household, draw_star: Draw, signed_in: SignIn
) -> None:
    draw_star(90, agreed=FIRST)
    draw_star(1, agreed=LATEST, looking_back=BACK)
    page = said(signed_in(cast.dee), household)
    assert sorted(lines(page)) == ["first", "latest", "retrospective"]
    for title, words in (
        ("Latest star against the first star", "better 3 · same 1 · worse 1"),
        ("Latest star against looking back to the first", "better 3 · same 2 · worse 0"),
        ("Looking back against the first star itself", "better 0 · same 2 · worse 3"),
    ):
        strip = page[page.index('<h3 class="hearth-card__title" id="') :]
        strip = strip[strip.index(title) :]
        assert strip[: strip.index("</svg>")].count(words) == 2, title


def test_each_scorer_can_be_shown_alone_and_everybody_at_one_sitting(
    cast: Cast, household: Household, draw_star: Draw, signed_in: SignIn
) -> None:
    star = draw_star(30, agreed=FIRST, kit={"home": 2})
    client = signed_in(cast.dee)
    assert lines(said(client, household)) == ["latest"]
    kits = said(client, household, f"?scorer=child-{household.kit.pk}")
    assert "First star, scored by Kit Okafor-Reid" in kits
    assert lines(said(client, household, f"?sitting={star.pk}")) == ["other", "latest"]
    assert client.get(f"/families/{household.family.pk}/see-star/?sitting=999999").status_code == 404


def test_stars_of_another_version_are_kept_and_never_compared(
    cast: Cast, household: Household, draw_star: Draw, signed_in: SignIn
) -> None:
    old = draw_star(200, agreed=FIRST, version="1")
    draw_star(1, agreed=LATEST, version="2")
    client = signed_in(cast.dee)
    page = said(client, household)
    assert (lines(page), page.count("What has changed")) == (["latest"], 0)
    assert "One earlier star was drawn with another version of the star." in page
    assert lines(said(client, household, f"?sitting={old.pk}")) == ["latest"]


@pytest.mark.parametrize(
    ("days_ago", "words"), [(90, "Draw the star again with the family."), (10, "Draw it again by"), (84, "due today")]
)
def test_the_councils_clock_says_when_to_draw_again(
    cast: Cast, household: Household, draw_star: Draw, signed_in: SignIn, days_ago: int, words: str
) -> None:
    draw_star(days_ago, agreed=FIRST)
    assert words in said(signed_in(cast.dee), household)


def test_the_queries_are_the_same_for_many_sittings(
    cast: Cast, household: Household, draw_star: Draw, signed_in: SignIn
) -> None:
    client = signed_in(cast.dee)
    draw_star(400, agreed=FIRST, kit=FIRST)
    said(client, household)
    with CaptureQueriesContext(connection) as few:
        said(client, household)
    for place in range(12):
        draw_star(300 - place, agreed=FIRST, kit=FIRST, looking_back=BACK)
    with CaptureQueriesContext(connection) as many:
        said(client, household)
    assert len(many) == len(few)


def test_another_team_and_no_family_are_the_same_answer(
    cast: Cast, household: Household, draw_star: Draw, signed_in: SignIn
) -> None:
    star = draw_star(1, agreed=FIRST)
    shape = star.shapes.get()
    client = signed_in(cast.ash)
    for page in (
        "see-star/",
        "begin-star/",
        f"stars/{star.pk}/score-star/",
        f"stars/{star.pk}/shapes/{shape.pk}/withdraw-shape/",
    ):
        closed, missing = client.get(f"/families/{household.family.pk}/{page}"), client.get(f"/families/999999/{page}")
        assert (closed.status_code, closed.content) == (404, missing.content), page
    drawing = client.post(
        f"/families/{household.family.pk}/stars/{star.pk}/score-star/",
        {"score_home": "3"},
        headers={"HX-Request": "true"},
    )
    assert drawing.status_code == 404
