"""A father from whom is kept where his children live gets a copy of the plan with what is his, and nothing that leads to them."""

from __future__ import annotations

import re
from collections.abc import Callable

from pypdf import PdfReader

from journeys.steps import working
from journeys.steps.people import Person

Somebody = Callable[..., Person]
HIS_STEP = "Go to the Tuesday course"
LEADS_TO_THEM = ("Mill Lane", "AL51", "Millbrook", "900201", "Grace", "Kit", "Joss", "Nana", "school", "999", "locks")


def test_the_fathers_copy_holds_nothing_that_leads_to_the_others(somebody: Somebody) -> None:
    # Given a plan in which nothing is for the father, from whom it is kept where the others live
    dee = somebody("dee")
    family = working.number_of(dee, "Okafor-Reid")
    dee.goes_to(f"/families/{family}/print-plan/")
    dee.page.get_by_role("radio", name=re.compile("^Dominic Reid")).check()
    dee.presses("See what this copy says")
    # Then Dee cannot print him a copy at all
    dee.sees_heading("No copy of this plan for Dominic Reid")
    assert dee.page.locator("main form").count() == 0
    # When she agrees a step with him, and prints his copy
    working.adds_a_step(dee, family, "Dominic Reid", HIS_STEP)
    copy = working.prints_it_for(dee, family, "Dominic Reid")
    # Then his own step is in it, and whom he may ring, and the others are nowhere: not on the page, not in what it is called
    read = PdfReader(copy.path())
    told = " ".join(page.extract_text() for page in read.pages)
    told = re.sub(r"\s+", " ", f"{copy.suggested_filename} {read.metadata} {told}")
    assert (HIS_STEP in told, "Dee Ashworth" in told, "We look at this plan again" in told) == (True, True, True)
    assert [word for word in LEADS_TO_THEM if word.lower() in told.lower()] == []
    # And the mother's copy has what is hers
    hers = working.prints_it_for(dee, family, "Grace Okafor-Reid")
    assert "999" in " ".join(page.extract_text() for page in PdfReader(hers.path()).pages)
