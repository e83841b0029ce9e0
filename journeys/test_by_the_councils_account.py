"""Signing in by the council's identity provider: a real one, on loopback, which says of some what it ought not to say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from journeys import identity_provider
from journeys.steps.people import Person, Site

Somebody = Callable[..., Person]
ACCOUNT = "Sign in with your Aldermere account"
CLOUD = "Sign in with the Aldermere cloud"
NOT_KNOWN = "Your account is not known to Hearth. Ask an administrator to invite you."
DID_NOT_WORK = "Signing in by your Aldermere account did not work. Try again, or use your e-mail and password."


@pytest.fixture(autouse=True)
def provider(site: Site) -> None:
    said = site.data / "hearth.toml"
    if not said.exists() or identity_provider.SECRET not in said.read_text():
        pytest.skip("the site named by HEARTH_SITE has not been told of the identity provider")


def comes_by(somebody: Somebody, who: str, way: str = ACCOUNT) -> Person:
    """To the provider, where they prove who they are, and back."""
    person = somebody(who, is_signed_in=False)
    person.page.goto("/sign-in/?next=/sign-in/safely/")
    person.page.get_by_role("button", name=way, exact=True).click()
    person.sees_heading("Your Aldermere account")
    person.types("Who are you?", who)
    person.types("Password", identity_provider.PASSWORD)
    person.presses("Sign in")
    return person


def is_turned_away(person: Person, because: str) -> None:
    assert person.path == "/sign-in/"
    person.sees_heading("Sign in")
    person.sees(because)
    assert person.page.request.get("/").url == f"{person.site.address}/sign-in/?next=/"


def test_a_worker_lands_where_they_were_going(somebody: Somebody) -> None:
    # Given Olu, whom Hearth knows by his e-mail address
    # When he signs in with his council account, which writes it with a capital letter
    olu = comes_by(somebody, "olu")
    # Then he is where he was going, and his day is his own
    assert olu.path == "/sign-in/safely/"
    olu.goes_to("/")
    olu.sees_heading("Olu")
    # And the next time he comes in the same way
    assert comes_by(somebody, "olu").path == "/sign-in/safely/"


def test_somebody_hearth_does_not_know_is_told_so_and_gets_no_account(somebody: Somebody) -> None:
    # Given Noor, who works at the council and not in Hearth
    # When she signs in with her council account
    noor = comes_by(somebody, "noor")
    # Then she is told whom to ask
    is_turned_away(noor, NOT_KNOWN)
    # And no account was made for her
    ada = somebody("ada")
    ada.goes_to("/administration/see-workers/?q=noor")
    ada.sees("Nobody found")


def test_a_worker_who_has_left_stays_out(somebody: Somebody) -> None:
    # Given Lou, who signed in this way until her account was ended
    comes_by(somebody, "lou")
    ada = somebody("ada")
    ada.goes_to("/administration/see-workers/?q=Vickers")
    ada.follows("Lou Vickers")
    ada.follows("End")
    ada.chooses("Now")
    ada.presses("End the account")
    # When she signs in at the provider, which still knows her
    # Then Hearth lets her in no more
    is_turned_away(comes_by(somebody, "lou"), "You cannot sign in with this. If you work here, ask an administrator.")


def test_a_partner_uses_another_way_where_the_council_says_so(somebody: Somebody) -> None:
    # Given Tess of the school, with a guest account at the council, whose settings keep it for its own
    # When she signs in with it
    tess = comes_by(somebody, "tess")
    # Then she is told to use another way
    is_turned_away(tess, "You cannot sign in with your Aldermere account. Use another way.")


@pytest.mark.parametrize("who", ["forged", "two"])
def test_what_the_provider_did_not_sign_of_this_person_is_not_believed(somebody: Somebody, who: str) -> None:
    # Given an answer in Mo's name that another key signed; and one that speaks of two people
    # When it comes back to Hearth
    # Then nobody is signed in
    is_turned_away(comes_by(somebody, who), DID_NOT_WORK)


@pytest.mark.parametrize("who", ["unverified", "unverified in words", "unsaid"])
def test_an_address_nobody_verified_takes_over_no_account(somebody: Somebody, who: str) -> None:
    # Given somebody who wrote a worker's e-mail address into their own account at the provider
    # When they sign in with it
    # Then Hearth does not take them for that worker
    is_turned_away(comes_by(somebody, who), NOT_KNOWN)


def test_a_provider_that_never_says_verified_is_believed_of_its_own_addresses(somebody: Somebody) -> None:
    # Given a provider that is silent on it, and the council's word that it gives out the addresses of aldermere.example
    # When Nia signs in by it
    # Then she is in
    assert comes_by(somebody, "unsaid", CLOUD).path == "/sign-in/safely/"
    # And an address of elsewhere, or one said to be unverified, is not believed
    is_turned_away(comes_by(somebody, "unsaid, elsewhere", CLOUD), NOT_KNOWN)
    is_turned_away(comes_by(somebody, "unverified", CLOUD), NOT_KNOWN)


def test_a_provider_that_is_away_is_said_plainly(somebody: Somebody) -> None:
    # Given a provider that does not answer
    nobody = somebody("nobody", is_signed_in=False)
    nobody.goes_to("/sign-in/")
    # When somebody goes that way
    nobody.presses("Sign in with an account that is away")
    # Then they are told, and can sign in otherwise
    is_turned_away(nobody, "Signing in by an account that is away did not work")
