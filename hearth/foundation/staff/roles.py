"""The scheme of delegation: who may do what, in English and in the names of slices.

A pattern is a slice's name, or `app.*`. Which *records* a person may open is never here: that is for grants.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache

EVERYONE = frozenset(
    {
        "staff.accept_invitation",
        "staff.sign_in_safely",
        "staff.keep_draft",
        "staff.stay_signed_in",
        "desk.my_day",
        "desk.see_alert",
    }
)

# Opening and reading what one has been granted, for those who work with families.
READS_RECORDS = frozenset(
    {
        "casefile.see_*",
        "chronology.*",
        "people.open_in_emergency",
        "people.find",
        "desk.my_families",
    }
    | {"caseload.see_team_around", "family_help.see_assessment", "family_help.see_visits", "frontdoor.see_contact"}
    | {"frontdoor.see_attachment"}
)
# Who is in a family, where they live, what is kept from whom.
KEEPS_PEOPLE = frozenset(
    {"people.*", "casefile.add_person", "casefile.begin_family", "casefile.record_birth", "casefile.move_home"}
    | {"casefile.leave_family", "casefile.protect_details", "casefile.end_protection"}
)
# To find the children brought in, see that they are whom one takes them for, and put them in families: no casework.
JOINS_WHO_WAS_BROUGHT_IN = frozenset(
    {"bring_in_records.*", "people.find", "desk.my_families", "casefile.begin_family"}
    | {"casefile.see_family", "casefile.see_people", "casefile.see_person"}
)
# Figures that a data steward published: small numbers are kept back, and of each snapshot one set is told.
READS_FIGURES = frozenset(
    {"desk.figures", "measures.list_snapshots", "measures.see_hidden_harm", "measures.download_hidden_harm"}
)
RESTRICTS = frozenset({"casefile.restrict_record", "casefile.lift_restriction"})
WORKS_WITH_FAMILIES = (
    READS_RECORDS
    | KEEPS_PEOPLE
    | {
        "workbook.*",
        "family_help.record_visit",
        "family_help.begin_assessment",
        "family_help.write_finding",
        "family_help.choose_factors",
        "family_help.record_view",
        "family_help.write_assessment",
        "family_help.send_assessment",
        "family_help.change_episodes",
        "frontdoor.record_discussion",
        "partners.*",
    }
)
TAKES_CONTACTS = frozenset(
    {
        "frontdoor.queue",
        "frontdoor.see_contact",
        "frontdoor.record_contact",
        "frontdoor.take_contact",
        "frontdoor.match_person",
        "frontdoor.rate_contact",
        "frontdoor.ask_agency",
        "frontdoor.write_analysis",
        "frontdoor.tell_referrer",
        "frontdoor.see_attachment",
    }
)


@dataclass(frozen=True)
class Role:
    key: str
    title: str
    says: str
    may: frozenset[str]
    sees_names: bool = True


_ALL = (
    Role(
        "front_door_worker",
        "Front-door social worker",
        "Takes contacts at the front door: finds who may be known, rates, asks agencies, writes the analysis. "
        "Does not decide the outcome.",
        EVERYONE | WORKS_WITH_FAMILIES | TAKES_CONTACTS,
    ),
    Role(
        "front_door_manager",
        "Front-door manager",
        "Does what a front-door social worker does, decides what becomes of a contact, and allocates families to pods.",
        EVERYONE
        | WORKS_WITH_FAMILIES
        | TAKES_CONTACTS
        | RESTRICTS
        | READS_FIGURES
        | {"frontdoor.decide", "caseload.*", "desk.my_team"},
    ),
    Role(
        "social_worker",
        "Children's social worker",
        "Works with the families allocated to their pod: assesses, draws the star, makes the plan, records visits.",
        EVERYONE | WORKS_WITH_FAMILIES,
    ),
    Role(
        "adult_practitioner",
        "Adult specialist",
        "Works beside the social worker with the adults of a family (domestic abuse, mental health, drugs and alcohol). "
        "May be employed by a partner.",
        EVERYONE
        | READS_RECORDS
        | {"workbook.*", "family_help.record_visit", "family_help.write_finding", "family_help.record_view"}
        | {"casefile.protect_details"},
    ),
    Role(
        "pod_manager",
        "Pod manager",
        "Allocates families within the service, authorises assessments and plans, sees what is due for the whole pod.",
        EVERYONE | WORKS_WITH_FAMILIES | RESTRICTS | READS_FIGURES | {"family_help.*", "caseload.*", "desk.*"},
    ),
    Role(
        "partner_referrer",
        "Partner who refers",
        "A named person at a school, surgery or charity: sends referrals, answers checks, sees what became of their own.",
        EVERYONE
        | {
            "frontdoor.refer",
            "frontdoor.our_referrals",
            "frontdoor.see_our_referral",
            "frontdoor.see_attachment",
            "frontdoor.answer_check",
            "frontdoor.our_checks",
        },
    ),
    Role(
        "analyst",
        "Analyst",
        "Sees counts and figures; never a name, never a record.",
        EVERYONE | READS_FIGURES,
        sees_names=False,
    ),
    Role(
        "data_steward",
        "Data steward",
        "Checks the council's returns, counts from them with small numbers shown, publishes and withdraws figures. Brings in "
        "what an old system gives out, finds those children, joins them into families.",
        EVERYONE | JOINS_WHO_WAS_BROUGHT_IN | {"returns.*", "measures.*"},
    ),
    Role(
        "administrator",
        "Administrator",
        "Keeps teams, workers and partner organisations. Opens no family's record.",
        EVERYONE | {"staff.*"},
        sees_names=False,
    ),
    Role(
        "system",
        "Hearth itself",
        "What Hearth does by itself: loading, sealing, bringing in. Nobody can sign in as this.",
        frozenset({"*"}),
    ),
)
ROLES: dict[str, Role] = {role.key: role for role in _ALL}

# What a record opened in an emergency is open for, whatever else the role may do: to be read, and to write down what
# was found. Everything else waits for whoever holds it.
IN_AN_EMERGENCY = frozenset(
    {"casefile.see_*", "caseload.see_team_around", "chronology.see_chronology", "workbook.see_*"}
    | {"family_help.see_*", "family_help.record_visit"}
)


def is_for_emergencies(name: str) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in IN_AN_EMERGENCY)


@lru_cache(maxsize=8192)
def may(role: str, name: str) -> bool:
    found = ROLES.get(role)
    return found is not None and any(fnmatchcase(name, pattern) for pattern in found.may)
