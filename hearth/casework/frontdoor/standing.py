"""How far a contact has come: what the decision's rule asks of it."""

from __future__ import annotations

from datetime import date

from hearth.casework.frontdoor.known import told_without_a_word
from hearth.casework.frontdoor.models import Contact, PersonTold
from hearth.casework.frontdoor.queries import analyses_of, checks_of, families_worked_with, newest_rating
from hearth.casework.frontdoor.rules import Standing


def standing_of(contact: Contact, people: list[PersonTold], on: date) -> Standing:
    joins = families_worked_with(people, on)
    return Standing(
        is_rated=newest_rating(contact) is not None,
        has_analysis=analyses_of(contact).exists(),
        without_a_word=tuple(told.name for told in told_without_a_word(contact, people)),
        waiting_checks=tuple(check.organisation.name for check in checks_of(contact) if not check.answer),
        is_in_immediate_danger=contact.is_in_immediate_danger,
        joins=joins[0].name if joins else "",
    )
