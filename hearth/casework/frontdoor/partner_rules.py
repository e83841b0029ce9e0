"""What is true of a partner's referrals and answers: pure, and in the words a partner reads."""

from __future__ import annotations

from collections.abc import Iterable

from hearth.casework.frontdoor.models import Check, Contact, PersonTold
from hearth.foundation.codes.referrals import ReferralSource
from hearth.foundation.refusals import Refusal
from hearth.foundation.staff.models import Organisation

NO_TEAM = (
    "Your account is not in a partner's team, so a referral could not be sent for anybody. "
    "Ask the council's administrator to add you, and ring the front door if it cannot wait."
)

Kind, Outcome = Organisation.Kind, Contact.Outcome

_SOURCES = {
    Kind.SCHOOL: ReferralSource.SCHOOL,
    Kind.POLICE: ReferralSource.POLICE,
    Kind.HEALTH: ReferralSource.OTHER_HEALTH,
    Kind.HOUSING: ReferralSource.HOUSING,
    Kind.CHARITY: ReferralSource.OTHER,
}

# What each outcome means to the one who referred.
OUTCOME_MEANS = {
    Outcome.NO_FURTHER_ACTION: "Children's social care will take no further action on this referral.",
    Outcome.ADVICE: "Information and advice was given.",
    Outcome.EARLY_HELP: "The family is offered early help.",
    Outcome.FAMILY_HELP: "The family has a worker in family help.",
    Outcome.STRATEGY_DISCUSSION: "The agencies concerned are meeting to decide how to protect the children.",
    Outcome.JOINED: "A worker is already with the family. What you told us has been passed to them.",
    Outcome.JOINED_STRATEGY: "A worker is already with the family, and has what you told us. The agencies concerned are "
    "meeting to decide how to protect the children.",
}


def source_of(organisation: Organisation) -> str:
    """The census code of who referred, from the kind of organisation they refer for."""
    return str(_SOURCES.get(Kind(organisation.kind), ReferralSource.UNKNOWN).value)


def names_of_children(people: Iterable[PersonTold]) -> str:
    """Kit Okafor-Reid, Ada Okafor-Reid and Unborn child Okafor-Reid"""
    *others, last = [person.name for person in people if person.is_child] or ["nobody named"]
    return f"{', '.join(others)} and {last}" if others else last


def is_told(contact: Contact) -> bool:
    """An outcome is the referrer's to read only once it has been told."""
    return bool(contact.outcome) and contact.told_referrer_at is not None


def may_answer(check: Check) -> Refusal | None:
    """Answered once: what an agency said stays as it was said."""
    if check.answer and check.answered_by:
        return Refusal(f"{check.answered_by.name} has already answered this check")
    return None
