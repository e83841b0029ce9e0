from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from hearth.casework.frontdoor.attachments import StoredFile, keep_sent
from hearth.casework.frontdoor.jobs import look_whether_known
from hearth.casework.frontdoor.models import Attachment, Contact, PersonTold
from hearth.casework.frontdoor.partner_rules import source_of
from hearth.casework.people.opening import grant
from hearth.casework.people.rules import letters
from hearth.foundation.audit.audited import audited
from hearth.foundation.periods.rows import standing
from hearth.foundation.staff.alerts import tell
from hearth.foundation.staff.models import Submission, Team, TeamMembership, Worker
from hearth.foundation.staff.second_wall import next_record

Told = Mapping[str, Any]


@audited
def refer(*, number: uuid.UUID, told: Told, files: Sequence[StoredFile], team: Team, by: Worker) -> Contact:
    """Send a referral: what was told becomes a contact, granted to the partner's team that sent it.

    `told` is `REFERRAL.what_was_asked`. `number` is the draft's own: the second time it is sent breaks on it, so nothing
    is recorded twice. No chronology line is written: there is no family yet.
    """
    contact = _contact(told, team, by)
    Submission.objects.create(token=number, worker=by, leads_to=reverse("frontdoor:sent", args=[contact.pk]))
    people = [*_children(told), *_adults(told)]
    PersonTold.objects.bulk_create(
        [PersonTold(contact=contact, position=position, **facts) for position, facts in enumerate(people, 1)]
    )
    for file in files:
        keep_sent(number, file)
        Attachment.objects.create(contact=contact, added_by=by, **file.as_json())
    if contact.is_in_immediate_danger:
        _tell_the_front_door(contact)
    look_whether_known.defer(contact=contact.pk)  # in this transaction: the job waits for what it looks at
    return contact


def _contact(told: Told, team: Team, by: Worker) -> Contact:
    record = next_record()
    grant(record=record, why="Sent by their team", by=by, team=team)
    who, consent, views, strengths = (told[name] for name in ("referrer", "consent", "views", "strengths"))
    return Contact.objects.create(
        id=record,
        received_by=by,
        referrer=by,
        referrer_team=team,
        referrer_name=who["name"],
        referrer_role=who["role"],
        referrer_agency=team.organisation.name,
        referrer_contact=who["contact"],
        referrer_relationship=who["relationship"],
        source=source_of(team.organisation),
        **_home_of_the_children(told),
        agencies_involved=told["agencies"]["agencies"],
        worries=told["worries"]["worries"],
        going_well=strengths["going_well"],
        protective_factors=strengths["protective_factors"],
        childrens_views=views["childrens_views"],
        parents_views=views["parents_views"],
        consent=consent["consent"],
        consent_from=consent["agreed_by"] or consent["told_to"] or "",
        no_consent_because=consent["because_not_agreed"] or consent["because_not_informed"] or "",
        is_in_immediate_danger=told["danger"]["danger"],
        danger_acted_on=told.get("danger_now", {}).get("acted", ""),
    )


def _home_of_the_children(told: Told) -> dict[str, str]:
    """The first address given for a child: the contact's own, and where an adult "with the children" lives."""
    homes = (_home(child["address"]) for child in told["children"])
    return next((home for home in homes if home["address"]), {"address": "", "postcode": ""})


def _lives_there(home: dict[str, str], household: dict[str, str]) -> bool | None:
    """Whether a child lives in the household, by the addresses told; None where they do not say."""
    if not home["address"]:
        return None
    if letters(home["address"]) == letters(household["address"]) or home["postcode"] == household["postcode"] != "":
        return True
    return False if home["postcode"] and household["postcode"] else None


def _home(said: Told) -> dict[str, str]:
    return {"address": said.get("address") or "", "postcode": said.get("postcode") or ""}


def _children(told: Told) -> Iterator[dict[str, Any]]:
    household = _home_of_the_children(told)
    for child in told["children"]:
        born, about, needs = child["born"], child.get("about", {}), child.get("needs", {})
        is_unborn = born["birth"] == "unborn"
        yield {
            "part": PersonTold.Part.UNBORN if is_unborn else PersonTold.Part.CHILD,
            **child["name"],
            "born_on": _day(born["born_on"]),
            "expected_on": _day(born["expected_on"]),
            "about_age": born["about_age"] or "",
            "sex": about.get("sex", "U"),
            "ethnicity": about.get("ethnicity", ""),
            "language": about.get("language", ""),
            **needs,
            **(home := _home(child["address"])),
            "lives_in_household": _lives_there(home, household),
            **child.get("school", {}),
            **child.get("numbers", {}),
        }


def _adults(told: Told) -> Iterator[dict[str, Any]]:
    """Adults with their address: the children's, when that is where they live."""
    childrens = _home_of_the_children(told)
    for adult in told["adults"]:
        details, home = adult["details"], adult["home"]
        is_with_children = home["home"] == "with_the_children"
        yield {
            **adult["name"],
            "born_on": _day(details["born_on"]),
            "phone": details["phone"],
            "language": details["language"],
            "communication_needs": details["communication_needs"],
            "has_parental_responsibility": {"yes": True, "no": False}.get(details["responsibility"]),
            "lives_in_household": None if home["home"] == "not_known" else is_with_children,
            **(childrens if is_with_children else _home(home)),
        }


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


def _tell_the_front_door(contact: Contact) -> None:
    """At once, to everybody there: a referrer said that somebody is in danger now."""
    on = timezone.localdate()
    there = TeamMembership.objects.filter(standing(on), team__kind=Team.Kind.FRONT_DOOR)
    for worker in Worker.objects.filter(pk__in=there.values("worker"), is_active=True):
        tell(worker, f"{contact.reference}: immediate danger, told by {contact.referrer_agency}", leads_to=_QUEUE)


_QUEUE = "/front-door/queue/"
