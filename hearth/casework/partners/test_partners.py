from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from hearth.casework.chronology.models import Line
from hearth.casework.partners.models import Professional
from hearth.casework.partners.rules import may_end
from hearth.casework.partners.telling import professionals_told, with_professionals
from hearth.casework.people.conftest import Household
from hearth.casework.people.models import Person, Protection
from hearth.casework.people.protection import what_may_be_told
from hearth.conftest import LONG_AGO, Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.staff.models import Worker
from hearth.foundation.staff.pages import today

SignedIn = Callable[[Worker], Client]
JAN = {
    "name": "Jan Ward",
    "does": "Refuge worker",
    "agency": "Rowan House",
    "starts_on-day": "1",
    "starts_on-month": "2",
    "starts_on-year": "2024",
}


def test_a_professional_comes_and_goes(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    dee, family = signed_in(cast.dee), household.family
    add = f"/families/{family.pk}/add-professional/"
    once = {"_once": "7f1f4a5e-4f6f-4b9e-9d6a-2f1d5d1f7c13"}
    assert {dee.post(add, JAN | once | {"about": household.nia.pk}).status_code for _ in range(2)} == {302}
    jan = Professional.objects.get()
    assert (jan.about, jan.recorded_by) == (household.nia, cast.dee)
    assert "Jan Ward" in dee.get(f"/families/{family.pk}/see-people/").content.decode()
    end = f"/families/{family.pk}/professionals/{jan.pk}/end-professional/"
    early = {"last_on-day": "1", "last_on-month": "1", "last_on-year": "2024"}
    assert "so the last day is that day or later" in dee.post(end, early).content.decode()
    assert dee.post(end, early | {"last_on-month": "3"}).status_code == 302
    jan.refresh_from_db()
    assert str(jan.ends_on) == "2024-03-02"
    assert "already recorded as no longer involved" in dee.post(end, early | {"last_on-month": "3"}).content.decode()
    assert list(Event.objects.filter(kind="act").order_by("pk").values_list("name", "record")) == [
        ("partners.add_professional", family.pk),
        ("partners.end_professional", family.pk),
    ]
    # Who it is and of which agency stays on the page that keeps it back from those who may not know.
    assert list(Line.objects.order_by("pk").values_list("says", "leads_to")) == [
        ("A professional joined the team around the family", f"/families/{family.pk}/see-team-around/"),
        ("A professional left the team around the family", f"/families/{family.pk}/see-team-around/"),
    ]


@pytest.mark.parametrize("path", ["add-professional/", "professionals/1/end-professional/"])
def test_another_team_finds_no_such_family(cast: Cast, household: Household, signed_in: SignedIn, path: str) -> None:
    ash = signed_in(cast.ash)
    closed = ash.get(f"/families/{household.family.pk}/{path}")
    missing = ash.get(f"/families/999999/{path}")
    assert (closed.status_code, missing.status_code, closed.content == missing.content) == (404, 404, True)


def test_nothing_is_kept_of_a_form_that_is_wrong(cast: Cast, household: Household, signed_in: SignedIn) -> None:
    answer = signed_in(cast.dee).post(f"/families/{household.family.pk}/add-professional/", {"email": "jan"})
    html = answer.content.decode()
    for words in ("Enter the professional", "Choose whom they are there for", "with an @ in it", "Enter a date"):
        assert words in html, words
    assert Professional.objects.count() == 0


def test_the_refuges_worker_is_not_named_to_the_father(cast: Cast, household: Household) -> None:
    def professional(name: str, about: Person | None, agency: str) -> None:
        Professional.objects.create(
            family=household.family,
            about=about,
            name=name,
            does="x",
            agency=agency,
            starts_on=LONG_AGO,
            recorded_by=cast.dee,
        )

    professional("Jan Ward", household.nia, "Rowan House")
    professional("Pat Green", None, "Health visiting")
    professional("Ola Berg", household.beryl, "Health visiting")
    Protection.objects.create(
        person=household.nia, kept_from=household.darren, covers="address", why="x", starts_on=LONG_AGO, made_by=cast.mo
    )
    told = what_may_be_told(household.family, household.darren, today())
    fuller = with_professionals(told, household.family)
    assert fuller.gives_away("Jan Ward of Rowan House", "Pat Green, health visiting") == (
        "Jan Ward",
        "Rowan House",
        "Pat Green",
    )
    assert [each.name for each in professionals_told(told, household.family, today())] == ["Ola Berg"]
    to_nia = what_may_be_told(household.family, household.nia, today())
    assert [each.name for each in professionals_told(to_nia, household.family, today())] == [
        "Jan Ward",
        "Ola Berg",
        "Pat Green",
    ]


def test_may_end() -> None:
    yesterday = today() - timedelta(days=1)
    assert may_end(starts_on=today(), ends_on=None, last_on=today()) is None
    refused = may_end(starts_on=today(), ends_on=None, last_on=yesterday)
    assert refused is not None
    assert refused.because.startswith("They have been involved since")
    assert str(may_end(starts_on=LONG_AGO, ends_on=today(), last_on=yesterday)) == (
        "This professional is already recorded as no longer involved"
    )
