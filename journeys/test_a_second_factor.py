"""More than a password: an authenticator app with its recovery codes, and a passkey."""

from __future__ import annotations

import re
from collections.abc import Callable

from journeys.steps import second_factor
from journeys.steps.people import PASSWORD, Person

Somebody = Callable[..., Person]


def proves_again(person: Person) -> None:
    person.sees_heading("Check that it is you")
    person.types("Password", PASSWORD)
    person.presses("Continue")


def key_shown(person: Person) -> str:
    return person.page.locator("code").inner_text().replace(" ", "")


def sets_up_an_app(person: Person) -> tuple[str, list[str]]:
    """Its key, and the recovery codes shown."""
    person.goes_to("/sign-in/safely/")
    person.follows("Set up")
    proves_again(person)
    person.sees_heading("Set up an authenticator app")
    key = key_shown(person)
    person.types("Code from the app", second_factor.a_wrong_code(key))
    person.presses("Turn it on")
    person.sees("That code is not right, or has run out. Enter the code shown now")
    assert key_shown(person) == key
    second_factor.gives_the_code(person, "Code from the app", key, "Turn it on")
    person.sees_heading("Recovery codes")
    person.sees("Your authenticator app is set up")
    return key, person.page.get_by_role("list", name="Codes not used yet").locator("code").all_inner_texts()


def test_a_code_from_the_app_is_asked_for_beside_the_password(somebody: Somebody) -> None:
    # Given Zoe, who sets up an authenticator app, mistyping its code the first time
    zoe = somebody("zoe", is_signed_in=False)
    zoe.signs_in()
    key, codes = sets_up_an_app(zoe)
    assert len(codes) == 10
    second_factor.signs_out(zoe)
    # When she signs in with her password
    zoe.signs_in()
    # Then she is asked for a code, and a wrong one is told clearly
    zoe.sees_heading("Confirm that it is you")
    zoe.types("Code", second_factor.a_wrong_code(key))
    zoe.presses("Sign in")
    zoe.sees("That code is not right, or has run out. Enter the code shown now")
    # And with the right one she is in
    second_factor.gives_the_code(zoe, "Code", key, "Sign in")
    zoe.sees_heading("Zoe")
    # And without her phone, a recovery code lets her in
    second_factor.signs_out(zoe)
    zoe.signs_in()
    zoe.types("Code", codes[0])
    zoe.presses("Sign in")
    zoe.sees_heading("Zoe")
    zoe.goes_to("/sign-in/safely/")
    zoe.sees("9 left")
    # And does so once
    second_factor.signs_out(zoe)
    zoe.signs_in()
    zoe.types("Code", codes[0])
    zoe.presses("Sign in")
    zoe.sees_heading("Confirm that it is you")
    zoe.sees("That code is not right, or has run out. Enter the code shown now")


def test_a_passkey_signs_in_alone(somebody: Somebody) -> None:
    # Given Rob, whose laptop keeps passkeys: they belong to a site's name, never to a number
    rob = somebody("rob", is_signed_in=False, host="localhost")
    second_factor.has_a_machine_that_keeps_passkeys(rob)
    rob.signs_in()
    rob.goes_to("/sign-in/safely/")
    rob.follows("Add a passkey")
    proves_again(rob)
    rob.sees_heading("Add a passkey")
    # When he adds one
    rob.types("A name for it", "work laptop")
    rob.page.get_by_role("button", name="Add the passkey", exact=True).click()
    rob.page.wait_for_url("**/sign-in/recovery-codes/")
    rob.looks()
    rob.goes_to("/sign-in/safely/")
    rob.sees("work laptop", "not used yet")
    second_factor.signs_out(rob)
    # Then he signs in with it alone, and is where he was going
    rob.goes_to("/sign-in/?next=/sign-in/safely/")
    rob.page.get_by_role("button", name="Sign in with a passkey", exact=True).click()
    rob.page.wait_for_url("**/sign-in/safely/")
    rob.sees("last used")
    second_factor.signs_out(rob)
    # And it proves that it is he beside his password as well
    rob.signs_in()
    rob.sees_heading("Confirm that it is you")
    rob.page.get_by_role("button", name="Use a passkey instead", exact=True).click()
    rob.sees_heading("Rob")
    # And once he has removed it, it does nothing
    rob.goes_to("/sign-in/safely/")
    rob.follows(re.compile("Remove"))
    rob.sees_heading("Check that it is you")
    rob.follows("Use a passkey")
    rob.page.get_by_role("button", name="Use your passkey", exact=True).click()
    rob.sees_heading("Remove this passkey")
    rob.looks()
    rob.presses("Remove it")
    rob.sees_heading("Signing in safely")
    rob.sees("None yet")
    second_factor.signs_out(rob)
    rob.page.get_by_role("button", name="Sign in with a passkey", exact=True).click()
    rob.sees("There is a problem")
    rob.looks()
    assert rob.path == "/sign-in/"
