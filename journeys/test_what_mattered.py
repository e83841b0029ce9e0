"""Of everything that happened, what mattered is marked, with why, and found by itself."""

from __future__ import annotations

from collections.abc import Callable

from journeys.steps import working
from journeys.steps.people import Person

Somebody = Callable[..., Person]
WHY = "It was the first time that anybody outside the house saw it happen."


def test_an_event_is_marked_as_significant_and_found_again(somebody: Somebody) -> None:
    # Given Dee, and the chronology of a family she leads
    dee = somebody("dee")
    family = working.number_of(dee, "Okafor-Reid")
    dee.goes_to(f"/families/{family}/see-chronology/")
    # When she marks its newest event that is not marked yet, and says why
    event = dee.page.locator(".moj-timeline__item").filter(has_text="Mark as significant").first
    number, says = event.get_attribute("id"), event.get_by_role("heading").inner_text()
    dee.follows("Mark as significant", among=event)
    dee.sees(says)
    dee.page.locator("main").get_by_role("textbox").fill(WHY)
    dee.presses("Mark as significant")
    # Then it is among the significant events with her reason, and nothing else is that is not marked
    dee.follows("Show only significant events")
    shown = dee.page.locator(".moj-timeline__item")
    marked = dee.page.locator(f"#{number}")
    assert (marked.get_by_role("heading").inner_text(), WHY in marked.inner_text()) == (says, True)
    assert shown.filter(has_text="Mark as significant").count() == 0
    # And everything is there again when she asks for it
    only = shown.count()
    dee.follows("Show everything")
    assert shown.count() > only
