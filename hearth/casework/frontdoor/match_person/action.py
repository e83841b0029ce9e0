from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils import timezone

from hearth.casework.frontdoor.known import (
    MayBe,
    hold_known,
    keep_best_match,
    let_go,
    standing_words,
    who_may_be_known,
)
from hearth.casework.frontdoor.models import Contact, PersonTold, SaidOfMatch
from hearth.casework.frontdoor.queries import told_in
from hearth.casework.frontdoor.waiting import changed, hold_still
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.models import Worker

SAME = SaidOfMatch.Word.SAME.value


@audited
def match_person(
    *,
    contact: Contact,
    words: Mapping[tuple[int, int], str],
    found: Sequence[MayBe] | None = None,
    version: int,
    on: date,
    by: Worker,
) -> Contact:
    """Say of each person told of whether they are a person on record. A new word takes the old one back.

    "Same person" opens that person's record, and the families they are in, to the front door for some days. So only
    those whom the search itself offers can be named: `found` is that search, where whoever calls has just made it.
    """
    held = hold_still(contact, version=version)
    people = {told.pk: told for told in told_in(held)}
    before = standing_words(people.values())
    new = {key: word for key, word in words.items() if before.get(key) != word}
    if not new:
        return held
    found = who_may_be_known(held, list(people.values())) if found is None else found
    _insist_they_were_offered(found, new)
    for (told, person), word in sorted(new.items(), key=lambda each: each[1] == SAME):
        _say(held, people[told], person, word, by)
    for (told, person), word in standing_words(people.values()).items():
        if word == SAME:
            hold_known(contact=held, person=person, by=by, on=on)
            people[told].person_id = person
            people[told].save(update_fields=["person"])
    keep_best_match(held, found)
    changed(held)
    return held


def _insist_they_were_offered(found: Sequence[MayBe], words: Mapping[tuple[int, int], str]) -> None:
    offered = {(each.told.pk, candidate.person) for each in found for candidate in each.candidates}
    if not words.keys() <= offered:
        raise Refused("Somebody named here is no longer among those who may be known. Look at the list again.")


def _say(contact: Contact, told: PersonTold, person: int, word: str, by: Worker) -> None:
    standing = SaidOfMatch.objects.filter(told=told, withdrawn_at__isnull=True)
    taken_back = standing.filter(person=person)
    if word == SAME:
        taken_back = taken_back | standing.filter(word=SAME)
    for each in taken_back:
        each.withdrawn_at = timezone.now()
        each.save(update_fields=["withdrawn_at"])
        if each.word == SAME:
            let_go(contact=contact, person=each.person)
            told.person_id = None
            told.save(update_fields=["person"])
    SaidOfMatch.objects.create(told=told, person=person, word=word, said_by=by)
