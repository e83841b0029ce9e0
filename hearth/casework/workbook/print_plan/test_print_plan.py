"""One plan, two people who must not find each other: what each copy says, and what it cannot say."""

from __future__ import annotations

import io
import re
import uuid
from collections.abc import Callable
from datetime import timedelta

import pypdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hearth.casework.chronology.models import Line
from hearth.casework.partners.models import Professional
from hearth.casework.people.models import Person, Protection
from hearth.casework.people.opening import PersonFacts, join_family, record_person
from hearth.casework.people.rules import letters
from hearth.casework.workbook.conftest import KEPT_FROM_DARREN, Household, Make, today
from hearth.casework.workbook.models import CopyMade
from hearth.casework.workbook.print_plan.action import print_plan
from hearth.casework.workbook.queries import Recipient, copy_for
from hearth.conftest import LONG_AGO, Cast
from hearth.foundation.council import council
from hearth.foundation.periods.words import date_in_words
from hearth.foundation.refusals import ChangedMeanwhile, Refused
from hearth.foundation.staff.models import Worker

SignIn = Callable[[Worker], Client]


def said(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def kept_from(whom: Person | None, person: Person, *, covers: str, by: Worker) -> None:
    Protection.objects.create(
        person=person, kept_from=whom, covers=covers, why="An order", starts_on=LONG_AGO, made_by=by
    )


def address(household: Household) -> str:
    return f"/families/{household.family.pk}/print-plan/"


def for_(person: Person) -> dict[str, str]:
    return {"whom": f"person-{person.pk}"}


def text_of(client: Client, household: Household) -> str:
    """The newest copy's page, read as a reader of PDF reads it."""
    copy = CopyMade.objects.latest("id")
    answer = client.get(f"/families/{household.family.pk}/copies/{copy.pk}/download-copy/")
    assert (answer.status_code, answer["content-type"]) == (200, "application/pdf")
    reader = pypdf.PdfReader(io.BytesIO(answer.content))
    assert len(reader.pages) == 1
    return reader.pages[0].extract_text()


def test_the_fathers_copy_holds_nothing_that_leads_to_the_refuge(
    cast: Cast, household: Household, refuge: Protection, a_plan: Make, signed_in: SignIn
) -> None:
    plan, client = a_plan(), signed_in(cast.dee)
    preview = said(client.post(address(household), for_(household.darren)))
    assert (
        "<strong>Nia Okafor</strong>: where they live, their telephone number, school and surgery, "
        "kept from Darren Reid (In a refuge)" in preview
    )
    assert "“What we are worried about” is left out: something is kept from Darren Reid in this family." in preview
    shown = re.sub(r"<[^>]+>", " ", preview)  # a form's tokens hold any figures
    kept_back = ("Kit is scared", "sleeps through", "bedtime", "Safe at home", "999")
    assert [word for word in kept_back if word in shown] == []
    made = client.post(address(household), for_(household.darren) | {"plan": str(plan.pk)})
    assert made.status_code == 302
    page = text_of(client, household)
    assert [word for word in KEPT_FROM_DARREN if letters(word).replace(" ", "") in letters(page).replace(" ", "")] == []
    assert " ".join(page.split()) == (
        f"Plan on a page Okafor-Reid family Made on {date_in_words(today())} for Darren Reid "
        "Who does what Who Does what By when Done Darren Reid Goes to the course for fathers no date set Not yet "
        "Who to ring Dee Tester, Social worker 01632 960111 "
        f"We look at this plan again: {date_in_words(plan.review_on)} "
        f"{council().name}"
    )
    copy = CopyMade.objects.get()
    assert (copy.made_for, copy.made_for_name, copy.left_out) == (household.darren, "Darren Reid", 6)


@pytest.mark.parametrize("name", ["Darren Reid", "darren", "Mr Reid", "Dárren Reid, Kit's dad", "Reid, Darren"])
def test_from_whom_something_is_kept_gets_no_worry_and_nobody_elses_step_by_whatever_name(
    cast: Cast, household: Household, refuge: Protection, a_plan: Make, name: str
) -> None:
    plan = a_plan(worries="Kit told us he hits her.", if_worse="Go upstairs and ring Grandma.")
    plan.steps.filter(position=1).update(does="Does not open the door if he comes")
    copy = copy_for(plan, Recipient(name, "a friend"), on=today()).copy
    kept = "something is kept from Darren Reid in this family."
    assert copy.left_out == (
        f"“What we are worried about” is left out: {kept}",
        f"“What we want” is left out: {kept}",
        f"“Where we are, and where we want to be” is left out: {kept}",
        f"“If things get worse” is left out: {kept}",
        f"Step 1 is left out: it is for somebody else to do, and {kept}",
        f"Step 3 is left out: it is for somebody else to do, and {kept}",
    )
    assert [step.does for step in copy.content.steps] == ["Goes to the course for fathers"]


@pytest.mark.parametrize("name", ["Jo Bell", "Alan Reid", "Darren Okafor", "Nia Okafor", "Dr Patel"])
def test_whoever_else_outside_gets_no_more_until_a_worker_says_why_they_may(
    cast: Cast, household: Household, refuge: Protection, a_plan: Make, name: str
) -> None:
    plan = a_plan()
    made = copy_for(plan, Recipient(name, "a school"), on=today())
    assert (made.is_strictest, made.may_be, made.copy.content.steps) == (True, (), ())
    assert (made.page.worry, made.page.hope, made.page.if_worse, made.page.scales) == ("", "", "", ())
    answered = Recipient(
        name, "a school", because="Kit's new head teacher, whom I rang", despite=frozenset([refuge.pk])
    )
    copy = copy_for(plan, answered, on=today()).copy
    assert (copy.left_out, len(copy.content.steps)) == ((), 3)


NEVER_TO = [
    ("R Reid", "Kit's father"),
    ("D Reid", "a friend"),
    ("Mr D. Reid", "father"),
    ("Daren Reid", "dad"),
    ("Drarren Ried", "a neighbour"),
    ("Darren R", "a neighbour"),
    ("D.R.", "a neighbour"),
    ("DR", "a neighbour"),
    ("Jo Bloggs", "solicitor for Darren Reid"),
    ("Jo Bloggs", "his solicitor"),
    ("Jo Bloggs", "c/o Darren"),
    ("Jo Bloggs", "works with D Reid"),
    ("Jo Bloggs", "baby’s dad"),
    ("Darren’s mum", "family"),
    ("Reid family", "neighbours"),
    ("Reid, D", "none"),
    ("DarrenReid", "none"),
    ("Dаrren Reid", "a friend"),  # with a Cyrillic letter
]


@pytest.mark.parametrize(("name", "agency"), NEVER_TO)
def test_whoever_may_be_him_or_act_for_him_gets_no_more_whatever_a_worker_says(
    cast: Cast,
    household: Household,
    refuge: Protection,
    a_plan: Make,
    signed_in: SignIn,
    name: str,
    agency: str,
) -> None:
    plan, client = a_plan(worries="Post to Rowan House, ZZ9 4QT, 07700 900123."), signed_in(cast.dee)
    sent = {"whom": "outside", "outside_name": name, "agency": agency}
    answer = {"because": "I am quite sure of it", "despite": str(refuge.pk)}
    for more in ({}, {"answer_for": "yes"}, {"answer_for": "yes"} | answer):
        page = said(client.post(address(household), sent | more))
        assert (page.count("may be Darren Reid, or act for them"), page.count("Rowan House")) == (1, 0)
        assert (page.count("Say why they may have it"), page.count("gets the whole plan")) == (0, 0)
    forced = client.post(address(household), sent | answer | {"plan": str(plan.pk)})
    assert (forced.status_code, CopyMade.objects.count()) == (409, 0)
    assert client.post(address(household), sent | {"plan": str(plan.pk)}).status_code == 302
    page = text_of(client, household)
    assert [word for word in KEPT_FROM_DARREN if letters(word).replace(" ", "") in letters(page).replace(" ", "")] == []
    assert "left out" not in page


MAY_BE_ANSWERED_FOR = [
    ("Jo Bell", "Hillside Primary School"),
    ("Alan Reid", "grandfather"),
    ("Ruth Bell", "Reid Street Nursery"),
    ("Priya Shah", "St Darren’s Church"),
    ("Sue Marsh", "solicitor for Nia Okafor"),
    ("Sue Marsh", "council solicitor"),
    ("Dana Reeve", "foster father"),
    ("Beth Moor", "parent support adviser"),
    ("Nia Okafor", "mother"),
    ("Kit Okafor-Reid", "child"),
]


@pytest.mark.parametrize(("name", "agency"), MAY_BE_ANSWERED_FOR)
def test_anybody_else_may_be_answered_for_on_a_page_of_its_own(
    cast: Cast,
    household: Household,
    refuge: Protection,
    a_plan: Make,
    signed_in: SignIn,
    name: str,
    agency: str,
) -> None:
    plan, client = a_plan(worries="Post to Rowan House."), signed_in(cast.dee)
    sent = {"whom": "outside", "outside_name": name, "agency": agency}
    first = said(client.post(address(household), sent))
    assert (first.count("Say why they may have it"), first.count("Rowan House")) == (1, 0)
    assert "school and surgery, kept from Darren Reid (In a refuge)" in first
    assert client.post(address(household), sent | {"plan": str(plan.pk)}).status_code == 409
    asked = said(client.post(address(household), sent | {"answer_for": "yes"}))
    assert (asked.count(f"May {name} have what is kept from Darren Reid?"), asked.count("error-summary")) == (2, 0)
    empty = said(client.post(address(household), sent | {"answer_for": "yes", "because": ""}))
    assert empty.count("Write how you know them, and why they may have it") == 2
    answer = {"because": "I rang them on the number we have", "despite": str(refuge.pk)}
    whole = said(client.post(address(household), sent | {"answer_for": "yes"} | answer))
    assert (whole.count("Rowan House"), whole.count("because you said: I rang them on the number we have")) == (1, 1)
    assert client.post(address(household), sent | answer | {"plan": str(plan.pk)}).status_code == 302
    assert text_of(client, household).count("Rowan House") == 1
    copy = CopyMade.objects.get()
    assert (copy.given_because, copy.given_despite) == ("I rang them on the number we have", [refuge.pk])
    assert Line.objects.latest("id").says.endswith(", with what is kept from others")
    assert (
        said(client.get(f"/families/{household.family.pk}/see-plan/")).count("I rang them on the number we have") == 1
    )


def test_a_worker_answers_only_for_what_was_kept_when_they_said_so(
    cast: Cast, household: Household, refuge: Protection, a_plan: Make, signed_in: SignIn
) -> None:
    plan, client = a_plan(worries="Post to Rowan House."), signed_in(cast.dee)
    sent = {"whom": "outside", "outside_name": "Jo Bell", "agency": "the school", "because": "I know her from before"}
    sent |= {"despite": str(refuge.pk)}
    assert client.post(address(household), sent | {"plan": str(plan.pk)}).status_code == 302
    copy = CopyMade.objects.get()
    kept_from(household.darren, household.kit, covers="address", by=cast.mo)
    later = client.get(f"/families/{household.family.pk}/copies/{copy.pk}/download-copy/")
    assert (later.status_code, "Rowan House" in later.content.decode()) == (409, False)
    again = client.post(address(household), sent | {"plan": str(plan.pk)})
    assert (again.status_code, CopyMade.objects.count()) == (409, 1)


def test_what_is_kept_from_all_outside_is_answered_for_by_nobody(
    cast: Cast, household: Household, refuge_from_all: Protection, a_plan: Make
) -> None:
    plan = a_plan(worries="Post to Rowan House.")
    answered = Recipient(
        "Jo Bell", "a school", because="I know her from before", despite=frozenset([refuge_from_all.pk])
    )
    copy = copy_for(plan, answered, on=today()).copy
    assert [each.where for each in copy.gives_away] == ["“What we are worried about”"]


@pytest.mark.parametrize(
    ("who", "theirs"), [("Darren", True), ("darren  REID", True), ("Darren and Nia", False), ("Darryl Reid", False)]
)
def test_a_step_in_their_name_is_theirs_without_a_link(
    cast: Cast, household: Household, refuge: Protection, a_plan: Make, who: str, theirs: bool
) -> None:
    plan = a_plan()
    plan.steps.filter(position=2).update(person=None, who=who)
    copy = copy_for(plan, Recipient("Darren Reid", person=household.darren), on=today()).copy
    assert (len(copy.content.steps), copy.nothing_theirs) == ((1, False) if theirs else (0, True))


def test_what_was_kept_from_them_once_is_kept_no_longer(
    cast: Cast, household: Household, refuge: Protection, a_plan: Make
) -> None:
    Protection.objects.update(ends_on=today(), ended_by=cast.mo, why_ended="They live together again")
    copy = copy_for(a_plan(), Recipient("Darren Reid", person=household.darren), on=today()).copy
    assert (copy.left_out, len(copy.content.steps)) == ((), 3)


def test_no_copy_for_somebody_with_nothing_to_do_in_it(
    cast: Cast, household: Household, refuge: Protection, a_plan: Make, signed_in: SignIn
) -> None:
    plan, client = a_plan(), signed_in(cast.dee)
    plan.steps.filter(position=2).delete()
    preview = said(client.post(address(household), for_(household.darren)))
    sentence = (
        "No copy is printed for Darren Reid: something is kept from them in this family, and nothing of this plan is "
        "theirs to do. Ring them instead."
    )
    assert (preview.count(sentence), preview.count("Make the copy for"), preview.count("Kit is scared")) == (1, 0, 0)
    with pytest.raises(Refused) as refused:
        print_plan(plan=plan, recipient=Recipient("Darren Reid", person=household.darren), on=today(), by=cast.dee)
    assert (refused.value.because, CopyMade.objects.count()) == (sentence, 0)


def test_the_mothers_copy_has_all_she_needs(
    cast: Cast, household: Household, refuge: Protection, a_plan: Make, signed_in: SignIn
) -> None:
    plan, client = a_plan(worries="Kit worries at Hillside Primary School. Post goes to ZZ9 4QT."), signed_in(cast.dee)
    client.post(address(household), for_(household.nia) | {"plan": str(plan.pk)})
    page = " ".join(text_of(client, household).split())
    for needed in (
        "Hillside Primary School",
        "ZZ9 4QT",
        "Takes Kit to the bedtime group",
        "Dee Tester",
        "01632 960111",
    ):
        assert page.count(needed) > 0, needed
    assert "left out" not in page


@pytest.mark.parametrize("word", KEPT_FROM_DARREN)
@pytest.mark.parametrize("field", ["worries", "hopes", "if_worse", "ring_name", "step", "scale"])
def test_a_text_that_gives_the_refuge_away_blocks_the_copy_and_says_where(
    cast: Cast, household: Household, refuge_from_all: Protection, a_plan: Make, field: str, word: str
) -> None:
    says = f"We talk about {word}, and rest."
    plan = a_plan(**({} if field in ("step", "scale") else {field: says}))
    if field == "step":
        plan.steps.filter(position=3).update(does=says)
    if field == "scale":
        plan.scales.update(label=says)
    where = {
        "worries": "“What we are worried about”",
        "hopes": "“What we want”",
        "if_worse": "“If things get worse”",
        "ring_name": "Who to ring, name",
        "step": "Step 3, what they do",
        "scale": f"The scale “{says}”",
    }[field]
    with pytest.raises(Refused) as refused:
        print_plan(plan=plan, recipient=Recipient("Jo Bell", "a school"), on=today(), by=cast.dee)
    assert refused.value.because.startswith(
        f"This copy cannot be printed for Jo Bell, who must not be told this: {where} says “"
    )
    assert CopyMade.objects.count() == 0


@pytest.mark.parametrize("word", KEPT_FROM_DARREN)
@pytest.mark.parametrize("where", ["Who to ring, role", "Step 2, what they do"])
def test_what_is_left_of_the_fathers_copy_is_still_looked_through(
    cast: Cast, household: Household, refuge: Protection, a_plan: Make, where: str, word: str
) -> None:
    says = f"We talk about {word}, and rest."
    plan = a_plan(**({"ring_role": says} if where.startswith("Who") else {}))
    if where.startswith("Step"):
        plan.steps.filter(position=2).update(does=says)
    copy = copy_for(plan, Recipient("Darren Reid", person=household.darren), on=today()).copy
    assert [each.where for each in copy.gives_away] == [where]


def test_the_page_says_which_text_and_makes_no_copy(
    cast: Cast, household: Household, refuge: Protection, a_plan: Make, signed_in: SignIn
) -> None:
    plan = a_plan()
    plan.steps.filter(position=2).update(does="Brings the post to Rowan House")
    sent = for_(household.darren)
    preview = said(signed_in(cast.dee).post(address(household), sent))
    assert "Step 2, what they do says “Rowan House”." in preview
    assert "Make the copy for" not in preview
    forced = signed_in(cast.dee).post(address(household), sent | {"plan": str(plan.pk)})
    assert (forced.status_code, CopyMade.objects.count()) == (409, 0)


def test_what_the_father_knows_already_may_be_said(
    cast: Cast, household: Household, refuge: Protection, a_plan: Make
) -> None:
    plan = a_plan()
    plan.steps.filter(position=2).update(does="Keeps the home in Canal Street, in Aldermere")
    copy = print_plan(plan=plan, recipient=Recipient("Darren Reid", person=household.darren), on=today(), by=cast.dee)
    assert copy.left_out == 6


def test_steps_by_and_about_somebody_hidden_are_left_out_and_counted(
    cast: Cast, household: Household, a_plan: Make, signed_in: SignIn
) -> None:
    kept_from(None, household.kit, covers="everything", by=cast.mo)
    plan = a_plan(worries="The shouting.", hopes="A quiet home.")
    plan.steps.filter(position=3).update(who="Kit", person=household.kit, worker=None, does="Draws what a good day is")
    client = signed_in(cast.dee)
    sent = {"whom": "outside", "outside_name": "Jo Bell", "agency": "the church"}
    preview = said(client.post(address(household), sent))
    assert "Step 1 is left out: it is about somebody Jo Bell must not be told of." in preview
    assert "Step 3 is left out: it is done by somebody Jo Bell must not be told of." in preview
    client.post(address(household), sent | {"plan": str(plan.pk)})
    page = text_of(client, household)
    assert [word for word in ("Kit", "bedtime", "good day") if word in page] == []
    assert "left out" not in " ".join(page.split())
    assert CopyMade.objects.get().left_out == 2


def test_a_hidden_persons_surname_in_the_familys_name_is_left_out_too(
    cast: Cast, household: Household, a_plan: Make, signed_in: SignIn
) -> None:
    for person in (household.nia, household.kit, household.joss):
        kept_from(household.darren, person, covers="everything", by=cast.mo)
    plan, client = a_plan(worries="The shouting.", hopes="Quiet."), signed_in(cast.dee)
    client.post(address(household), for_(household.darren) | {"plan": str(plan.pk)})
    page = text_of(client, household)
    assert [word for word in ("Okafor", "Nia", "Kit", "Joss") if word in page] == []
    assert page.count("Our family") > 0


def test_a_charity_worker_and_a_teacher_would_lead_there_so_their_steps_are_left_out(
    cast: Cast, household: Household, refuge_from_all: Protection, a_plan: Make
) -> None:
    Professional.objects.create(
        family=household.family,
        about=household.kit,
        name="Asha Patel",
        does="Class teacher",
        agency="Hillside",
        starts_on=LONG_AGO,
        recorded_by=cast.dee,
    )
    plan = a_plan()
    plan.steps.filter(position=1).update(who="Sam Tester", worker=cast.sam, person=None, does="Meets each week")
    plan.steps.filter(position=2).update(who="Asha Patel", person=None, does="Tells us how the week was")
    copy = print_plan(plan=plan, recipient=Recipient("Jo Bell", "the church"), on=today(), by=cast.dee)
    assert copy.left_out == 2


def test_the_father_typed_as_somebody_outside_is_still_the_father(
    cast: Cast, household: Household, refuge: Protection, a_plan: Make, signed_in: SignIn
) -> None:
    a_plan().steps.filter(position=2).update(does="Brings the post to Rowan House")
    sent = {"whom": "outside", "outside_name": "darren reid", "agency": "a friend"}
    assert "Step 2, what they do says “Rowan House”." in said(signed_in(cast.dee).post(address(household), sent))


def test_somebody_outside_is_named_with_their_agency_everywhere(
    cast: Cast, household: Household, a_plan: Make, signed_in: SignIn
) -> None:
    plan, client = a_plan(), signed_in(cast.dee)
    sent = {"whom": "outside", "outside_name": "Jo Bell", "agency": "Millbrook Primary School", "plan": str(plan.pk)}
    client.post(address(household), sent)
    assert CopyMade.objects.get().made_for_whom == "Jo Bell, Millbrook Primary School"
    assert (
        Line.objects.latest("id").says
        == "A copy of the plan (version 1) was made for Jo Bell, Millbrook Primary School"
    )
    assert "Jo Bell, Millbrook Primary School" in " ".join(text_of(client, household).split())
    assert (
        said(client.get(f"/families/{household.family.pk}/see-plan/")).count("Jo Bell, Millbrook Primary School") == 2
    )


def test_what_is_protected_after_the_copy_was_made_is_asked_again_at_download(
    cast: Cast, household: Household, a_plan: Make, signed_in: SignIn
) -> None:
    plan, client = a_plan(), signed_in(cast.dee)
    plan.steps.filter(position=2).update(does="Brings the post to Rowan House")
    client.post(address(household), for_(household.darren) | {"plan": str(plan.pk)})
    assert text_of(client, household).count("What we are worried about") == 1
    copy = CopyMade.objects.get()
    kept_from(household.darren, household.nia, covers="address", by=cast.mo)
    answer = client.get(f"/families/{household.family.pk}/copies/{copy.pk}/download-copy/")
    assert (answer.status_code, "Rowan House" in answer.content.decode()) == (409, True)
    plan.steps.filter(position=2).update(does="Brings the post")
    assert text_of(client, household).count("What we are worried about") == 0


@pytest.mark.parametrize(
    ("name", "plain", "named"),
    [
        ("Grace Okafor", "plan-for-grace", "plan-for-Grace"),
        ("Mrs Zoë-Mai O'Hara", "plan-for-zoe-mai", "plan-for-Zo%C3%AB-Mai"),
        ("Ірина", "plan", "plan-for-%D0%86%D1%80%D0%B8%D0%BD%D0%B0"),
        ('../"Jo"; x\r\n', "plan-for-jo", "plan-for-Jo"),
        ("??", "plan", "plan"),
    ],
)
def test_a_copys_file_is_named_for_whom_it_is(
    cast: Cast, household: Household, a_plan: Make, signed_in: SignIn, name: str, plain: str, named: str
) -> None:
    copy = CopyMade.objects.create(plan=a_plan(), made_for_name=name, made_by=cast.dee)
    answer = signed_in(cast.dee).get(f"/families/{household.family.pk}/copies/{copy.pk}/download-copy/")
    number = f"-copy-{copy.pk}.pdf"
    assert answer["content-disposition"] == (
        f"attachment; filename=\"{plain}{number}\"; filename*=UTF-8''{named}{number}"
    )


def test_the_name_stands_large_before_the_copy_is_downloaded(
    cast: Cast, household: Household, a_plan: Make, signed_in: SignIn
) -> None:
    plan, client = a_plan(), signed_in(cast.dee)
    made = client.post(address(household), for_(household.nia) | {"plan": str(plan.pk)})
    page, copy = said(client.get(made["location"])), CopyMade.objects.get()
    large = f'<p class="govuk-heading-l govuk-!-margin-bottom-2">Copy {copy.pk}, for Nia Okafor</p>'
    assert (page.count(large), page.count("Download the copy for Nia Okafor (PDF)")) == (1, 1)


def test_a_copy_sent_twice_is_recorded_once(cast: Cast, household: Household, a_plan: Make, signed_in: SignIn) -> None:
    plan, client = a_plan(), signed_in(cast.dee)
    sent = for_(household.nia) | {"plan": str(plan.pk), "_once": str(uuid.uuid4())}
    first, second = client.post(address(household), sent), client.post(address(household), sent)
    assert (first["location"], CopyMade.objects.count()) == (second["location"], 1)


def test_a_plan_changed_meanwhile_is_looked_at_again(
    cast: Cast, household: Household, a_plan: Make, signed_in: SignIn
) -> None:
    old = a_plan()
    old.superseded_at = f"{today()} 09:00Z"
    old.save()
    a_plan(version=2, hopes="Something else.")
    preview = said(signed_in(cast.dee).post(address(household), for_(household.nia) | {"plan": str(old.pk)}))
    assert "The plan was changed after you opened this page. This is the copy as it is now." in preview
    with pytest.raises(ChangedMeanwhile):
        print_plan(plan=old, recipient=Recipient("Nia", person=household.nia), on=today(), by=cast.dee)
    assert CopyMade.objects.count() == 0


def test_a_plan_too_long_and_letters_that_cannot_be_printed_are_said_before(
    cast: Cast, household: Household, a_plan: Make, signed_in: SignIn
) -> None:
    a_plan(worries="We worry. " * 700, hopes="为了家 Quiet.")
    preview = said(signed_in(cast.dee).post(address(household), for_(household.nia)))
    assert "“What we are worried about” is too long: it has 6,999 letters; take out about" in preview
    assert "come out as □ or as words in brackets: 为了家" in preview


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({}, "Choose who the copy is for"),
        ({"whom": "person-1"}, "Choose one of those offered"),
        ({"whom": "outside"}, "Write the name of the person it is for"),
        ({"whom": "outside", "outside_name": "Jo"}, "Write their agency, or who they are to the family"),
    ],
)
def test_each_fault_is_said(
    cast: Cast, household: Household, a_plan: Make, signed_in: SignIn, sent: dict[str, str], message: str
) -> None:
    a_plan()
    assert message in said(signed_in(cast.dee).post(address(household), sent))


