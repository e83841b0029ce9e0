"""Somebody of another pod must know tonight: the record opens for hours, with a reason, and managers are told."""

from __future__ import annotations

from collections.abc import Callable

from journeys.steps import working
from journeys.steps.people import Person

Somebody = Callable[..., Person]
WHY = "Kit rang the school from a cupboard: Dad is in the house, and nobody of the North pod answers."


def test_a_worker_of_another_pod_opens_a_family_in_an_emergency(somebody: Somebody) -> None:
    # Given Ash of the South pod, for whom there is no such family, and who was told its number
    family = working.number_of(somebody("dee"), "Okafor-Reid")
    ash = somebody("ash")
    assert ash.goes_to(f"/families/{family}/see-family/") == 404
    ash.goes_to("/people/find/?q=Okafor-Reid")
    ash.sees("Nobody found")
    # When she opens it in an emergency, and says why
    ash.follows("open the record in an emergency")
    ash.types("Number of the family or the person", str(family))
    ash.types("Why must you open it now?", WHY)
    ash.presses("Open it and tell the managers")
    # Then she sees it
    assert ash.path.split("?")[0] == f"/families/{family}/see-family/"
    ash.sees("Okafor-Reid", "Grace", "Kit")
    # And the manager of the pod that holds it, and her own, are told, and led to who has looked
    told = f"Ash Pereira (Social worker) opened record {family} in an emergency"
    mo = somebody("mo")
    mo.goes_to("/")
    mo.sees(told)
    val = somebody("val")
    val.goes_to("/")
    val.sees(told)
    # And there the opening stands, with her reason
    mo.goes_to(f"/families/{family}/see-readers/")
    row = mo.page.get_by_role("row", name="Ash Pereira").first
    assert ("Emergency" in row.inner_text(), WHY in row.inner_text()) == (True, True)


def test_a_number_that_was_never_given_opens_nothing(somebody: Somebody) -> None:
    # Given Ash with a number that was written down wrongly
    ash = somebody("ash")
    ash.goes_to("/people/open-in-emergency/")
    # When she opens it in an emergency
    ash.types("Number of the family or the person", "99999999")
    ash.types("Why must you open it now?", WHY)
    ash.presses("Open it and tell the managers")
    # Then she is told, and her words are still there
    ash.sees("This number cannot be opened from here")
    assert ash.finds_typed("Why must you open it now?") == WHY
