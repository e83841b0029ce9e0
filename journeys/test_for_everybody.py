"""The same work without script, by keyboard alone, and on a telephone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from journeys.steps import referring, working
from journeys.steps.people import Person
from journeys.steps.referring import ChildTold

Somebody = Callable[..., Person]


def test_a_referral_works_without_script(somebody: Somebody) -> None:
    # Given a school whose machines run no script
    gwen = somebody("gwen", is_signed_in=False, has_script=False)
    gwen.signs_in()
    # When she refers one child and his mother
    child = ChildTold("Perrin", "", date(2011, 5, 14), sex="Male")
    reference, _ = referring.refers_a_family(gwen, (child,), name="Gwen Ellery", school="Aldermere High School")
    # Then it is sent, with a reference number
    gwen.goes_to("/refer/our-referrals/")
    gwen.sees(reference)


def test_a_referral_on_a_telephone(somebody: Somebody) -> None:
    # Given Tess on a bus, with a screen of 390 pixels
    tess = somebody("tess", width=390)
    # When she refers a child and a baby that is expected
    children = (
        ChildTold("Marigold", "Goldie", date(2017, 2, 9)),
        ChildTold("", expected_on=date.today() + timedelta(days=60)),
    )
    reference, _ = referring.refers_a_family(tess, children)
    # Then no page was wider than her screen, and it is sent
    tess.goes_to("/refer/our-referrals/")
    tess.sees(reference)


def test_the_star_on_a_telephone(somebody: Somebody) -> None:
    # Given Dee at the Okafor-Reids' kitchen table, with her telephone
    dee = somebody("dee", width=390)
    dee.goes_to("/my-families/?sort=name")
    dee.follows("Okafor-Reid")
    family = int(dee.path.split("/")[2])
    # When they draw the star together
    working.begins_a_star(dee, family, date.today())
    working.scores(dee, "Agreed together", {"Safe at home": 7})
    # Then the picture comes first, and fits the screen
    dee.goes_to(f"/families/{family}/see-star/")
    box = dee.page.locator("main svg").first.bounding_box()
    assert box is not None
    assert (box["width"] <= 390, box["x"] >= 0) == (True, True)


def test_a_familys_chronology_by_keyboard_alone(somebody: Somebody) -> None:
    # Given Dee with a sore wrist and no mouse, at a family she leads
    dee = somebody("dee")
    dee.goes_to("/my-families/?sort=name")
    keys = dee.page.keyboard
    # When she skips to the main content, tabs to the Okafor-Reids and opens them
    keys.press("Tab")
    assert dee.page.evaluate("() => document.activeElement.textContent.trim()") == "Skip to main content"
    keys.press("Enter")
    dee.tabs_to("Okafor-Reid")
    keys.press("Enter")
    dee.page.wait_for_url("**/see-family/")
    # And goes on by the side navigation to the chronology
    dee.tabs_to("Chronology")
    keys.press("Enter")
    dee.page.wait_for_url("**/see-chronology/")
    # Then she is there, without having touched anything else
    dee.looks()
    dee.sees_heading("Chronology")
