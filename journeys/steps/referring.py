"""A school refers, one question a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from journeys.steps.people import Person


@dataclass(frozen=True)
class ChildTold:
    first_name: str
    known_as: str = ""
    born_on: date | None = None
    expected_on: date | None = None
    sex: str = "Female"


SURNAME = "Haddow"
WORRIES = "Wren says the shouting is every night now, and that Dad put his fist through the kitchen door on Sunday."


def begins_a_referral(person: Person) -> None:
    person.goes_to("/refer/")
    begun = person.page.get_by_role("button", name=re.compile("Begin a"))
    begun.click()
    person.page.wait_for_load_state("load")
    person.looks()


def says_nobody_is_in_danger(person: Person) -> None:
    person.chooses("No", of="Is anybody in immediate danger now?")
    person.presses("Continue")


def says_who_refers(person: Person, name: str) -> None:
    assert person.finds_typed("Your name") == name
    person.types("How do you know the children?", "Wren's class teacher until July")
    person.presses("Continue")


def tells_of_the_first_child(person: Person, child: ChildTold, school: str) -> None:
    person.types("First and middle names", child.first_name)
    person.types("Known as", child.known_as)
    person.types("Family name", SURNAME)
    person.presses("Continue")
    is_born(person, child)
    person.chooses(child.sex, of="Sex")
    person.picks("White British", of="Ethnicity")
    person.types("First language", "English")
    person.presses("Continue")
    person.types("Disability, illness or additional need", "none")
    person.presses("Continue")
    person.chooses("Yes", of="Do you know where the child lives?")
    person.types("Address", "17 Osier Walk, Aldermere")
    person.types("Postcode", "AL55 6JH")
    person.presses("Continue")
    assert person.finds_typed("School, nursery or college") == school
    person.types("GP surgery", "Riverside Surgery")
    person.presses("Continue")
    person.presses("Continue")


def tells_of_another(person: Person, child: ChildTold) -> list[str]:
    """What the pages already know: nothing that the first child told is typed again."""
    person.chooses("Yes")
    person.presses("Continue")
    known = [person.finds_typed("Family name")]
    person.types("First and middle names", child.first_name)
    if child.known_as:
        person.types("Known as", child.known_as)
    person.presses("Continue")
    is_born(person, child)
    if child.expected_on is None:
        ethnicity = person.page.get_by_label("Ethnicity")
        known.append(ethnicity.evaluate("list => list.selectedOptions[0].text.trim()"))
        known.append(person.finds_typed("First language"))
        person.chooses(child.sex, of="Sex")
        person.presses("Continue")
        person.presses("Continue")
    known.append(person.finds_typed("Address"))
    known.append(person.finds_typed("Postcode"))
    person.presses("Continue")
    if child.expected_on is None:
        known.append(person.finds_typed("School, nursery or college"))
        person.presses("Continue")
        person.presses("Continue")
    return known


def is_born(person: Person, child: ChildTold) -> None:
    if child.born_on:
        person.chooses("Born: I know the date of birth", of="When was the child born?")
        person.dates(child.born_on, of="Date of birth")
    elif child.expected_on:
        person.chooses("Not born yet", of="When was the child born?")
        person.dates(child.expected_on, of="When is the baby expected?")
    person.presses("Continue")


def tells_of_the_mother(person: Person) -> None:
    person.chooses("No")
    person.presses("Continue")
    person.chooses("Yes")
    person.presses("Continue")
    person.chooses("Mother", of="Who are they?")
    person.types("First and middle names", "Orla")
    person.types("Family name", SURNAME)
    person.presses("Continue")
    person.chooses("Yes", of="Do they have parental responsibility?")
    person.presses("Continue")
    person.chooses("With the children, at the address you gave", of="Where do they live?")
    person.presses("Continue")
    person.chooses("No")
    person.presses("Continue")


def says_what_worries(person: Person, worries: str = WORRIES) -> None:
    person.types("What are you worried about?", worries)
    person.presses("Continue")


def says_the_rest(person: Person) -> None:
    person.types("What is going well?", "Orla is at the gate every day, and talks to us.")
    person.types("What makes the children safer?", "Their grandmother lives next door but one.")
    person.presses("Continue")
    person.types("What do the children say?", "Wren: “I count the stairs so I know who is coming.”")
    person.types("What do the parents say?", "Orla says she is frightened and wants help.")
    person.presses("Continue")
    person.types("Which other agencies are involved?", "Health visitor for the baby: Aldermere Community Health")
    person.presses("Continue")
    person.chooses("They know, and agree", of="Do the parents know about this referral, and agree?")
    person.types("Who agreed?", "Orla Haddow")
    person.presses("Continue")
    person.presses("Continue")


def sends_it(person: Person) -> str:
    """The reference number."""
    person.sees_heading("Check what you are about to send")
    person.presses("Send the referral")
    person.sees_heading("The referral is sent")
    found = re.search(r"R-\d+", person.reads())
    if found is None:
        raise AssertionError("the page gives no reference number")
    return found.group()


def refers_a_family(
    person: Person,
    children: tuple[ChildTold, ...],
    *,
    name: str = "Tess Whitlock",
    school: str = "Millbrook Primary School",
) -> tuple[str, list[list[str]]]:
    """From the first page to the reference; and what was known for each child after the first."""
    begins_a_referral(person)
    says_nobody_is_in_danger(person)
    says_who_refers(person, name)
    if person.path.endswith("/children/"):
        person.chooses("Yes")
        person.presses("Continue")
    tells_of_the_first_child(person, children[0], school)
    known = [tells_of_another(person, child) for child in children[1:]]
    tells_of_the_mother(person)
    says_what_worries(person)
    says_the_rest(person)
    return sends_it(person), known
