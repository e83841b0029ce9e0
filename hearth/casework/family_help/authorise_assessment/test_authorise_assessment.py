from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from hearth.casework.chronology.models import Line
from hearth.casework.family_help.authorise_assessment.action import authorise_assessment
from hearth.casework.family_help.models import Assessment, Edition
from hearth.casework.family_help.send_assessment.action import send_assessment
from hearth.casework.family_help.story import Story
from hearth.conftest import Cast
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.models import Worker
from hearth.foundation.staff.pages import today

SignedIn = Callable[[Worker], Client]


@pytest.fixture
def sent(cast: Cast, story: Story, complete: Assessment) -> Assessment:
    return send_assessment(family=story.family, assessment=complete, on=today(), by=cast.dee)


def test_what_is_not_ready_is_not_sent_and_the_page_says_what_is_lacking(
    cast: Cast, story: Story, begun: Assessment, signed_in: SignedIn
) -> None:
    client, here = signed_in(cast.dee), story.at("send-assessment", begun)
    lacking = (
        "Not ready to send. Still to write: the needs of Kit, Ada and Joss; the factors of Kit, Ada and Joss; "
        "the views of Kit and Ada; parenting capacity; family and environment; the analysis; the decision."
    )
    assert client.get(here).content.decode().count(lacking) == 1
    answer = client.post(here)
    assert (answer.status_code, answer.content.decode().count(lacking)) == (409, 1)
    begun.refresh_from_db()
    assert begun.state == "writing"


def test_the_worker_sends_it_and_the_manager_authorises_it(
    cast: Cast, story: Story, complete: Assessment, signed_in: SignedIn
) -> None:
    dee = signed_in(cast.dee)
    assert dee.post(story.at("send-assessment", complete))["location"] == story.at("see-assessment")
    complete.refresh_from_db()
    assert (complete.state, complete.sent_by, complete.sent_on) == ("sent", cast.dee, today())
    authorise = story.at("authorise-assessment", complete)
    assert dee.get(authorise).status_code == 403
    mo = signed_in(cast.mo)
    assert mo.get(story.at("see-assessment")).content.decode().count(f'href="{authorise}"') == 1
    assert mo.post(authorise, {"answer": "authorise", "version": complete.version}).status_code == 302
    complete.refresh_from_db()
    assert (complete.state, complete.authorised_by, complete.authorised_on) == ("authorised", cast.mo, today())
    assert list(Line.objects.order_by("id").values_list("says", flat=True)) == [
        "Assessment of the family begun",
        "Assessment sent to the manager",
        "Assessment authorised by the manager",
    ]


def test_a_manager_returns_it_with_a_reason_and_it_can_be_written_again(
    cast: Cast, story: Story, sent: Assessment, signed_in: SignedIn
) -> None:
    here, answer = story.at("authorise-assessment", sent), {"answer": "return", "version": sent.version}
    mo = signed_in(cast.mo)
    assert mo.post(here, answer).content.decode().count("Say what is still needed") == 2
    mo.post(here, answer | {"returned_because": "What does Joss see at night?"})
    sent.refresh_from_db()
    assert (sent.state, sent.sent_by, sent.sent_on) == ("writing", None, None)
    assert Edition.objects.order_by("id").last().returned_because == "What does Joss see at night?"
    said = signed_in(cast.dee).get(story.at("see-assessment")).content.decode()
    assert said.count("What does Joss see at night?") == 1


def test_nobody_authorises_what_they_sent(cast: Cast, story: Story, complete: Assessment, signed_in: SignedIn) -> None:
    send_assessment(family=story.family, assessment=complete, on=today(), by=cast.mo)
    complete.refresh_from_db()
    answer = signed_in(cast.mo).post(
        story.at("authorise-assessment", complete), {"answer": "authorise", "version": complete.version}
    )
    said = answer.content.decode()
    assert answer.status_code == 409
    assert said.count("You sent this assessment, so another manager must authorise it.") == 2
    complete.refresh_from_db()
    assert complete.state == "sent"


def test_a_late_one_needs_a_reason(cast: Cast, story: Story, sent: Assessment, signed_in: SignedIn) -> None:
    Assessment.objects.filter(pk=sent.pk).update(
        referred_on=today() - timedelta(days=90), started_on=today() - timedelta(days=80)
    )
    here, answer = story.at("authorise-assessment", sent), {"answer": "authorise", "version": sent.version}
    mo = signed_in(cast.mo)
    assert mo.post(here, answer).content.decode().count("Say why it took longer than 45 working days") == 2
    mo.post(here, answer | {"late_because": "Waiting for the hospital"})
    sent.refresh_from_db()
    assert (sent.state, sent.late_because) == ("authorised", "Waiting for the hospital")


def test_one_authorised_meanwhile_is_not_decided_again(
    cast: Cast, story: Story, sent: Assessment, signed_in: SignedIn
) -> None:
    authorise_assessment(
        family=story.family, assessment=sent, late_because="", version=sent.version, on=today(), by=cast.mo
    )
    sent_again = {"answer": "return", "returned_because": "No", "version": sent.version}
    answer = signed_in(cast.mo).post(story.at("authorise-assessment", sent), sent_again)
    assert answer.status_code == 409
    sent.refresh_from_db()
    assert sent.state == "authorised"


@pytest.mark.parametrize("name", ["dee", "sam", "fay", "lin", "ada", "stu", "tess"])
def test_only_a_manager_may(cast: Cast, story: Story, sent: Assessment, name: str) -> None:
    with pytest.raises(PermissionDenied):
        authorise_assessment(
            family=story.family,
            assessment=sent,
            late_because="",
            version=sent.version,
            on=today(),
            by=getattr(cast, name),
        )


def test_an_unfinished_assessment_cannot_be_authorised(cast: Cast, story: Story, begun: Assessment) -> None:
    with pytest.raises(Refused) as refused:
        authorise_assessment(family=story.family, assessment=begun, late_because="", version=1, on=today(), by=cast.mo)
    assert refused.value.because == "This assessment is not with a manager, so there is nothing to authorise."
