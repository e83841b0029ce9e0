from __future__ import annotations

from datetime import date

from hearth.casework.casefile.begin_family.action import begin_family
from hearth.casework.family_help.models import Episode
from hearth.casework.people.opening import PersonFacts, grant, record_person
from hearth.conftest import TODAY, Cast


def test_whoever_has_the_child_s_open_help_on_a_page_is_told_that_it_changed(cast: Cast) -> None:
    child = record_person(facts=PersonFacts(known_as="Kit"), on=TODAY, by=cast.hearth)
    grant(record=child.pk, why="Held by North pod", by=cast.mo, team=cast.north_pod)
    begun = {"person": child, "recorded_by": cast.hearth}
    Episode.objects.create(referred_on=date(2024, 1, 8), closed_on=date(2024, 3, 4), closure_reason="RC7", **begun)
    Episode.objects.create(referred_on=date(2025, 1, 8), **begun)
    family = begin_family(child=child, name="Okafor-Reid", on=TODAY, by=cast.dee)
    assert list(Episode.objects.order_by("pk").values_list("family", "version")) == [(None, 1), (family.pk, 2)]
