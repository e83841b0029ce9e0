"""A data steward checks the council's census before it is sent, explains what is right, mends the rest and sees that it is."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from journeys.steps.census import census, child, gives_census
from journeys.steps.people import Person

Somebody = Callable[..., Person]
CENSUS = census(
    child("R0000001", "2015-03-27", referred="2025-06-02", closed="2025-08-01 RC2"),
    child("R0000002", "2018-11-02", sex="X"),
)


def gives(stu: Person, text: str, name: str) -> None:
    stu.goes_to("/returns/")
    gives_census(stu, text, name, link="Check a census file", button="Check it")


def waits_until_checked(stu: Person) -> None:
    expect(stu.page.get_by_role("table", name="What was found, by rule")).to_be_visible(timeout=60_000)
    stu.looks()


def test_a_return_is_checked_explained_mended_and_checked_again(somebody: Somebody) -> None:
    # Given Stu with a census in which a child's sex is no code, and another died without a date of death
    stu = somebody("stu")
    # When he checks it, and waits until it is done
    gives(stu, CENSUS, "first.xml")
    waits_until_checked(stu)
    # Then the error and the query are told by rule
    stu.sees("4180", "8585Q")
    # And when he says why the query is right as it is
    stu.follows("8585Q")
    stu.page.get_by_role("link", name="Answer the query: 8585Q, R0000001").first.click()
    stu.types("Why is it right as it is?", "The coroner has not given the date yet")
    stu.page.get_by_label("Give the same explanation").check()
    stu.presses("Keep the explanation")
    stu.sees("The coroner has not given the date yet")
    # And has the sex mended and the file made again
    gives(stu, CENSUS.replace("<Sex>X</Sex>", "<Sex>M</Sex>"), "second.xml")
    waits_until_checked(stu)
    second = stu.path
    # Then the explanation is remembered
    stu.follows("8585Q")
    stu.sees("The coroner has not given the date yet", "Explained before, on")
    stu.goes_to(second)
    # And the two checks tell that the error is fixed
    stu.page.get_by_role("link", name="Compare with the check before").click()
    row = stu.page.get_by_role("table", name="What changed, by rule").locator("tbody tr").filter(has_text="4180")
    expect(row.get_by_role("link", name="1 fixed of rule 4180")).to_be_visible()
    stu.looks()


def test_a_file_that_is_no_census_is_told_at_once(somebody: Somebody) -> None:
    # Given Stu with a file that somebody cut off before its first child
    stu = somebody("stu")
    # When he gives it
    gives(stu, "<Message><Header>", "cut.xml")
    # Then he is told what is wrong with it
    stu.sees("The file is cut off before its end.")
