"""Whom to sign in as in the invented council, and what each can try."""

from __future__ import annotations

from dataclasses import dataclass

from hearth.demo.cast import WORKERS, email
from hearth.foundation.staff.models import Worker


@dataclass(frozen=True)
class Try:
    email: str
    name: str
    job: str
    what: str


_TRY = {
    "tess": "Refer three siblings and their mother; see what became of your referrals",
    "fay": "Take a contact from the queue: who may be known, rate, ask agencies, write the analysis",
    "guy": "Decide what becomes of a contact; allocate a family to a pod",
    "pia": "Answer a check that the front door asked of the police",
    "dee": "Open the Okafor-Reid family: assessment, Web Star, plan on a page; look for the Templetons and find nobody",
    "mo": "See the whole North pod; authorise an assessment",
    "sam": "Work beside Dee, from a charity",
    "ash": "Try to open Dee's families: for you there are none",
    "hana": "Open the Templetons, a restricted record",
    "lin": "See figures without names, once Stu has published some",
    "stu": "Bring in a CIN census file; check one, and publish its figures",
    "ada": "Keep teams, workers and partners; open no record",
}


def who_to_be() -> list[Try]:
    """In the order of the work."""
    return [
        Try(email(key), f"{WORKERS[key][0]} {WORKERS[key][1]}", WORKERS[key][5], what) for key, what in _TRY.items()
    ]


def is_invented() -> bool:
    """Whether this database holds the invented council, and no real one."""
    return Worker.objects.filter(email=email("dee")).exists()
