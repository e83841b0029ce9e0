from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from hearth.casework.family_help.models import Assessment, Finding
from hearth.casework.family_help.send_assessment.action import send_assessment
from hearth.casework.family_help.story import Story
from hearth.conftest import Cast
from hearth.foundation.audit.models import Event
from hearth.foundation.staff.models import Worker
from hearth.foundation.staff.pages import today

SignedIn = Callable[[Worker], Client]


def standing() -> list[tuple[str, str, str | None, str]]:
    return [
        (one.heading, one.side, one.child.known_as if one.child else None, one.says)
        for one in Finding.objects.filter(superseded_at=None).order_by("id").select_related("child")
    ]


def test_both_sides_of_a_heading_are_written_for_the_family(
    cast: Cast, story: Story, begun: Assessment, signed_in: SignedIn
) -> None:
    sent = {"worrying": "Shouting most nights", "going_well": "Gran comes every day", "_once": str(_ONCE)}
    client, here = signed_in(cast.sam), story.at("write-finding", begun, "parenting/")
    answers = [client.post(here, sent) for _ in range(2)]
    assert [answer["location"] for answer in answers] == [story.at("see-assessment")] * 2
    assert standing() == [
        ("parenting", "worrying", None, "Shouting most nights"),
        ("parenting", "going_well", None, "Gran comes every day"),
    ]
    event = Event.objects.get(kind="act", name="family_help.write_finding")
    assert (event.worker, event.record, event.details) == (cast.sam.pk, story.family.pk, {})


def test_a_changed_finding_supersedes_and_the_earlier_words_stay(
    cast: Cast, story: Story, begun: Assessment, signed_in: SignedIn
) -> None:
    client, here = signed_in(cast.dee), story.at("write-finding", begun, f"needs/{story.kit.pk}/")
    client.post(here, {"worrying": "Tired at school", "going_well": ""})
    first = Finding.objects.get()
    client.post(here, {"worrying": "Asleep in class twice", "going_well": "", "worrying_from": first.pk})
    assert [(one.says, one.superseded_at is None) for one in Finding.objects.order_by("id")] == [
        ("Tired at school", False),
        ("Asleep in class twice", True),
    ]
    said = client.get(here).content.decode()
    assert (said.count("What was written before (1)"), said.count("Tired at school")) == (1, 1)


def test_two_write_at_once_and_the_second_is_told_and_shown_both(
    cast: Cast, story: Story, begun: Assessment, signed_in: SignedIn
) -> None:
    here = story.at("write-finding", begun, "environment/")
    signed_in(cast.sam).post(here, {"worrying": "They may lose the flat", "going_well": ""})
    theirs = Finding.objects.get()
    dee = signed_in(cast.dee)
    answer = dee.post(here, {"worrying": "Damp in the bedroom", "going_well": ""})
    said = answer.content.decode()
    assert (answer.status_code, said.count("Not saved yet")) == (409, 1)
    assert (said.count("They may lose the flat"), said.count("Damp in the bedroom")) == (1, 1)
    assert said.count(f'name="worrying_from" value="{theirs.pk}"') == 1
    assert standing() == [("environment", "worrying", None, "They may lose the flat")]
    both = "They may lose the flat. Damp in the bedroom"
    assert dee.post(here, {"worrying": both, "worrying_from": theirs.pk}).status_code == 302
    assert standing() == [("environment", "worrying", None, both)]


def test_a_side_left_as_it_was_found_never_undoes_another_writer(
    cast: Cast, story: Story, begun: Assessment, signed_in: SignedIn
) -> None:
    here = story.at("write-finding", begun, "parenting/")
    dee, sam = signed_in(cast.dee), signed_in(cast.sam)
    dee.post(here, {"worrying": "First", "going_well": ""})
    first = Finding.objects.get()
    sam.post(here, {"worrying": "First, and more", "worrying_from": first.pk})
    answer = dee.post(here, {"worrying": "First", "worrying_from": first.pk, "going_well": "Warm at bedtime"})
    assert answer.status_code == 302
    assert standing() == [
        ("parenting", "worrying", None, "First, and more"),
        ("parenting", "going_well", None, "Warm at bedtime"),
    ]


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"worrying": " ", "going_well": ""}, "Write what is worrying, or what is going well, or both"),
        ({"worrying": "x" * 8001}, "Use 8,000 characters or fewer. You have used 8,001"),
    ],
)
def test_bad_input_is_said_and_nothing_is_written(
    cast: Cast, story: Story, begun: Assessment, signed_in: SignedIn, sent: dict[str, str], message: str
) -> None:
    answer = signed_in(cast.dee).post(story.at("write-finding", begun, "parenting/"), sent)
    assert (answer.status_code, answer.content.decode().count(message)) == (200, 2)
    assert standing() == []


@pytest.mark.parametrize("after", ["needs/", "wealth/", "needs/999999/", "parenting/999999/"])
def test_there_is_no_page_for_what_is_no_heading_or_no_child(
    cast: Cast, story: Story, begun: Assessment, signed_in: SignedIn, after: str
) -> None:
    assert signed_in(cast.dee).get(story.at("write-finding", begun, after)).status_code == 404


def test_once_it_is_with_the_manager_nothing_changes_and_no_words_are_lost(
    cast: Cast, story: Story, complete: Assessment, signed_in: SignedIn
) -> None:
    send_assessment(family=story.family, assessment=complete, on=today(), by=cast.dee)
    client, here = signed_in(cast.dee), story.at("write-finding", complete, f"needs/{story.joss.pk}/")
    assert client.get(here)["location"] == story.at("see-assessment")
    before = standing()
    said = client.post(here, {"worrying": "One more thing"}).content.decode()
    assert said.count("This assessment is no longer being written.") == 1
    assert (said.count("One more thing"), standing()) == (1, before)


_ONCE = "7f1f4a5e-4f6f-4b9e-9d6a-2f1d5d1f7c13"
