from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from hearth.casework.frontdoor.attachments import size_in_words
from hearth.casework.frontdoor.models import Contact, PersonTold
from hearth.casework.frontdoor.partner_queries import decide_by, open_our_referral, whom_to_ring
from hearth.casework.frontdoor.partner_rules import OUTCOME_MEANS, is_told, names_of_children
from hearth.casework.frontdoor.queries import tellings_of
from hearth.foundation.codes.characteristics import Ethnicity, Sex
from hearth.foundation.periods.words import date_in_words
from hearth.foundation.staff.pages import Request, page, show, today

Rows = list[dict[str, Any]]


@page
def see_our_referral(request: Request, contact: int) -> HttpResponse:
    found = open_our_referral(request.worker, contact, on=today())
    people = list(found.people.all())
    told = is_told(found)
    return show(
        request,
        {
            "contact": found,
            "names": names_of_children(people),
            "sections": [("What you told us", _about(found)), *((person.name, _person(person)) for person in people)],
            "attachments": found.attachments.all(),
            "size_in_words": size_in_words,
            "outcome": found.get_outcome_display() if told else "",
            "outcome_means": OUTCOME_MEANS[Contact.Outcome(found.outcome)] if told else "",
            "tellings": tellings_of(found) if told else [],
            "decide_by": decide_by(found),
            "door": whom_to_ring(timezone.now()),
            "may_see_attachment": request.worker.may("frontdoor.see_attachment"),
        },
    )


def _about(contact: Contact) -> Rows:
    rows = [
        ("Sent by", f"{contact.referrer_name}, {contact.referrer_role}"),
        ("For", contact.referrer_agency),
        ("Reached at", contact.referrer_contact),
        ("How they know the children", contact.referrer_relationship),
        ("In immediate danger when it was sent", "Yes" if contact.is_in_immediate_danger else "No"),
    ]
    if contact.is_in_immediate_danger:
        rows.append(("What was done", contact.danger_acted_on))
    rows += [
        ("Worries", contact.worries),
        ("Going well", contact.going_well),
        ("What makes the children safer", contact.protective_factors),
        ("What the children say", contact.childrens_views),
        ("What the parents say", contact.parents_views),
        ("Other agencies", contact.agencies_involved),
        ("Do the parents know and agree?", contact.get_consent_display()),
    ]
    if contact.consent_from:
        agreed = contact.consent == Contact.Consent.INFORMED_AND_AGREED
        rows.append(("Who agreed" if agreed else "Who was told", contact.consent_from))
    if contact.no_consent_because:
        rows.append(("Why without their agreement", contact.no_consent_because))
    return _rows(rows)


def _person(person: PersonTold) -> Rows:
    rows = [
        ("Who they are", person.get_part_display()),
        *([] if person.part == PersonTold.Part.UNBORN else [("First and middle names", person.given_names)]),
        ("Known as", person.known_as),
        ("Family name", person.family_name),
    ]
    if person.part == PersonTold.Part.UNBORN:
        rows.append(("Expected", _day(person.expected_on)))
    else:
        rows.append(("Date of birth", _day(person.born_on) or (person.about_age and f"About {person.about_age}")))
    if person.part == PersonTold.Part.CHILD:
        rows += [
            ("Sex", str(Sex(person.sex).label)),
            ("Ethnicity", str(Ethnicity(person.ethnicity).label) if person.ethnicity else ""),
            ("Disability, illness or additional need", person.disability),
            ("School, nursery or college", person.school),
            ("GP surgery", person.surgery),
            ("NHS number", person.nhs_number),
            ("UPN", person.upn),
        ]
    if not person.is_child:
        responsibility = {True: "Yes", False: "No", None: "Not known"}[person.has_parental_responsibility]
        rows += [("Parental responsibility", responsibility), ("Telephone number", person.phone)]
    if person.part != PersonTold.Part.UNBORN:
        rows += [
            ("First language", person.language),
            ("What helps them understand and be understood", person.communication_needs),
        ]
    rows.append(("Address", f"{person.address}\n{person.postcode}".strip()))
    return _rows(rows)


def _rows(rows: list[tuple[str, str]]) -> Rows:
    return [{"key": key, "lines": value.splitlines(), "empty": "Not answered"} for key, value in rows]


def _day(day: Any) -> str:
    return date_in_words(day) if day else ""
