"""Somebody begins to work here: invited by an administrator, who never learns the password."""

from __future__ import annotations

from collections.abc import Callable

from journeys.steps.people import Person

Somebody = Callable[..., Person]
PASSWORD = "otter lantern quarry"


def test_a_worker_is_invited_and_sees_an_empty_day(somebody: Somebody) -> None:
    # Given a pod that holds no family yet
    ada = somebody("ada")
    ada.goes_to("/administration/add-team/")
    ada.types("Name", "Harbour pod")
    ada.chooses("Pod", of="What kind of team is it?")
    ada.presses("Add the team")
    # When Ada invites Wilma into it
    ada.goes_to("/administration/invite-worker/")
    ada.types("First name", "Wilma")
    ada.types("Last name", "Oakes")
    ada.types("E-mail address", "wilma@aldermere.example")
    ada.types("Job title", "Social worker")
    ada.picks("Aldermere Council", of="Who employs them?")
    ada.chooses("Children's social worker", of="What may they do in Hearth?")
    ada.picks("Harbour pod", of="Team")
    ada.presses("Send the invitation")
    ada.sees_heading("Wilma Oakes")
    link = ada.finds_typed("Link for Wilma Oakes")
    # And the link is shown this once
    ada.page.reload()
    ada.does_not_see("Link for Wilma Oakes")
    # And Wilma opens it, and chooses a password
    wilma = somebody("wilma", is_signed_in=False)
    wilma.page.goto(link)
    wilma.looks()
    wilma.sees_heading("Welcome, Wilma. Choose your password")
    wilma.page.get_by_label("Password", exact=True).fill(PASSWORD)
    wilma.page.get_by_label("The same password again", exact=True).fill(PASSWORD)
    wilma.presses("Save the password")
    wilma.sees_heading("Your password is set")
    # Then she signs in with it, and her day is empty
    wilma.follows("Sign in")
    wilma.signs_in_here(PASSWORD)
    wilma.sees_heading("Wilma")
    wilma.sees("Nothing is owed today", "Nothing falls due", "0 families, 0 children", "No family yet")
    # And the link opens nothing a second time
    again = somebody("wilma", is_signed_in=False)
    assert again.goes_to(link.removeprefix(again.site.address)) == 410
    again.sees_heading("This invitation no longer works")
