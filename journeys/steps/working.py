"""The pod: assess once, draw the star, make the plan and print it for somebody."""

from __future__ import annotations

import re
from datetime import date, timedelta

from playwright.sync_api import Download

from journeys.steps.people import Person
from journeys.steps.story import Story

FIRST_SCORES = {"Feelings and worries": 3, "Getting on at home": 4, "Safe at home": 2}
SECOND_SCORES = {"Feelings and worries": 6, "Getting on at home": 4, "Safe at home": 7}
LOOKING_BACK = {"Feelings and worries": 2, "Getting on at home": 3, "Safe at home": 1}


def begins_the_assessment(person: Person, story: Story) -> None:
    person.goes_to(f"/families/{story.family}/begin-assessment/")
    person.dates(date.today(), of="When did the assessment begin?")
    person.presses("Begin the assessment")


def writes_all_of_it(person: Person, story: Story) -> list[str]:
    """The page says each time what to write next; the titles, in its order."""
    written: list[str] = []
    person.goes_to(f"/families/{story.family}/see-assessment/")
    while person.page.get_by_role("button", name="Write it", exact=True).count() and len(written) < 20:
        person.follows("Write it")
        written.append(person.page.get_by_role("heading", level=1).inner_text().strip())
        _write_what_it_asks(person)
        person.goes_to(f"/families/{story.family}/see-assessment/")
    return written


def _write_what_it_asks(person: Person) -> None:
    if "/write-finding/" in person.page.url:
        person.types("What is worrying?", "Nights broken by shouting, twice a week.")
        person.types("What is going well?", "Grandmother is close, and the children go to her.")
    elif "/choose-factors/" in person.page.url:
        person.page.get_by_role("group", name=re.compile(r"\b3B\b")).get_by_role("checkbox").last.check()  # all of them
    elif "/record-view/" in person.page.url:
        person.chooses("Yes", of="Have they told us what they think?")
        person.types("What did they tell us?", "I count the stairs so I know who is coming.")
        person.types("How did they tell us?", "By drawing")
        person.dates(date.today(), of="When?")
    else:
        person.types("Analysis", "The harm is his violence. Distance, and people round them, keep the children safe.")
        person.chooses("Other", of="What should happen next?")
        person.types("Why?", "They are worked with in the pod, with a plan on a page.")
    person.page.locator("main").get_by_role("button", name=re.compile("^Save")).first.click()
    person.page.wait_for_load_state("load")
    person.looks()


def sends_it_to_the_manager(person: Person) -> None:
    person.follows("Read it through and send it")
    person.presses("Send to the manager")


def authorises_it(person: Person, story: Story) -> None:
    person.goes_to(f"/families/{story.family}/see-assessment/")
    person.follows("Read and decide")
    person.chooses("Authorise it", of="Your decision")
    person.page.locator("main form").last.get_by_role("button").last.click()
    person.page.wait_for_load_state("load")
    person.looks()


def begins_a_star(person: Person, family: int, drawn_on: date) -> None:
    person.goes_to(f"/families/{family}/begin-star/")
    person.dates(drawn_on, of="When do you sit together?")
    person.types("Where, and with whom?", "At the kitchen table, with everybody")
    person.page.locator("main form").last.get_by_role("button").first.click()
    person.page.wait_for_load_state("load")
    person.looks()


def scores(person: Person, by: str, given: dict[str, int], *, looking_back: bool = False, then: bool = False) -> None:
    person.page.get_by_label(by, exact=True).first.check()
    if looking_back:
        person.page.get_by_label(re.compile(r"^\s*Looking back")).check()
    for spoke, score in given.items():
        person.page.get_by_role("group", name=spoke, exact=True).get_by_label(str(score), exact=True).check(force=True)
    person.presses("Save, and somebody else scores" if then else "Save these scores")


def makes_the_plan(person: Person, story: Story) -> None:
    person.goes_to(f"/families/{story.family}/make-plan/")
    person.types("What we are worried about", "The shouting, and Dad coming to the house at night.")
    person.types("What we want", "Quiet nights, and to stay at our school.")
    steps = (
        ("Orla", "Ring 999 and not open the door if he comes"),
        ("Dee Ashworth", "See Wren and Fern every fortnight"),
    )
    for number, (who, does) in enumerate(steps, 1):
        row = person.page.get_by_role("group", name=f"Step {number}", exact=True)
        row.get_by_label(re.compile(r"^\s*Who")).fill(who)
        row.get_by_label(re.compile(r"^\s*Does what")).fill(does)
    person.page.get_by_label("Safe at home, wanted").fill("8")
    person.types("If things get worse", "Go to Nana's, ring 999, then ring Dee.")
    person.types("Who to ring", "Dee Ashworth")
    person.types("What they do", "Social worker")
    person.types("Telephone number", "01632 960210")
    person.dates(date.today() + timedelta(days=42), of="Next review")
    person.presses("Save the plan")


def prints_it_for(person: Person, family: int, whom: str) -> Download:
    person.goes_to(f"/families/{family}/print-plan/")
    person.page.get_by_role("radio", name=re.compile(rf"^{whom}")).check()
    person.presses("See what this copy says")
    person.page.locator("main form").last.get_by_role("button").first.click()
    person.page.wait_for_load_state("load")
    person.looks()
    with person.page.expect_download() as waiting:
        person.page.locator("main").get_by_role("link", name=re.compile("Download")).first.click()
    return waiting.value


def number_of(person: Person, name: str) -> int:
    """Of a family of theirs, from its address."""
    person.goes_to("/my-families/?sort=name")
    person.follows(name)
    return int(person.path.split("/")[2])


def adds_a_step(person: Person, family: int, who: str, does: str) -> None:
    """To the plan that stands, in the first row with nothing in it."""
    person.goes_to(f"/families/{family}/make-plan/")
    rows = person.page.get_by_role("group", name=re.compile(r"^Step \d+$"))
    if rows.last.get_by_label(re.compile(r"^\s*Who")).input_value():
        person.presses("Add more steps")
    empty = next(row for row in rows.all() if not row.get_by_label(re.compile(r"^\s*Who")).input_value())
    empty.get_by_label(re.compile(r"^\s*Who")).fill(who)
    empty.get_by_label(re.compile(r"^\s*Does what")).fill(does)
    person.presses("Save the plan")
