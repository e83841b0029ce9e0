"""The front door: take, say who is known, rate, ask, analyse; an agency answers; the manager decides and allocates."""

from __future__ import annotations

import re

from journeys.steps.people import Person
from journeys.steps.story import Story


def opens_the_contact(person: Person, story: Story) -> None:
    person.goes_to(f"/front-door/{story.contact}/see-contact/")


def takes_it(person: Person, story: Story) -> None:
    opens_the_contact(person, story)
    person.page.locator("main").get_by_role("button", name=re.compile("Take")).first.click()
    person.page.wait_for_load_state("load")
    person.looks()


def says_that_nobody_is_known(person: Person, story: Story) -> None:
    """Of everybody the search offers: somebody else. In Aldermere this family was never told of before."""
    opens_the_contact(person, story)
    link = person.page.get_by_role("link", name="Say who is known, and who is not")
    if link.count() == 0:
        return
    person.follows("Say who is known, and who is not")
    for answer in person.page.get_by_label("Different person", exact=True).all():
        answer.check()
    person.presses("Save these answers")


def rates(person: Person, story: Story, rating: str, because: str) -> None:
    person.goes_to(f"/front-door/{story.contact}/rate-contact/")
    person.page.get_by_label(rating, exact=True).check()
    person.types("Why this rating?", because)
    person.presses("Save this rating")


def asks_the_police(person: Person, story: Story) -> None:
    person.goes_to(f"/front-door/{story.contact}/ask-agency/")
    person.chooses("Aldermere Police")
    for box in person.page.get_by_role("group", name="About whom?").get_by_role("checkbox").all():
        box.check()
    person.types("What do you ask?", "Have officers been called to this address in the last year?")
    person.presses("Ask them")


def answers_the_check(person: Person, story: Story) -> None:
    person.goes_to("/checks/our-checks/")
    person.page.get_by_role("link", name=re.compile("Haddow")).last.click()
    person.page.wait_for_load_state("load")
    person.looks()
    person.chooses("Known: here is what we hold")
    person.types("What do you hold?", "Two call-outs since June, for shouting. No arrest. (Our own log.)")
    person.presses("Send the answer")


def writes_the_analysis(person: Person, story: Story) -> None:
    person.goes_to(f"/front-door/{story.contact}/write-analysis/")
    person.types(
        "What does this mean for the children?",
        "Violence at home that is getting worse, children who are afraid, and a mother who asks for help.",
    )
    person.chooses("Level 4: specialist or statutory", of="Level of need")
    person.presses("Save the analysis")


def decides_on_family_help(person: Person, story: Story) -> None:
    person.goes_to(f"/front-door/{story.contact}/decide/")
    person.chooses("Family help", of="What do you decide?")
    person.types("Why?", "The children are likely to be harmed without help. Orla agrees to it.")
    person.presses("Decide")


def allocates_to_the_north_pod(person: Person, story: Story) -> None:
    """To Dee, with Sam of the charity beside her."""
    person.goes_to("/families/waiting-to-be-allocated/")
    row = person.page.get_by_role("row", name=re.compile("Haddow"))
    person.follows(re.compile("^Allocate"), among=row)
    story.family = int(re.search(r"/families/(\d+)/", person.path).group(1))  # type: ignore[union-attr]
    person.page.get_by_label(re.compile(r"^\s*North pod")).check()
    person.presses("Continue")
    person.page.get_by_role("group", name="Who leads?").get_by_label(re.compile(r"^\s*Dee Ashworth")).check()
    person.page.get_by_role("group", name=re.compile("beside")).get_by_label(re.compile(r"^\s*Sam Kowalski")).check()
    person.presses("Allocate the family")