def test_the_unborn_and_the_dead_are_offered_no_copy(
    cast: Cast, household: Household, a_plan: Make, signed_in: SignIn
) -> None:
    a_plan()
    Person.objects.filter(pk=household.darren.pk).update(died_on=today() - timedelta(days=3))
    page = said(signed_in(cast.dee).get(address(household)))
    offered = [name for name in ("Nia Okafor (mother)", "Kit Okafor-Reid (child)", "Joss", "Darren") if name in page]
    assert offered == ["Nia Okafor (mother)", "Kit Okafor-Reid (child)"]


def test_another_team_gets_the_answer_for_no_family(
    cast: Cast, household: Household, a_plan: Make, signed_in: SignIn
) -> None:
    plan = a_plan()
    copy = CopyMade.objects.create(plan=plan, made_for_name="Jo", made_by=cast.dee)
    client = signed_in(cast.ash)
    for ours in ("print-plan/", f"copies/{copy.pk}/download-copy/"):
        closed = client.get(f"/families/{household.family.pk}/{ours}")
        missing = client.get(f"/families/999999/{ours}")
        assert (closed.status_code, closed.content) == (404, missing.content)


def test_the_queries_are_the_same_for_a_large_family(
    cast: Cast, household: Household, a_plan: Make, signed_in: SignIn
) -> None:
    a_plan()
    client = signed_in(cast.dee)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.post(address(household), for_(household.nia))
        return len(queries)

    count()
    few = count()
    for number in range(12):
        facts = PersonFacts(
            known_as=f"Child {number}", family_name="Reid", address=f"{number} Mill Lane", postcode="AL1 2BC"
        )
        join_family(
            family=household.family,
            person=record_person(facts=facts, on=LONG_AGO, by=cast.hearth),
            part="child",
            starts_on=LONG_AGO,
        )
    assert count() == few
