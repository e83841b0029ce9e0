"""One family's way, from a worried teacher to a plan on the fridge. The tests are its chapters, in order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from journeys.steps import deciding, referring, working
from journeys.steps.people import Person
from journeys.steps.referring import ChildTold
from journeys.steps.story import Story

Somebody = Callable[..., Person]


def test_a_school_refers_three_siblings_and_their_mother(somebody: Somebody, story: Story) -> None:
    # Given Tess, the safeguarding lead of Millbrook Primary School, worried about Wren, Fern and a baby not born yet
    tess = somebody("tess")
    children = (
        ChildTold("Wrenna", "Wren", date(2016, 3, 27)),
        ChildTold("Fernando", "Fern", date(2018, 11, 2), sex="Male"),
        ChildTold("", expected_on=date.today() + timedelta(days=80)),
    )
    # When she answers one question a page, and sends it
    reference, known = referring.refers_a_family(tess, children)
    # Then what the first child told stood ready for the second and the unborn one
    home = ["17 Osier Walk, Aldermere", "AL55 6JH"]
    assert known == [["Haddow", "White British", "English", *home, "Millbrook Primary School"], ["Haddow", *home]]
    # And it has a reference number, and is among the school's own referrals
    story.reference, story.contact = reference, int(reference.removeprefix("R-"))
    tess.goes_to("/refer/our-referrals/")
    tess.sees(reference, "Wren")


def test_the_front_door_decides(somebody: Somebody, story: Story) -> None:
    # Given the school's referral in the queue
    fay = somebody("fay")
    fay.goes_to("/front-door/queue/")
    fay.sees("Wren Haddow", "Millbrook Primary School")
    # When the duty social worker takes it, says who is known, rates it, asks the police and writes what it means
    deciding.takes_it(fay, story)
    deciding.says_that_nobody_is_known(fay, story)
    deciding.rates(fay, story, "Amber", "Serious and repeated; nobody in danger tonight")
    deciding.asks_the_police(fay, story)
    # And the police answer in their own account
    deciding.answers_the_check(somebody("pia"), story)
    deciding.writes_the_analysis(fay, story)
    fay.sees("Two call-outs since June")
    # And the manager decides on family help
    guy = somebody("guy")
    deciding.decides_on_family_help(guy, story)
    guy.sees("Family help")
    # Then the school sees the outcome
    tess = somebody("tess")
    tess.goes_to(f"/refer/{story.contact}/see-our-referral/")
    tess.sees("Family help")


def test_allocation_opens_the_family_to_its_pod(somebody: Somebody, story: Story) -> None:
    # Given a family that Dee can not find
    dee = somebody("dee")
    dee.goes_to("/my-families/?whose=open")
    dee.does_not_see("Haddow")
    # When the manager allocates it to the North pod, with Dee as lead and Sam beside
    deciding.allocates_to_the_north_pod(somebody("guy"), story)
    # Then both can open it, and Dee was told
    dee.goes_to("/")
    dee.sees("A family is allocated to you")
    for who in ("dee", "sam"):
        person = dee if who == "dee" else somebody("sam")
        assert person.goes_to(story.families_page) == 200
        person.sees("Haddow", "Wren", "Fern")


def test_the_family_is_assessed_once(somebody: Somebody, story: Story) -> None:
    # Given Dee, and the clock of 45 working days on the family's page
    dee = somebody("dee")
    dee.goes_to(f"/families/{story.family}/see-assessment/")
    dee.sees("Begin the assessment")
    # When she begins it and writes what the page asks for next, until nothing is left
    working.begins_the_assessment(dee, story)
    written = working.writes_all_of_it(dee, story)
    once = ("Parenting capacity", "Family and environment", "Factors", "Analysis and decision")
    assert [written.count(title) for title in once] == [1, 1, 1, 1]
    # And sends it, and her manager authorises it
    working.sends_it_to_the_manager(dee)
    working.authorises_it(somebody("mo"), story)
    # Then what is shared is written once and shown under each child
    dee.goes_to(f"/families/{story.family}/see-assessment/?show=whole")
    dee.sees("Authorised", "Grandmother is close")


def test_the_star_is_drawn_twice_with_looking_back(somebody: Somebody, story: Story) -> None:
    # Given a star agreed by everybody twelve weeks ago
    dee = somebody("dee")
    working.begins_a_star(dee, story.family, date.today() - timedelta(weeks=12))
    working.scores(dee, "Agreed together", working.FIRST_SCORES)
    # When it is drawn again, and they look back to how it was then
    working.begins_a_star(dee, story.family, date.today())
    working.scores(dee, "Agreed together", working.SECOND_SCORES, then=True)
    working.scores(dee, "Agreed together", working.LOOKING_BACK, looking_back=True)
    # Then the picture holds all three shapes, and the change is told in words
    dee.goes_to(f"/families/{story.family}/see-star/")
    dee.sees("better", "Looking back")
    assert dee.page.locator("main svg").count() > 0


def test_the_plan_is_made_on_a_page_and_printed_for_the_mother(somebody: Somebody, story: Story) -> None:
    # Given Dee with the family's own words
    dee = somebody("dee")
    working.makes_the_plan(dee, story)
    dee.sees("Quiet nights", "Ring 999 and not open the door if he comes")
    # When she prints it for the mother
    copy = working.prints_it_for(dee, story.family, "Orla")
    # Then it is one PDF, and the plan's page says who has it
    assert copy.path().read_bytes()[:5] == b"%PDF-"
    dee.goes_to(f"/families/{story.family}/see-plan/")
    dee.sees("Orla")


def test_everybody_else_finds_no_such_family(somebody: Somebody, story: Story) -> None:
    # Given workers of another pod, and somebody of a partner
    nowhere = "/families/99999999/see-family/"
    for who in ("ash", "hana"):
        stranger = somebody(who)
        # When they open the family's address
        closed, there = stranger.goes_to(story.families_page), stranger.reads()
        missing, nobody_there = stranger.goes_to(nowhere), stranger.reads()
        # Then it is the same as for a family that never was
        assert (closed, there) == (missing, nobody_there) == (404, there)
    # And the school sees its own referral, and no family's page
    tess = somebody("tess")
    assert tess.goes_to(story.families_page) == 403
    tess.goes_to("/refer/our-referrals/")
    tess.sees(story.reference)
    # And the analyst sees counts
    lin = somebody("lin")
    lin.goes_to("/")
    lin.sees_heading("Figures")
    lin.does_not_see("Haddow", "Okafor", "Wren")


def test_the_chronology_wrote_itself(somebody: Somebody, story: Story) -> None:
    # Given everything that was done above
    dee = somebody("dee")
    # When Dee opens the chronology
    dee.goes_to(f"/families/{story.family}/see-chronology/")
    # Then each act wrote its own line
    dee.sees(
        f"Referral {story.reference}",
        "Allocated to North pod: Dee Ashworth leads",
        "Assessment of the family begun",
        "Assessment authorised by the manager",
        "The Web Star was drawn",
        "The plan on a page was made",
    )
    # And the family's page lists who has looked
    dee.goes_to(f"/families/{story.family}/see-readers/")
    dee.sees("Sam Kowalski")
