"""Why each child is helped and who referred them: once for all, and for one child where it differs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hearth.casework.chronology.models import Line
from hearth.casework.family_help.change_episodes.action import Said, change_episodes
from hearth.casework.family_help.models import Episode
from hearth.casework.family_help.story import Story
from hearth.conftest import Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.refusals import ChangedMeanwhile
from hearth.foundation.staff.models import Worker
from hearth.foundation.staff.pages import today

SignedIn = Callable[[Worker], Client]


def recorded() -> list[tuple[str, str, str, int]]:
    found = Episode.objects.order_by("person").select_related("person")
    return [(each.person.known_as, each.primary_need, each.referral_source, each.version) for each in found]


def sent(story: Story, **more: str) -> dict[str, str]:
    versions = " ".join(f"{each.pk}:{each.version}" for each in Episode.objects.order_by("pk"))
    day = f"{story.referred_on:%Y%m%d}"
    return {"versions": versions} | {name.replace("_all", f"_{day}"): value for name, value in more.items()}


def test_one_answer_is_for_all_and_another_for_one_child(cast: Cast, story: Story, signed_in: SignedIn) -> None:
    ada = Episode.objects.get(person=story.ada)
    answers = sent(story, primary_need_all="N1", referral_source_all="2A", **{f"primary_need_{ada.pk}": "N2"})
    dee = signed_in(cast.dee)
    assert dee.post(story.at("change-episodes"), answers)["location"] == story.at("see-family")
    assert recorded() == [("Kit", "N1", "2A", 2), ("Ada", "N2", "2A", 2), ("Joss", "N1", "2A", 2)]
    line = Line.objects.get()
    assert (line.says, line.slice) == (
        "The primary need and the source of the referral were recorded for Kit, Ada and Joss",
        "family_help.change_episodes",
    )
    event = Event.objects.get(kind="act", name="family_help.change_episodes")
    assert (event.worker, event.record) == (cast.dee.pk, story.family.pk)
    shown = dee.get(story.at("change-episodes")).content.decode()
    chosen = re.findall(r'<option value="([^"]*)" selected>', shown)
    assert [code for code in chosen if code] == ["N1", "2A", "N2"]


def test_what_is_left_blank_stays_and_what_is_the_same_is_not_told_again(
    cast: Cast, story: Story, signed_in: SignedIn
) -> None:
    dee = signed_in(cast.dee)
    assert dee.post(story.at("change-episodes"), sent(story, primary_need_all="N3")).status_code == 302
    assert recorded() == [(name, "N3", "2A", 2) for name in ("Kit", "Ada", "Joss")]
    assert Line.objects.get().says.endswith("Kit, Ada and Joss: Parental disability or illness")
    assert dee.post(story.at("change-episodes"), sent(story)).status_code == 302
    assert (recorded()[0], Line.objects.count()) == (("Kit", "N3", "2A", 2), 1)


@pytest.mark.parametrize("name", ["primary_need_all", "referral_source_all"])
def test_a_code_that_is_none_is_refused(cast: Cast, story: Story, signed_in: SignedIn, name: str) -> None:
    answer = signed_in(cast.dee).post(story.at("change-episodes"), sent(story, **{name: "ZZ"}))
    assert (answer.status_code, "Choose one of the answers offered" in answer.content.decode()) == (200, True)
    assert recorded()[0] == ("Kit", "", "2A", 1)


def test_the_second_of_two_is_told_what_stands_and_can_send_again(
    cast: Cast, story: Story, signed_in: SignedIn
) -> None:
    opened = sent(story, primary_need_all="N5")
    signed_in(cast.mo).post(story.at("change-episodes"), sent(story, primary_need_all="N1"))
    dee = signed_in(cast.dee)
    late = dee.post(story.at("change-episodes"), opened)
    assert (late.status_code, late.content.decode().count("Kit: <strong>N1</strong>")) == (409, 1)
    assert recorded()[0] == ("Kit", "N1", "2A", 2)
    assert dee.post(story.at("change-episodes"), sent(story, primary_need_all="N5")).status_code == 302
    assert recorded()[0] == ("Kit", "N5", "2A", 3)
    said = {Episode.objects.get(person=story.kit).pk: Said(2, "N1", "2A")}
    with pytest.raises(ChangedMeanwhile):
        change_episodes(family=story.family, said=said, on=today(), by=cast.dee)


def test_help_closed_lately_is_still_asked_of_and_help_closed_long_ago_is_not(
    cast: Cast, story: Story, signed_in: SignedIn
) -> None:
    Episode.objects.filter(person=story.kit).update(closed_on=today(), closure_reason="RC7")
    long_ago = today() - timedelta(days=1000)
    Episode.objects.filter(person=story.ada).update(referred_on=long_ago, closed_on=long_ago, closure_reason="RC7")
    shown = signed_in(cast.dee).get(story.at("change-episodes")).content.decode()
    assert (shown.count("Kit (help closed on"), shown.count("Ada")) == (1, 0)


def test_the_referral_of_a_child_of_no_family_yet_is_among_them(cast: Cast, story: Story, signed_in: SignedIn) -> None:
    Episode.objects.filter(person=story.joss).update(family=None)
    signed_in(cast.dee).post(story.at("change-episodes"), sent(story, primary_need_all="N4"))
    assert [need for _, need, _, _ in recorded()] == ["N4", "N4", "N4"]


def test_where_nobody_is_helped_the_page_says_so(cast: Cast, story: Story, signed_in: SignedIn) -> None:
    Episode.objects.all().delete()
    shown = signed_in(cast.dee).get(story.at("change-episodes")).content.decode()
    assert shown.count("No child of this family is helped now") == 1


def test_another_team_gets_the_same_404_as_for_none_and_a_partner_s_practitioner_none(
    cast: Cast, story: Story, signed_in: SignedIn
) -> None:
    ash = signed_in(cast.ash)
    found = ash.get(story.at("change-episodes")), ash.get("/families/99999999/change-episodes/")
    assert [answer.status_code for answer in found] == [404, 404]
    assert signed_in(cast.sam).get(story.at("change-episodes")).status_code == 403


def test_the_page_asks_no_more_of_the_database_for_more_children(cast: Cast, story: Story, signed_in: SignedIn) -> None:
    dee = signed_in(cast.dee)
    dee.get(story.at("change-episodes"))
    with CaptureQueriesContext(connection) as three:
        dee.get(story.at("change-episodes"))
    Episode.objects.exclude(person=story.kit).delete()
    with CaptureQueriesContext(connection) as one:
        dee.get(story.at("change-episodes"))
    assert len(one) == len(three)
