"""All that was told of somebody, for their card: what the first look needs, and the rest to be unfolded."""

from __future__ import annotations

from dataclasses import dataclass

from hearth.casework.frontdoor.models import Contact, PersonTold
from hearth.foundation.codes import Ethnicity, Sex

Facts = tuple[tuple[str, str], ...]
_KNOWN = {True: "Yes", False: "No", None: "Not told to us"}


@dataclass(frozen=True)
class CardTold:
    told: PersonTold
    first: Facts
    more: Facts
    not_told: tuple[str, ...]


def card_of(told: PersonTold, contact: Contact) -> CardTold:
    more = _more(told)
    return CardTold(
        told,
        first=_first(told, contact),
        more=tuple((key, value) for key, value in more if value),
        not_told=tuple(key.lower() if key not in _AS_THEY_STAND else key for key, value in more if not value),
    )


_AS_THEY_STAND = {"NHS number", "UPN", "GP surgery"}


def _first(told: PersonTold, contact: Contact) -> Facts:
    lives_there = ("Lives with the household", _KNOWN[told.lives_in_household])
    address = _lines(told.address, told.postcode)
    elsewhere = (("Address", address),) if address and address != _lines(contact.address, contact.postcode) else ()
    if told.part == PersonTold.Part.UNBORN:
        return (lives_there, *elsewhere)
    if told.is_child:
        return (lives_there, *elsewhere, ("School", told.school or "Not told to us"))
    responsibility = ("Parental responsibility", _KNOWN[told.has_parental_responsibility])
    return (lives_there, *elsewhere, responsibility, *((("Telephone", told.phone),) if told.phone else ()))


def _more(told: PersonTold) -> Facts:
    sex = str(Sex(told.sex).label) if told.sex and told.sex != "U" else ""
    ethnicity = str(Ethnicity(told.ethnicity).label) if told.ethnicity else ""
    names = told.given_names if told.known_as else ""
    found: Facts = () if not names else (("First and middle names", names),)
    if told.part == PersonTold.Part.UNBORN:
        return (*found, ("GP surgery", told.surgery))
    found = (
        *found,
        *(("Sex", sex), ("Ethnicity", ethnicity), ("First language", told.language)),
        ("What helps them understand and be understood", told.communication_needs),
        *(("Disability, illness or additional need", told.disability), ("GP surgery", told.surgery)),
        ("NHS number", told.nhs_number),
    )
    return (*found, ("UPN", told.upn), ("Telephone", told.phone)) if told.is_child else found


def _lines(address: str, postcode: str) -> str:
    return ", ".join(filter(None, [*address.splitlines(), postcode]))
