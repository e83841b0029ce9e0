"""What a page's own script does for what is typed: it warns before a session ends, and keeps words however it goes."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from journeys.steps import time_passing
from journeys.steps.people import Person
from journeys.test_words_are_kept import WORRY, up_to_the_worries

Somebody = Callable[..., Person]
BOX = "What are you worried about?"
MORE = WORRY + " He has done so before."
WARNING = "You will soon be signed out"
ENDED = "You have been signed out"


def at_the_worries(somebody: Somebody) -> Person:
    """Somebody of the school in the middle of a referral, with a clock that can be put on."""
    pia = somebody("pia", is_signed_in=False)
    pia.signs_in()
    pia.forgives += "|status of 401|ERR_FAILED|ERR_INTERNET_DISCONNECTED"
    pia.page.clock.install()
    up_to_the_worries(pia)
    return pia


def opens_another_tab(person: Person, path: str) -> Person:
    tab = Person(person.who, person.page.context.new_page(), person.site, test=person.test, faults=person.faults)
    tab.page.goto(path)
    return tab


def waits(person: Person, minutes: int) -> None:
    """At all their tabs: the time that a page's script knows of."""
    person.page.clock.fast_forward(minutes * 60_000)


def rests(person: Person) -> None:
    """From typing, so long that the page keeps the words."""
    person.page.clock.fast_forward(3_000)


def dialog(person: Person) -> Locator:
    return person.page.locator("dialog[data-session]")


def is_warned(person: Person, words: str = WARNING) -> None:
    expect(dialog(person).get_by_text(words)).to_be_visible()


def answers(person: Person, button: str) -> None:
    dialog(person).get_by_role("button", name=button, exact=True).click()


def test_staying_signed_in_loses_nothing_and_tells_the_other_tabs(somebody: Somebody) -> None:
    # Given Pia, who wrote half a sentence and was called away, with another page open beside
    pia = at_the_worries(somebody)
    beside = opens_another_tab(pia, "/refer/our-referrals/")
    pia.types(BOX, WORRY)
    rests(pia)
    pia.sees("Saved at")
    time_passing.leaves_the_session_alone(pia, minutes=26)
    waits(pia, 26)
    is_warned(pia)
    is_warned(beside)
    pia.looks()
    # When there is no connection as she says that she stays
    pia.page.context.set_offline(True)
    answers(pia, "Stay signed in")
    # Then she is told, and can say it again
    is_warned(pia, "There is no connection")
    pia.page.context.set_offline(False)
    answers(pia, "Stay signed in")
    # And the warning goes, in the other tab too
    expect(dialog(pia)).to_be_hidden()
    expect(dialog(beside)).to_be_hidden()
    # And what she typed stands, and is taken 26 minutes later
    assert pia.finds_typed(BOX) == WORRY
    time_passing.leaves_the_session_alone(pia, minutes=26)
    pia.presses("Continue")
    pia.sees_heading("What is going well")


def test_signing_in_again_in_another_tab_gives_the_page_back(somebody: Somebody) -> None:
    # Given Pia, whose session ended in the middle of a form
    pia = at_the_worries(somebody)
    pia.types(BOX, MORE)
    time_passing.leaves_the_session_alone(pia, minutes=31)
    waits(pia, 31)
    is_warned(pia, ENDED)
    pia.looks()
    # When she says too early that she has signed in
    answers(pia, "I have signed in: go back to the page")
    # Then she is told that she has not
    is_warned(pia, "You are still signed out")
    # And when she has, in another tab
    with pia.page.context.expect_page() as opened:
        dialog(pia).get_by_role("link", name="Sign in (opens in a new tab)").click()
    tab = Person(pia.who, opened.value, pia.site, test=pia.test, faults=pia.faults)
    tab.signs_in_here()
    answers(pia, "I have signed in: go back to the page")
    # Then the page is hers again, with what she typed, and is taken
    expect(dialog(pia)).to_be_hidden()
    assert pia.finds_typed(BOX) == MORE
    pia.presses("Continue")
    pia.sees_heading("What is going well")


def test_two_tabs_of_one_form_never_write_over_each_other_unasked(somebody: Somebody) -> None:
    # Given Pia with one form open in two tabs
    pia = at_the_worries(somebody)
    other = opens_another_tab(pia, pia.path)
    # When she types in one, and then something else in the other
    pia.types(BOX, WORRY)
    rests(pia)
    pia.sees("Saved at")
    other.types(BOX, MORE)
    rests(other)
    # Then the other tells her so, and keeps what was there
    other.sees("you typed in this form in another tab or on another device", "Your words here are still on this page")
    other.looks()
    again = opens_another_tab(pia, pia.path)
    assert (other.finds_typed(BOX), again.finds_typed(BOX)) == (MORE, WORRY)
    # And when she chooses the later words, they are kept, and the first tab is told in its turn
    other.page.get_by_role("button", name="Keep the words on this page instead").click()
    other.sees("Saved at")
    pia.types(BOX, WORRY + " Twice.")
    rests(pia)
    pia.sees("you typed in this form in another tab or on another device")
    again.page.reload()
    assert again.finds_typed(BOX) == MORE


def test_words_are_kept_once_the_server_is_back(somebody: Somebody) -> None:
    # Given Pia typing while the server is away
    pia = at_the_worries(somebody)
    pia.page.route("**/drafts/**", lambda route: route.abort())
    pia.types(BOX, WORRY)
    rests(pia)
    pia.sees("Not saved yet: there is no connection. Keep this page open and we will try again.")
    # When it is back
    pia.page.unroute("**/drafts/**")
    waits(pia, 1)
    # Then the page has kept her words without being asked
    pia.sees("Saved at")
    # And when the connection itself was gone, it tries the moment it is back
    pia.page.context.set_offline(True)
    pia.types(BOX, MORE)
    rests(pia)
    pia.sees("Not saved yet: there is no connection")
    pia.page.clock.pause_at(pia.page.evaluate("() => Date.now() / 1000 + 1"))
    pia.page.context.set_offline(False)
    pia.sees("Saved at")
    assert opens_another_tab(pia, pia.path).finds_typed(BOX) == MORE
