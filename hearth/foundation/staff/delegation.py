"""The scheme of delegation for people to read: roles.py, each slice told as what somebody may do with it."""

from __future__ import annotations

from dataclasses import dataclass

from hearth.foundation.staff.roles import ROLES, may
from hearth.foundation.staff.rules import NOT_OFFERED

# Each part of Hearth in the order of the work, and each slice in it; a slice's permission is "part.slice".
WORDS: dict[str, tuple[str, dict[str, str]]] = {
    "frontdoor": (
        "The front door",
        {
            "refer": "refer a child or family",
            "our_referrals": "see what their own organisation referred",
            "see_our_referral": "see what became of each referral",
            "our_checks": "see the checks asked of their own organisation",
            "answer_check": "answer a check",
            "queue": "see the contacts that wait for a decision, and those decided",
            "record_contact": "write down a contact made by telephone or letter",
            "see_contact": "open a contact",
            "see_attachment": "open a file that came with a referral",
            "take_contact": "take a contact on",
            "match_person": "say who of a contact is known already",
            "rate_contact": "rate a contact",
            "ask_agency": "ask agencies for checks",
            "write_analysis": "write the analysis of a contact",
            "decide": "decide what becomes of a contact",
            "tell_referrer": "tell the referrer what was decided",
            "record_discussion": "record that a strategy discussion was held",
        },
    ),
    "caseload": (
        "Allocation",
        {
            "waiting_to_be_allocated": "see the families that wait for a pod",
            "allocate_family": "allocate a family to a pod and its lead, and move it to another",
            "see_team_around": "see who works with a family",
            "add_practitioner": "add a practitioner to a family",
            "end_part": "end a practitioner’s part",
        },
    ),
    "casefile": (
        "A family’s record",
        {
            "see_family": "read a family’s record",
            "see_people": "see who is in the family",
            "see_person": "read a person’s record",
            "see_readers": "see who has looked at the record",
            "add_person": "add somebody to a family",
            "begin_family": "begin a family’s record",
            "record_birth": "record a birth",
            "move_home": "record a move",
            "leave_family": "record that somebody left the family",
            "protect_details": "keep somebody’s details from somebody else",
            "end_protection": "end that protection",
            "restrict_record": "restrict a record to named people",
            "lift_restriction": "lift a restriction",
        },
    ),
    "people": (
        "People",
        {
            "find": "find a person or family",
            "open_in_emergency": "open a closed record in an emergency, saying why",
            "change_person": "correct a person’s details",
            "change_census_details": "record what the census asks of a child",
            "relate_people": "say how people are related",
        },
    ),
    "family_help": (
        "Assessment and visits",
        {
            "see_assessment": "read the assessment",
            "begin_assessment": "begin an assessment",
            "write_finding": "write a finding",
            "choose_factors": "choose the factors found",
            "record_view": "record what a child or parent says",
            "write_assessment": "write the analysis and what to do next",
            "send_assessment": "send the assessment to the manager",
            "authorise_assessment": "authorise an assessment, or send it back",
            "see_visits": "see the visits",
            "record_visit": "record a visit",
            "change_episodes": "say why children are helped, and who referred them",
            "close_help": "close help to a family",
        },
    ),
    "workbook": (
        "Web Star and plan",
        {
            "see_star": "see the Web Star",
            "begin_star": "begin a star with the family",
            "score_star": "score the star",
            "withdraw_shape": "withdraw scores given in error",
            "see_plan": "read the plan",
            "make_plan": "make and change the plan",
            "finish_step": "mark a step of the plan as done",
            "print_plan": "make a copy of the plan for somebody",
            "download_copy": "download a copy that was made",
        },
    ),
    "chronology": (
        "Chronology",
        {"see_chronology": "read the chronology", "mark_significant": "mark an event as significant"},
    ),
    "partners": (
        "Professionals around the family",
        {
            "add_professional": "add a professional of another agency",
            "end_professional": "end a professional’s involvement",
        },
    ),
    "desk": (
        "My day and figures",
        {
            "my_day": "see what is owed today and this week",
            "see_alert": "open what they have been told",
            "my_families": "see their own families",
            "my_team": "see what each worker of their team holds",
            "figures": "see the figures of the service",
        },
    ),
    "returns": (
        "Checking returns",
        {
            "list_checks": "see the returns checked",
            "check_census": "check a children in need census file",
            "see_check": "read what a check found, by rule and by child",
            "see_records": "read it record by record, with the children’s numbers",
            "answer_query": "answer a query with an explanation",
            "answer_queries": "answer all queries of a rule with one explanation",
            "compare_checks": "compare two checks",
            "download_check": "download what a check found",
        },
    ),
    "measures": (
        "Needs assessment",
        {
            "list_snapshots": "see of which days there are figures",
            "see_hidden_harm": "see how many children live with hidden harm, small numbers kept back",
            "download_hidden_harm": "download those figures",
            "see_exact_counts": "see the exact counts, which are not for publishing",
            "download_exact_counts": "download the exact counts",
            "compare_snapshots": "compare two snapshots",
            "publish_figures": "publish the figures of a day, for those who see published figures alone",
            "withdraw_figures": "withdraw published figures",
        },
    ),
    "bring_in_records": (
        "Bringing in records",
        {
            "list_runs": "see the files brought in",
            "upload_census": "bring in a children in need census file",
            "see_run": "read the report on a file",
            "download_report": "download that report",
            "join_into_family": "join children who came one by one into a family",
        },
    ),
    "staff": (
        "Signing in and administration",
        {
            "accept_invitation": "accept an invitation",
            "sign_in_safely": "choose how they sign in",
            "stay_signed_in": "stay signed in",
            "keep_draft": "have what they type kept until it is sent",
            "administration": "open the administration",
            "see_delegation": "read this scheme",
            "see_workers": "see the workers",
            "see_worker": "open a worker’s account",
            "invite_worker": "invite somebody",
            "resend_invitation": "send an invitation again",
            "change_worker": "change a worker’s details",
            "change_role": "change a worker’s role",
            "move_worker": "move a worker to another team",
            "end_worker": "end an account",
            "reopen_worker": "open an account again",
            "see_teams": "see the teams and pods",
            "add_team": "add a team or pod",
            "change_team": "change a team",
            "end_team": "end a team",
            "see_organisations": "see the partner organisations",
            "see_organisation": "open a partner organisation",
            "add_organisation": "add a partner organisation",
            "change_organisation": "change a partner organisation",
            "end_organisation": "end a partner organisation",
        },
    ),
}


@dataclass(frozen=True)
class Area:
    title: str
    may: tuple[str, ...]


@dataclass(frozen=True)
class RoleInWords:
    key: str
    title: str
    says: str
    sees_names: bool
    areas: tuple[Area, ...]


def roles_in_words() -> list[RoleInWords]:
    return [
        RoleInWords(role.key, role.title, role.says, role.sees_names, _areas(role.key))
        for role in ROLES.values()
        if role.key not in NOT_OFFERED
    ]


def _areas(role: str) -> tuple[Area, ...]:
    areas = (
        Area(title, tuple(words for name, words in slices.items() if may(role, f"{part}.{name}")))
        for part, (title, slices) in WORDS.items()
    )
    return tuple(area for area in areas if area.may)
