from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client

import hearth
from hearth.casework.workbook.star_picture import TEAL
from hearth.foundation.council.choices import Colours, Council
from hearth.foundation.council.shades import dark, line, pale
from hearth.wiring.colours import icon, stylesheet

SHIPPED = (Path(hearth.__file__).parent / "foundation/govuk/assets/hearth.css").read_text()


def properties(css: str) -> dict[str, str]:
    return dict(re.findall(r"(--hearth-[a-z-]+): (#[0-9a-f]{6})", css))


def test_the_shipped_colours_are_those_of_the_stylesheet() -> None:
    given = properties(SHIPPED)
    assert (given["--hearth-teal"], given["--hearth-accent"]) == (Colours().header, Colours().accent)
    assert properties(stylesheet(Colours())) == {}


def test_a_councils_colours_set_every_shade_the_stylesheet_makes_of_them() -> None:
    said = properties(stylesheet(Colours(header="#4b2a7b", accent="#8a1538")))
    assert said == {
        "--hearth-teal": "#4b2a7b",
        "--hearth-teal-dark": dark("#4b2a7b"),
        "--hearth-teal-pale": pale("#4b2a7b"),
        "--hearth-teal-line": line("#4b2a7b"),
        "--hearth-teal-band": pale("#4b2a7b"),
        "--hearth-accent": "#8a1538",
        "--hearth-accent-dark": dark("#8a1538"),
        "--hearth-accent-pale": pale("#8a1538"),
    }
    assert {name for name in properties(SHIPPED) if re.match("--hearth-(teal|accent)", name)} == said.keys()


@pytest.mark.parametrize("colour", [TEAL, "#c2541b"])
def test_pictures_drawn_in_the_shipped_colours_follow_the_councils(colour: str) -> None:
    name = {Colours.header: "teal", Colours.accent: "accent"}[colour]
    assert f'.hearth-page svg [fill="{colour}"] {{ fill: var(--hearth-{name}); }}' in SHIPPED


def test_the_picture_of_the_tab_follows_them_too() -> None:
    drawn = unquote(icon(Colours(header="#4b2a7b", accent="#8a1538")))
    assert re.findall(r'fill="(#[0-9a-f]{6})"', drawn) == ["#4b2a7b", "#8a1538"]
    assert icon(Colours()) == ""


@pytest.mark.django_db
def test_a_page_is_drawn_with_them_before_anybody_has_signed_in(settings: Any) -> None:
    settings.COUNCIL = replace(Council(), colours=Colours(header="#4b2a7b"))
    page = Client().get("/sign-in/").content.decode()
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    assert [sheet.rpartition("/")[2] for sheet in sheets[-2:]] == ["hearth.css", "council.css"]
    assert page.count('<meta name="theme-color" content="#4b2a7b">') == 1
    assert page.count('<link rel="icon" href="data:image/svg+xml,') == 1
    answer = Client().get(sheets[-1])
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/css; charset=utf-8")
    assert answer.content.decode() == stylesheet(Colours(header="#4b2a7b"))


def test_a_browser_asks_again_only_whether_it_changed(settings: Any) -> None:
    first = Client().get("/council.css")
    assert (first["Cache-Control"], first.has_header("Vary")) == ("public, max-age=600", False)
    again = {"headers": {"if-none-match": first["ETag"]}}
    assert Client().get("/council.css", **again).status_code == 304
    settings.COUNCIL = replace(Council(), colours=Colours(accent="#8a1538"))
    assert Client().get("/council.css", **again).status_code == 200
