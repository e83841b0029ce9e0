"""From a return to the figures of the needs assessment."""

from __future__ import annotations

from random import Random

from playwright.sync_api import expect

from hearth.evidence.returns.cin_census.example import assessment, census, child, episode
from journeys.steps.people import Person

HOW_OFTEN = {"3B": 41, "4B": 38, "2B": 19, "1B": 17}  # per cent, of children who were assessed
NOT_ASSESSED = 6  # per cent
ETHNICITIES = ("WBRI",) * 14 + ("MWBC", "MWAS", "AIND", "APKN", "BAFR", "BCRB")


def a_return_of(children: int, *, seed: int = 11) -> bytes:
    """Of an invented council: the same number and seed give the same return."""
    chance = Random(seed)

    def somebody(number: int) -> object:
        found = [code for code, percent in HOW_OFTEN.items() if chance.random() * 100 < percent] or ["21"]
        is_assessed = chance.random() * 100 >= NOT_ASSESSED
        return child(
            episode(Assessments=[assessment(*found)] if is_assessed else []),
            LAchildID=f"N{number:07}",
            UPN=None,
            UPNunknown="UN1",
            PersonBirthDate=f"{2025 - chance.randrange(17)}-{chance.randrange(1, 6):02}-{chance.randrange(1, 28):02}",
            Sex=chance.choice("FM"),
            Ethnicity=chance.choice(ETHNICITIES),
        )

    return census(*(somebody(number) for number in range(1, children + 1))).getvalue()  # type: ignore[arg-type]


def publishes_the_figures(stu: Person) -> None:
    """From the figures of a snapshot; nothing is done where they are published already, as by a journey before."""
    if stu.page.get_by_role("link", name="Withdraw it").count():
        return
    stu.follows("Publish its one set")
    stu.presses("Publish these figures")
    stu.sees("Published", "by Stu Farrow")


def checks_the_return(stu: Person, content: bytes, *, name: str = "cin-2026.xml") -> None:
    stu.goes_to("/returns/check-census/")
    stu.page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/xml", "buffer": content})
    stu.presses("Check it")
    expect(stu.page.get_by_role("button", name="See the needs assessment")).to_be_visible(timeout=60_000)
    stu.looks()
