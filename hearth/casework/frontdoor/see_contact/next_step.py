"""The one thing to do next with a contact, for whoever looks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hearth.casework.frontdoor.models import Contact
from hearth.casework.frontdoor.rules import Standing, what_is_missing
from hearth.foundation.staff.models import Worker


@dataclass(frozen=True)
class NextStep:
    """`slice` is the page of the contact it leads to, `href` any other; both empty when somebody else must do it."""

    words: str
    button: str = ""
    slice: str = ""
    href: str = ""


def next_step(contact: Contact, standing: Standing, worker: Worker, *, is_held_by_a_pod: bool) -> NextStep | None:
    if contact.is_waiting:
        return _to_decide(contact, standing, worker)
    if contact.discussion_due_on and worker.may("frontdoor.record_discussion"):
        words = (
            "A strategy discussion was decided, and nobody has recorded that it was held. Hold it as soon as possible."
        )
        return NextStep(words, "Record that it was held", "record_discussion")
    if contact.told_referrer_at is None and contact.can_be_told and worker.may("frontdoor.tell_referrer"):
        return NextStep("The referrer has not been told what was decided.", "Tell the referrer", "tell_referrer")
    if contact.is_referral and not is_held_by_a_pod and worker.may("caseload.allocate_family"):
        href = f"/families/{contact.family_id}/allocate-family/"
        return NextStep("No pod holds this family yet.", "Allocate the family", href=href)
    if not standing.has_analysis and worker.may("frontdoor.write_analysis"):
        return NextStep("It was decided before anybody wrote what it means.", "Write the analysis", "write_analysis")
    return None


_IN_DANGER = "A child may be in danger now: a manager can decide at once, and nothing else has to be done first."


def _to_decide(contact: Contact, standing: Standing, worker: Worker) -> NextStep | None:
    may_decide = worker.may("frontdoor.decide")
    if contact.is_in_immediate_danger and may_decide:
        return NextStep("A child may be in danger now. Decide at once.", "Decide", "decide")
    step = _before_deciding(contact, standing, worker, may_decide=may_decide)
    if not contact.is_in_immediate_danger:
        return step
    return replace(step, words=f"{_IN_DANGER} {step.words}") if step and step.button else NextStep(_IN_DANGER)


def _before_deciding(contact: Contact, standing: Standing, worker: Worker, *, may_decide: bool) -> NextStep | None:
    if contact.holder_id is None and worker.may("frontdoor.take_contact"):
        return NextStep("Nobody holds this contact yet.", "Take this contact", "take_contact")
    steps = (
        (not standing.is_rated, NextStep("Say how urgent it is.", "Rate the contact", "rate_contact")),
        (
            bool(standing.without_a_word),
            NextStep("Say whether they are people we already know.", "Look at possible matches", "match_person"),
        ),
        (not standing.has_analysis, NextStep("Say what it means.", "Write the analysis", "write_analysis")),
    )
    for is_next, step in steps:
        if is_next and worker.may(f"frontdoor.{step.slice}"):
            return step
    if what_is_missing(standing):
        return None
    if may_decide:
        return NextStep("Everything is there to decide.", "Decide what happens next", "decide")
    return NextStep("Ready for the front-door manager to decide.")
