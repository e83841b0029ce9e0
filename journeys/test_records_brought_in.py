"""A data steward brings in the census file of another system: what is right is kept, what is wrong is told with its line."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from journeys.steps.census import census, child, gives_census
from journeys.steps.people import Person

Somebody = Callable[..., Person]
CENSUS = census(child("J0000001", "2015-03-27"), child("J0000002", "2018-11-02", need="N99"))
WHAT_IS_SAID = """17 Refused This code is not in the DfE's list, which is N0, N1, N2, N3, N4, N5, N6, N7, N8, N9.
J0000002 CINdetails. PrimaryNeedCode N99"""
BROKEN = "The XML is broken here, so nothing after it can be read."
MEND = "Have the file made again; if it was changed by hand, look at the tags on this line"


def gives(stu: Person, text: str) -> None:
    stu.goes_to("/bring-in/")
    gives_census(stu, text, "journey.xml", link="Bring in a census file", button="Bring it in")


def test_a_census_file_is_brought_in_and_its_children_joined(somebody: Somebody) -> None:
    # Given Stu with a file of two children, one of whose codes nobody knows
    stu = somebody("stu")
    # When he brings it in, and waits until it is read
    gives(stu, CENSUS)
    expect(stu.page.get_by_text("What became of each row").first).to_be_visible()
    stu.looks()
    # Then the wrong value is refused with its line and its child, and nothing else is
    said = stu.page.get_by_role("table", name="What was said, line by line").locator("tbody tr")
    assert [row.inner_text().split() for row in said.all()] == [WHAT_IS_SAID.split()]
    # And he finds a child by her number
    stu.goes_to("/people/find/?q=J0000001")
    stu.follows("J0000001")
    stu.sees("27 March 2015", "belongs to no family")
    # And joins the two into a family
    stu.goes_to("/bring-in/join-into-family/")
    stu.types("The children's numbers (LAchildID)", "J0000001 J0000002")
    stu.presses("Find them")
    for box in stu.page.get_by_role("group", name="Which children belong together?").get_by_role("checkbox").all():
        box.check()
    stu.chooses("A new family", of="Which family do they join?")
    stu.types("What is the family called?", "Larkspur")
    stu.presses("Join them into the family")
    stu.sees_heading("Larkspur")
    stu.sees("J0000001", "J0000002")


def test_a_broken_file_says_what_is_wrong_with_it(somebody: Somebody) -> None:
    # Given a file whose header somebody changed by hand
    stu = somebody("stu")
    # When Stu brings it in
    gives(stu, CENSUS.replace("</Source>", "</Sauce>"))
    # Then he is told at once where it is broken and what to do
    stu.sees_heading("Bring in a census file")
    stu.sees(f"{BROKEN} (line 5) {MEND}")
    # And when it is broken further down, the file's own page tells it, and nothing of it is kept
    gives(stu, CENSUS.replace("J000", "K000").replace("</CINdetails>", "</CINdetail>", 1))
    expect(stu.page.get_by_text(BROKEN).first).to_be_visible()
    stu.looks()
    stu.sees(f"{BROKEN} (line 12) {MEND}")
    stu.goes_to("/people/find/?q=K0000001")
    stu.sees("Nobody found")
