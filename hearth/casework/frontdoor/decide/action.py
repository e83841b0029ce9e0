from __future__ import annotations

from datetime import date

from django.utils import timezone

from hearth.casework.chronology.write import write_line
from hearth.casework.frontdoor.decide.family import LeftOpen, join_others, make_family
from hearth.casework.frontdoor.known import MayBe, hold_those_known, may_be_without_a_word, with_whom_they_may_be
from hearth.casework.frontdoor.models import Contact, PersonTold
from hearth.casework.frontdoor.queries import (
    families_now,
    families_worked_with,
    managers_of_the_front_door,
    told_in,
    who_to_alert,
)
from hearth.casework.frontdoor.rules import (
    JOINS_A_FAMILY,
    NEEDS_A_STRATEGY_DISCUSSION,
    OPENS_A_FAMILY,
    discussion_due_on,
    may_decide,
)
from hearth.casework.frontdoor.standing import standing_of
from hearth.casework.frontdoor.story import page_of, received_words, write_what_came_before
from hearth.casework.frontdoor.waiting import hold_still
from hearth.casework.people.models import Family, Person
from hearth.foundation.audit.audited import audited
from hearth.foundation.council import closure_days, council
from hearth.foundation.refusals import insist
from hearth.foundation.staff.alerts import tell
from hearth.foundation.staff.models import Worker

NAME = "frontdoor.decide"


@audited
def decide(
    *,
    contact: Contact,
    outcome: str,
    because: str,
    family_name: str = "",
    tell_referrer: str = "",
    is_told_now: bool = True,
    without_checks_because: str = "",
    version: int,
    on: date,
    by: Worker,
) -> Contact:
    """Decide what becomes of a contact. Whoever decides second is told who decided what, and writes nothing.

    It is a referral only when it opens a new episode: a contact about a family already worked with joins it.
    """
    held = hold_still(contact, version=version)
    people = told_in(held)
    hold_those_known(contact=held, people=people, by=by, on=on)
    _hold_still_those_known(people)
    # Again: another front door may have made them a family while this one waited for the lock.
    hold_those_known(contact=held, people=people, by=by, on=on)
    standing = standing_of(held, people, on)
    insist(may_decide(standing, outcome, without_checks_because=without_checks_because))
    held.outcome = outcome
    if outcome in JOINS_A_FAMILY:
        _join(held, people, on, by)
    elif outcome in OPENS_A_FAMILY:
        _open(held, people, family_name, on, by)
    else:
        _note_for_those_known(held, people, on, by)
    held.decided_at, held.decided_by, held.decided_because = timezone.now(), by, because
    if outcome in NEEDS_A_STRATEGY_DISCUSSION:
        held.discussion_due_on = discussion_due_on(on, council().clocks.strategy_discussion_days, closure_days())
    held.decided_without_checks = without_checks_because if standing.waiting_checks else ""
    held.told_referrer = tell_referrer
    held.told_referrer_at = held.decided_at if is_told_now and tell_referrer else None
    held.version += 1
    held.save()
    return held


def _hold_still_those_known(people: list[PersonTold]) -> None:
    """Two contacts about one child, decided at once: the second waits, and finds the family the first made."""
    known = sorted(told.person_id for told in people if told.person_id)
    list(Person.objects.select_for_update().filter(pk__in=known).order_by("pk"))


def _open(contact: Contact, people: list[PersonTold], family_name: str, on: date, by: Worker) -> None:
    may_be = _may_be_without_a_word(contact, people)
    without_a_word = [each.told for each in may_be]
    family, new = make_family(
        contact=contact, people=people, without_a_word=without_a_word, name=family_name, on=on, by=by
    )
    contact.family, contact.is_referral = family, new > 0
    write_what_came_before(contact, family, slice=NAME)
    write_line(
        family=family,
        says=f"Referral {received_words(contact)}: {contact.get_outcome_display().lower()}",
        happened_on=on,
        slice=NAME,
        leads_to=page_of(contact),
        is_significant=contact.outcome in NEEDS_A_STRATEGY_DISCUSSION,
        by=by,
    )
    _write_left_open(contact, family, without_a_word, on, by)
    _tell_of_those_without_a_word(contact, may_be, [], on)


def _join(contact: Contact, people: list[PersonTold], on: date, by: Worker) -> None:
    families = families_worked_with(people, on)
    contact.family, contact.is_referral = families[0], False
    needs_discussion = contact.outcome in NEEDS_A_STRATEGY_DISCUSSION
    for family in families:
        write_what_came_before(contact, family, slice=NAME)
        write_line(
            family=family,
            says=f"New contact {received_words(contact)} joined the work already going on"
            + ("; a strategy discussion is needed" if needs_discussion else ""),
            happened_on=on,
            slice=NAME,
            leads_to=page_of(contact),
            is_significant=contact.is_in_immediate_danger or needs_discussion,
            by=by,
        )
    may_be = _may_be_without_a_word(contact, people)
    left = _bring_the_others(contact, people, families, [each.told for each in may_be], on, by)
    for family in families:
        left_here = len(left) if family == families[0] else 0  # to the others it is no matter who joined this one
        for worker in who_to_alert(family, on):
            tell(worker, _joined_words(contact, needs_discussion, left_here), leads_to=page_of(contact))
    _tell_of_those_without_a_word(contact, may_be, families, on)


