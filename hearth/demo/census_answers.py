"""What the invented children's records answer to what the census asks: most have no disability, a pupil number when they
are of school age, and the primary need that weighs on their family.

Two answers are left out on purpose, so that a return written from the invented council shows what mending looks like:
nobody has asked yet whether Ellie Fung-Barrow has a disability, nor said why Anoop Kurian is helped.
"""

from __future__ import annotations

from collections.abc import Iterator

from hearth.foundation.govuk.fields import UPN_LETTERS, upn_is_sound

DISABILITY_NOT_ASKED = ("Fung-Barrow", "Ellie")
NEED_NOT_SAID = "Kurian"
DISABILITIES = {
    ("Delahunty", "Josie"): ("LD", "COMM"),
    ("Talukdar", "Rafi"): ("AUT",),
    ("Pettifer", "Mason"): ("BEH", "LD"),
    ("Barzanji", "Aram"): ("HEAR",),
    ("Ormerod", "Tyler"): ("MOB", "PC"),
}
NO_NUMBER = {  # of those who are of school age
    ("Guleid", "Sagal"): "UN4",
    ("Kostenko", "Danylo"): "UN3",
    ("Delahunty", "Martin"): "UN2",
}
PRIMARY_NEED = {  # by what weighs on a family
    "abuse": "N1",
    "drink": "N3",
    "low": "N3",
    "neglect": "N1",
    "teen": "N6",
    "baby": "N4",
    "three": "N1",
    "drugs": "N3",
    "kin": "N8",
}


def pupil_numbers() -> Iterator[str]:
    """Sound numbers of no school: 005 is a pseudo-authority."""
    for serial in range(1, 1000):
        rest = f"005900126{serial:03d}"
        yield next(f"{letter}{rest}" for letter in UPN_LETTERS if upn_is_sound(f"{letter}{rest}"))
