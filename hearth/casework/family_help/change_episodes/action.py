from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hearth.casework.chronology.write import write_line
from hearth.casework.family_help.models import Episode
from hearth.casework.family_help.rules import named
from hearth.casework.people.models import Family
from hearth.foundation.audit.audited import audited
from hearth.foundation.codes import PrimaryNeed
from hearth.foundation.refusals import ChangedMeanwhile
from hearth.foundation.staff.models import Worker


@dataclass(frozen=True)
class Said:
    """What is said of one episode, in the census's codes, of the episode as it was at that `version`. "" leaves what stands."""

    version: int
    primary_need: str
    referral_source: str


@audited
def change_episodes(*, family: Family, said: Mapping[int, Said], on: date, by: Worker) -> list[Episode]:
    """Why each child is helped and who referred them, by episode. All or none; the episodes that were changed."""
    held = Episode.objects.select_for_update(of=("self",)).filter(pk__in=said).select_related("person").order_by("pk")
    changed = []
    for episode in held:
        told = said[episode.pk]
        if episode.version != told.version:
            raise ChangedMeanwhile("Somebody else changed this after you opened the page.")
        before = episode.primary_need, episode.referral_source
        episode.primary_need = told.primary_need or episode.primary_need
        episode.referral_source = told.referral_source or episode.referral_source
        if before != (episode.primary_need, episode.referral_source):
            episode.version += 1
            episode.save(update_fields=["primary_need", "referral_source", "version"])
            changed.append(episode)
    if changed:
        write_line(family=family, says=_in_words(changed), happened_on=on, slice="family_help.change_episodes", by=by)
    return changed


def _in_words(changed: list[Episode]) -> str:
    names = list(dict.fromkeys(episode.person.first_name for episode in changed))
    needs = {episode.primary_need for episode in changed}
    need = PrimaryNeed.read(needs.pop()) if len(needs) == 1 else None
    words = f"The primary need and the source of the referral were recorded for {named(names)}"
    return f"{words}: {need.label}" if need else words
