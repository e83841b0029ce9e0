from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from hearth.casework.caseload.models import Allocation
from hearth.casework.chronology.models import Line
from hearth.casework.family_help.authorise_assessment.action import authorise_assessment
from hearth.casework.family_help.models import Assessment, Edition, Episode, Factor
from hearth.casework.family_help.send_assessment.action import send_assessment
from hearth.casework.family_help.story import Story
from hearth.conftest import LONG_AGO, Cast
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.models import Alert, Grant, Restriction, Worker
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


@pytest.fixture
def held(cast: Cast, story: Story) -> Allocation:
    """The North pod holds the family."""
    given = Grant.objects.get(record=story.family.pk, team=cast.north_pod)
    return Allocation.objects.create(
        family=story.family, team=cast.north_pod, starts_on=LONG_AGO, grant=given, allocated_by=cast.mo
    )


def told() -> list[tuple[str, str, str]]:
    return list(Alert.objects.order_by("pk").values_list("worker__known_as", "says", "leads_to"))


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ({"answer": "authorise"}, "The assessment you sent is authorised (family {})"),
        (
            {"answer": "return", "returned_because": "What of Joss?"},
            "The assessment you sent is returned (family {}): read what is still needed",
        ),
    ],
)
def test_the_manager_is_told_that_it_waits_and_the_sender_what_became_of_it(
    cast: Cast,
    story: Story,
    complete: Assessment,
    held: Allocation,
    signed_in: SignedIn,
    answer: dict[str, str],
    says: str,
) -> None:
    assert signed_in(cast.dee).post(story.at("send-assessment", complete)).status_code == 302
    asked = f"An assessment waits for you to authorise it (family {story.family.pk})"
    waits, says = ("Mo", asked, story.at("authorise-assessment", complete)), says.format(story.family.pk)
    assert told() == [waits]
    mo = signed_in(cast.mo)
    assert mo.get(waits[2]).status_code == 200
    complete.refresh_from_db()
    assert mo.post(waits[2], answer | {"version": str(complete.version)}).status_code == 302
    assert told() == [waits, ("Dee", says, f"{story.at('see-assessment')}?assessment={complete.pk}")]


@pytest.mark.parametrize("answer", [{"answer": "authorise"}, {"answer": "return", "returned_because": "What of Joss?"}])
def test_whoever_answers_answers_for_every_manager_who_was_asked(
    cast: Cast,
    story: Story,
    complete: Assessment,
    held: Allocation,
    signed_in: SignedIn,
    answer: dict[str, str],
) -> None:
    fay = Worker.objects.get(pk=cast.ash.pk)
    Worker.objects.filter(pk=fay.pk).update(role="pod_manager")
    fay.memberships.create(team=cast.north_pod, starts_on=LONG_AGO)
    signed_in(cast.dee).post(story.at("send-assessment", complete))
    assert sorted(Alert.objects.filter(seen_at=None).values_list("worker__known_as", flat=True)) == ["Ash", "Mo"]
    mo = signed_in(cast.mo)
    assert mo.get("/").content.decode().count("An assessment waits for you to authorise it") == 1
    complete.refresh_from_db()
    mo.post(story.at("authorise-assessment", complete), answer | {"version": str(complete.version)})
    assert mo.get("/").content.decode().count("An assessment waits for you to authorise it") == 0
    assert list(Alert.objects.filter(seen_at=None).values_list("worker__known_as", flat=True)) == ["Dee"]


NO_FACTORS_FOR_ADA = (
    "“No factors” is chosen for Ada, which says that no further action is taken; but by the decision something more is "
    "done. Choose the factors that were found for Ada, or change the decision."
)


@pytest.mark.parametrize(
    ("decision", "is_refused"),
    [
        ("Child in need plan", True),
        ("Other", True),
        ("Strategy discussion and/or Section 47 enquiry", True),
        ("No Further Action", False),
        ("Step-down to Early Help", False),
    ],
)
def test_no_factors_and_more_to_be_done_is_a_contradiction_when_it_is_sent_and_not_before(
    cast: Cast, story: Story, complete: Assessment, signed_in: SignedIn, decision: str, is_refused: bool
) -> None:
    client = signed_in(cast.dee)
    Factor.objects.filter(child=story.ada).update(code="21")
    written = {"analysis": "Safe", "decision": decision, "decision_because": "", "version": complete.version}
    assert client.post(story.at("write-assessment", complete), written).status_code == 302
    page = client.get(story.at("send-assessment", complete)).content.decode()
    factors = story.at("choose-factors", complete) + "?sending=yes"
    assert (page.count(NO_FACTORS_FOR_ADA), page.count(f'href="{factors}#id_factor_21"')) == (
        (1, 2) if is_refused else (0, 0)
    )
    beside = client.get(factors).content.decode()
    assert beside.count(NO_FACTORS_FOR_ADA.rstrip(".")) == (2 if is_refused else 0)
    assert client.get(story.at("choose-factors", complete)).content.decode().count(NO_FACTORS_FOR_ADA) == 0
    assert client.post(story.at("send-assessment", complete)).status_code == (409 if is_refused else 302)


def test_nor_is_it_authorised_when_it_was_sent_before(
    cast: Cast, story: Story, sent: Assessment, signed_in: SignedIn
) -> None:
    Factor.objects.filter(child=story.ada).update(code="21")
    answer = {"answer": "authorise", "version": sent.version}
    page = signed_in(cast.mo).post(story.at("authorise-assessment", sent), answer)
    sent.refresh_from_db()
    assert (page.status_code, sent.state, NO_FACTORS_FOR_ADA in page.content.decode()) == (409, "sent", True)


def test_only_a_manager_who_may_open_the_family_is_told(
    cast: Cast, story: Story, complete: Assessment, held: Allocation
) -> None:
    Worker.objects.filter(pk=cast.ash.pk).update(role="pod_manager")  # of another pod
    Restriction.objects.create(record=story.family.pk, why="A colleague", made_by=cast.mo)
    send_assessment(family=story.family, assessment=complete, on=today(), by=cast.dee)
    assert told() == []


def test_a_manager_who_sends_it_is_not_told(cast: Cast, story: Story, complete: Assessment, held: Allocation) -> None:
    send_assessment(family=story.family, assessment=complete, on=today(), by=cast.mo)
    assert told() == []


def next_step_for(client: Client, story: Story) -> list[str]:
    html = client.get(story.at("see-family")).content.decode()
    return re.findall(r'class="hearth-next__words">([^<]*?) ?<', html)


def test_the_familys_page_says_whose_it_is_now(
    cast: Cast, story: Story, complete: Assessment, held: Allocation, signed_in: SignedIn
) -> None:
    dee, mo = signed_in(cast.dee), signed_in(cast.mo)
    send_assessment(family=story.family, assessment=complete, on=today(), by=cast.dee)
    waits = "The assessment is with the manager."
    assert next_step_for(mo, story) == ["Read and authorise the assessment."]
    assert next_step_for(dee, story) == [waits]
    assert re.findall(r'href="/families/[^"]*authorise-assessment/"', mo.get("/").content.decode()) == [
        f'href="{story.at("authorise-assessment", complete)}"'
    ]
    Episode.objects.filter(family=story.family).update(referred_on=today() - timedelta(days=60))  # a visit is overdue
    assert next_step_for(mo, story) == ["Read and authorise the assessment."]
    assert next_step_for(dee, story) == ["Visit the children."]
    Assessment.objects.update(sent_by=cast.mo)
    assert next_step_for(mo, story) == ["Visit the children."]


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
