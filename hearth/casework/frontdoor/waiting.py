"""Holding a contact still while something is written about it."""

from __future__ import annotations

from collections.abc import Callable

from hearth.casework.frontdoor.models import Contact
from hearth.foundation.periods.words import moment_in_words
from hearth.foundation.refusals import ChangedMeanwhile


def hold_still(
    contact: Contact, *, version: int | None = None, unless: Callable[[Contact], bool] = lambda contact: False
) -> Contact:
    """The contact, locked until the act is done. Whoever comes second is told what the first did, and writes nothing.

    `version` is the one the page was opened with: given where an act rests on what stood there. `unless` says of what may
    be written although the contact is decided.
    """
    # Who decided is read after the lock is had: joined to the locked row it would be as it stood before.
    held = Contact.objects.select_for_update().get(pk=contact.pk)
    if not held.is_waiting and not unless(held):
        outcome = held.get_outcome_display().lower()
        at = moment_in_words(held.decided_at) if held.decided_at else ""
        raise ChangedMeanwhile(
            f"{held.decided_by} decided this contact on {at}: {outcome}. Nothing you sent was recorded."
        )
    if version is not None and held.version != version:
        raise ChangedMeanwhile(
            "Somebody changed this contact after you opened the page. Nothing you sent was recorded: read what changed, "
            "then send this again."
        )
    return held


def changed(contact: Contact) -> None:
    """Let whoever has the contact's page open know that it is not what it was."""
    contact.version += 1
    contact.save(update_fields=["version"])
