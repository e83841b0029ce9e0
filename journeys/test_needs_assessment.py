"""A return that was checked answers how many children live with harm; what is published of it holds no small number."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from journeys.steps.measuring import a_return_of, checks_the_return, publishes_the_figures
from journeys.steps.people import Person

Somebody = Callable[..., Person]
SEE = "/needs-assessment/see-hidden-harm/"


@pytest.fixture(scope="module")
def the_return() -> bytes:
    return a_return_of(220, seed=31)


def test_from_a_return_to_what_may_be_published(somebody: Somebody, the_return: bytes) -> None:
    # Given Stu, who has checked the council's return
    stu = somebody("stu")
    checks_the_return(stu, the_return, name="needs-2026.xml")
    # When he follows where the check leads
    stu.follows("See the needs assessment")
    # Then the question is answered in one sentence, with every count, and he is told that these are for his own eyes
    stu.sees_heading("Children living with hidden harm")
    stu.sees(
        "Of 220 children in need on 31 March 2026", "For your own eyes: small numbers are shown. Not for publishing."
    )
    assert stu.page.locator("[data-combination]").count() > 5
    # And as published, small numbers are kept back in the picture and in its table
    stu.follows("See it as published")
    stu.sees("As published: small numbers are kept back.")
    counts = [each.get_attribute("data-count") or "" for each in stu.page.locator("[data-combination]").all()]
    assert ([count for count in counts if count and 0 < int(count) < 6], "" in counts) == ([], True)
    stu.page.get_by_text("The same as a table").first.click()
    table = stu.page.get_by_role("table", name="How many children live with exactly these")
    assert table.get_by_text("kept back", exact=True).count() == counts.count("")
    # When he publishes the figures
    stu.follows("See the exact counts")
    publishes_the_figures(stu)
    # Then Lin, who sees no names, finds the same and nothing else
    lin = somebody("lin")
    lin.goes_to("/needs-assessment/")
    lin.follows("See the needs assessment")
    lin.sees("Of 220 children in need on 31 March 2026")
    lin.does_not_see("For your own eyes")
    assert lin.goes_to("/needs-assessment/see-exact-counts/") == 403


def test_what_was_counted_is_chosen_by_keyboard_and_kept_in_the_address(somebody: Somebody, the_return: bytes) -> None:
    # Given Stu before the figures
    stu = somebody("stu")
    checks_the_return(stu, the_return, name="needs-2026.xml")
    stu.follows("See the needs assessment")
    # When he opens the choice by keyboard, and counts assessments by ethnicity
    stu.tabs_to("Choose what is counted")
    stu.page.keyboard.press("Enter")
    stu.chooses("Assessments", of="What is counted?")
    stu.chooses("Ethnicity", of="Broken down by")
    stu.presses("Count")
    # Then that is what is told, and its address tells it again
    stu.sees("assessments of children in need on 31 March 2026", "By ethnicity")
    stu.goes_to(stu.path)
    stu.sees("assessments of children in need on 31 March 2026", "By ethnicity")
    # And a day that is none is said beside its boxes
    stu.page.get_by_text("Choose what is counted").click()
    stu.page.get_by_role("group", name="On which day?").get_by_label("Day").fill("31")
    stu.page.get_by_role("group", name="On which day?").get_by_label("Month").fill("2")
    stu.presses("Count")
    stu.sees("There is no 31 February 2026")


def test_without_script_and_on_a_telephone(somebody: Somebody, the_return: bytes) -> None:
    # Given the published figures of a return
    stu = somebody("stu")
    checks_the_return(stu, the_return, name="needs-2026.xml")
    stu.follows("See the needs assessment")
    publishes_the_figures(stu)
    # When Lin reads them on a telephone, without script
    lin = somebody("lin", width=390, has_script=False)
    lin.goes_to("/needs-assessment/")
    lin.follows("See the needs assessment")
    # Then the answer is there, and the picture, and every table keeps to its own box
    lin.sees("Of 220 children in need on 31 March 2026")
    assert lin.page.locator("main svg[role=img]").count() == 1


def test_the_paper_says_that_it_may_leave(somebody: Somebody, the_return: bytes) -> None:
    # Given Lin before the published figures of a return
    stu = somebody("stu")
    checks_the_return(stu, the_return, name="needs-2026.xml")
    stu.follows("See the needs assessment")
    publishes_the_figures(stu)
    lin = somebody("lin")
    lin.goes_to("/needs-assessment/")
    lin.follows("See the needs assessment")
    # When she downloads the paper
    with lin.page.expect_download() as download:
        lin.page.get_by_role("button", name="Download (PDF)").click()
    # Then its name says that small numbers are kept back in it
    assert download.value.suggested_filename.startswith("hidden-harm-2026-03-31-2026-03-31-")
    assert download.value.suggested_filename.endswith("-small-numbers-kept-back.pdf")


def test_what_was_withdrawn_says_so_to_whoever_kept_the_link(somebody: Somebody, the_return: bytes) -> None:
    # Given Lin, who has read the published figures of a return
    stu = somebody("stu")
    checks_the_return(stu, the_return, name="needs-2026.xml")
    stu.follows("See the needs assessment")
    figures = stu.path
    publishes_the_figures(stu)
    lin = somebody("lin")
    lin.goes_to("/needs-assessment/")
    lin.follows("See the needs assessment")
    kept = lin.path
    # When Stu withdraws them, and says why
    stu.goes_to(figures)
    stu.follows("Withdraw it")
    stu.presses("Withdraw these figures")
    stu.sees("Say why these figures are withdrawn")
    stu.types("Why are these figures withdrawn?", "A team was missing from the return")
    stu.presses("Withdraw these figures")
    stu.sees("A team was missing from the return")
    # Then Lin's link says so, and leads to what is published
    assert lin.goes_to(kept) == 404
    lin.sees("These figures were withdrawn", "A team was missing from the return")
    lin.follows("See what is published")
    lin.sees("No figures are published yet")
