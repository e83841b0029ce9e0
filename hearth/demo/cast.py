"""Aldermere Council: who works there and with it. Every name is invented; telephone numbers are those that Ofcom keeps
free for drama (01632 960000 to 960999, 07700 900000 to 900999), so that ringing one disturbs nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password

from hearth.foundation.staff.models import Organisation, Team, TeamMembership, Worker
from hearth.foundation.staff.system import system_worker, the_council

PASSWORD = "hearth-demo-2026"
DOMAIN = "aldermere.example"
BEGAN = timedelta(days=3 * 365)

ORGANISATIONS = {
    # key: (name, kind, telephone, answers checks)
    "millbrook": ("Millbrook Primary School", "school", "01632 960110", True),
    "high": ("Aldermere High School", "school", "01632 960120", True),
    "police": ("Aldermere Police", "police", "01632 960130", True),
    "health": ("Aldermere Community Health", "health", "01632 960140", True),
    "housing": ("Aldermere Homes", "housing", "01632 960150", True),
    "haven": ("Haven Domestic Abuse Service", "charity", "01632 960160", False),
    "clearwater": ("Clearwater Drug and Alcohol Service", "charity", "01632 960170", False),
    "changing_course": ("Changing Course", "charity", "01632 960180", False),
}
TEAMS = {
    # key: (name, kind, organisation, area, telephone)
    "door": ("Front door", "front_door", "council", "", "01632 960200"),
    "north": ("North pod", "pod", "council", "Millbrook and the north", "01632 960210"),
    "south": ("South pod", "pod", "council", "Harbour and the south", "01632 960220"),
    "east": ("East pod", "pod", "council", "Fenside and the east", "01632 960230"),
    "evidence": ("Records and evidence", "evidence", "council", "", "01632 960240"),
    "millbrook": ("Millbrook Primary safeguarding", "partner", "millbrook", "", "01632 960111"),
    "high": ("Aldermere High safeguarding", "partner", "high", "", "01632 960121"),
    "police": ("Police referrals", "partner", "police", "", "01632 960131"),
    "health": ("Community health safeguarding", "partner", "health", "", "01632 960141"),
    "housing": ("Housing safeguarding", "partner", "housing", "", "01632 960151"),
}
WORKERS = {
    # key: (known as, family name, role, team, employer, job title)
    "dee": ("Dee", "Ashworth", "social_worker", "north", "council", "Social worker"),
    "mo": ("Mo", "Siddiqui", "pod_manager", "north", "council", "Pod manager"),
    "sam": ("Sam", "Kowalski", "adult_practitioner", "north", "haven", "Domestic abuse practitioner"),
    "nia": ("Nia", "Prosser", "social_worker", "north", "council", "Social worker"),
    "olu": ("Olu", "Balogun", "social_worker", "north", "council", "Senior social worker"),
    "kez": ("Kez", "Harland", "adult_practitioner", "north", "clearwater", "Drug and alcohol practitioner"),
    "ines": ("Ines", "Duarte", "adult_practitioner", "north", "health", "Mental health practitioner"),
    "ash": ("Ash", "Pereira", "social_worker", "south", "council", "Social worker"),
    "val": ("Val", "Okonkwo", "pod_manager", "south", "council", "Pod manager"),
    "ravi": ("Ravi", "Menon", "social_worker", "south", "council", "Social worker"),
    "tom": ("Tom", "Ferris", "adult_practitioner", "south", "haven", "Domestic abuse practitioner"),
    "zoe": ("Zoe", "Hartnell", "adult_practitioner", "south", "health", "Mental health practitioner"),
    "cal": ("Cal", "Drummond", "pod_manager", "east", "council", "Pod manager"),
    "hana": ("Hana", "Yusuf", "social_worker", "east", "council", "Social worker"),
    "rob": ("Rob", "Tindall", "social_worker", "east", "council", "Social worker"),
    "amy": ("Amy", "Stokes", "adult_practitioner", "east", "changing_course", "Perpetrator practitioner"),
    "fay": ("Fay", "Mbeki", "front_door_worker", "door", "council", "Duty social worker"),
    "lou": ("Lou", "Vickers", "front_door_worker", "door", "council", "Duty social worker"),
    "guy": ("Guy", "Tremlett", "front_door_manager", "door", "council", "Front-door manager"),
    "tess": ("Tess", "Whitlock", "partner_referrer", "millbrook", "millbrook", "Designated safeguarding lead"),
    "gwen": ("Gwen", "Ellery", "partner_referrer", "high", "high", "Designated safeguarding lead"),
    "pia": ("Pia", "Lindqvist", "partner_referrer", "police", "police", "Sergeant"),
    "neil": ("Neil", "Oyelaran", "partner_referrer", "health", "health", "Named nurse for safeguarding"),
    "sita": ("Sita", "Rao", "partner_referrer", "housing", "housing", "Tenancy support officer"),
    "ada": ("Ada", "Brennan", "administrator", None, "council", "Systems administrator"),
    "lin": ("Lin", "Zhao", "analyst", "evidence", "council", "Performance analyst"),
    "stu": ("Stu", "Farrow", "data_steward", "evidence", "council", "Data steward"),
}
LEADS = {"north": ("dee", "nia", "olu"), "south": ("ash", "ravi"), "east": ("hana", "rob")}
MANAGERS = {"north": "mo", "south": "val", "east": "cal"}


@dataclass(frozen=True)
class Cast:
    organisations: dict[str, Organisation]
    teams: dict[str, Team]
    workers: dict[str, Worker]
    hearth: Worker

    def __getitem__(self, key: str) -> Worker:
        return self.workers[key]


def email(key: str) -> str:
    return f"{key}@{DOMAIN}"


def make_cast(on: date) -> Cast:
    """The organisations, teams and workers, all with the one password that is known."""
    began = on - BEGAN
    council = the_council()
    organisations = {"council": council} | {
        key: Organisation.objects.create(
            name=name,
            kind=kind,
            phone=phone,
            email=f"safeguarding@{key.replace('_', '-')}.example",
            answers_checks=answers,
        )
        for key, (name, kind, phone, answers) in ORGANISATIONS.items()
    }
    teams = {
        key: Team.objects.create(name=name, kind=kind, organisation=organisations[of], area=area, phone=phone)
        for key, (name, kind, of, area, phone) in TEAMS.items()
    }
    password = make_password(PASSWORD)
    workers = {}
    for number, (key, (known_as, family_name, role, team, employer, title)) in enumerate(WORKERS.items()):
        workers[key] = Worker.objects.create(
            email=email(key),
            password=password,
            known_as=known_as,
            family_name=family_name,
            role=role,
            employer=organisations[employer],
            job_title=title,
            phone=f"07700 9001{number:02}",
            starts_on=began,
            last_seen_on=on,
        )
        if team:
            TeamMembership.objects.create(worker=workers[key], team=teams[team], starts_on=began)
    return Cast(organisations, teams, workers, system_worker())