def _joined_words(contact: Contact, needs_discussion: bool, left: int) -> str:
    """What the lead worker and the pod's managers are told, the most pressing first. No names: the page has them."""
    words = [f"A new contact, {contact.reference}, about a family you work with."]
    if needs_discussion:
        words.append("It was decided that a strategy discussion is needed.")
    if contact.is_in_immediate_danger:
        words.append("A child may be in danger now.")
    if left:
        words.append(f"{_people(left)} told of not recorded with the family. Say who they are.")
    return " ".join(words)


def _people(many: int) -> str:
    return "1 person" if many == 1 else f"{many} people"


def _may_be_without_a_word(contact: Contact, people: list[PersonTold]) -> list[MayBe]:
    """Only danger lets a contact be decided while nobody has said whether a possible match is one."""
    return may_be_without_a_word(contact, people) if contact.is_in_immediate_danger else []


def _tell_of_those_without_a_word(contact: Contact, may_be: list[MayBe], joined: list[Family], on: date) -> None:
    """Danger did not wait to hear whether somebody told of is known: so the front door's managers are told to say who they
    are, and whoever works with a family that they may be of is led to that family, not to what may be of another."""
    if not may_be:
        return
    told_already = {family.pk for family in joined}
    may_work_with = {family: who for family, who in with_whom_they_may_be(may_be).items() if family not in told_already}
    at_the_door = managers_of_the_front_door(on)
    many = len(may_be)
    says = (
        f"{contact.reference} was decided in danger before anybody said whether {_people(many)} told of "
        f"{'is' if many == 1 else 'are'} on record already. Say who they are."
    )
    for worker in at_the_door:
        tell(worker, says, leads_to=page_of(contact))
    for family, numbers in may_work_with.items():
        for worker in Worker.objects.filter(pk__in=numbers).order_by("pk"):
            tell(
                worker,
                f"A child may be in danger now: {contact.reference} tells of somebody who may be of a family you work "
                "with. Nobody has said yet whether they are. Ring the front door.",
                leads_to=f"/families/{family}/see-family/",
            )


def _bring_the_others(
    contact: Contact,
    people: list[PersonTold],
    families: list[Family],
    without_a_word: list[PersonTold],
    on: date,
    by: Worker,
) -> list[PersonTold]:
    """Those told of whom nobody knew join the family too, and its chronology says who did and who did not. Gives who did not."""
    joined, left = join_others(
        contact=contact, people=people, families=families, without_a_word=without_a_word, on=on, by=by
    )
    for person in joined:
        says = f"{person.first_name} was recorded as part of the family: told of in contact {contact.reference}"
        write_line(family=families[0], says=says, happened_on=on, slice=NAME, leads_to=page_of(contact), by=by)
    _write_left_open(contact, families[0], left, on, by)
    return left


_LEFT_OPEN = {  # not where somebody is known: that record may be closed to whoever reads this one
    LeftOpen.RECORDED_ANEW: "was recorded anew, as danger does not wait: they may be somebody already known. Say who they are",
    LeftOpen.NOT_RECORDED: "was not recorded: they may be somebody already known",
    LeftOpen.NOT_ADDED: "was not added to this family: if they belong to it, add them under People",
}


def _write_left_open(contact: Contact, family: Family, people: list[PersonTold], on: date, by: Worker) -> None:
    for told in people:
        says = f"{told.name}, told of in contact {contact.reference}, {_LEFT_OPEN[LeftOpen(told.left_open)]}"
        write_line(family=family, says=says, happened_on=on, slice=NAME, leads_to=page_of(contact), by=by)


def _note_for_those_known(contact: Contact, people: list[PersonTold], on: date, by: Worker) -> None:
    """A line for each family of somebody recognised, and for somebody recognised who is in no family."""
    says = f"Contact {received_words(contact)}: {contact.get_outcome_display().lower()}"
    now = families_now(people, on)
    for family in {family.pk: family for families in now.values() for family in families}.values():
        write_line(family=family, says=says, happened_on=on, slice=NAME, leads_to=page_of(contact), by=by)
    for told in people:
        if told.person_id and told.person_id not in now:
            write_line(person=told.person, says=says, happened_on=on, slice=NAME, leads_to=page_of(contact), by=by)
