"""Nothing that was typed is lost: by the page as it is typed, and when a session has ended in the middle of a form."""

from __future__ import annotations

from collections.abc import Callable

from journeys.steps import referring, time_passing
from journeys.steps.people import Person

Somebody = Callable[..., Person]
WORRY = "He said he would come back on Friday, and the little one heard it."


def up_to_the_worries(tess: Person) -> None:
    referring.begins_a_referral(tess)
    tess.page.goto(tess.page.url.replace("/danger/", "/worries/").replace("/children/1/name/", "/worries/"))


def test_what_is_typed_is_kept_as_a_draft(somebody: Somebody) -> None:
    # Given Tess in the middle of a referral
    tess = somebody("tess")
    up_to_the_worries(tess)
    # When she types, waits, and leaves without sending
    tess.types("What are you worried about?", WORRY)
    tess.sees("Saved at")
    address = tess.path
    tess.goes_to("/refer/our-referrals/")
    # Then the words stand there when she comes back
    tess.goes_to(address)
    assert tess.finds_typed("What are you worried about?") == WORRY


def test_a_session_that_ended_in_the_middle_of_a_form_loses_nothing(somebody: Somebody) -> None:
    # Given Gwen, who wrote half a referral and was called away
    gwen = somebody("gwen", is_signed_in=False, has_script=False)
    gwen.signs_in()
    up_to_the_worries(gwen)
    gwen.types("What are you worried about?", WORRY)
    # When she presses Continue after her session has ended
    time_passing.leaves_the_session_alone(gwen, minutes=31)
    gwen.presses("Continue")
    # Then she signs in again, is where she was, and her words are there
    gwen.sees_heading("Sign in")
    gwen.signs_in_here()
    gwen.sees_heading("What are you worried about?")
    assert gwen.finds_typed("What are you worried about?") == WORRY
