"""A generated council of a real one's size, poured into an empty database as fast as PostgreSQL takes it.

Everybody is invented. A tenth of the families are open and held by a pod; the rest are closed, as in any council.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import connection
from django.utils import timezone
from psycopg.types.json import Jsonb

from benchmarks.likeness.mistype import persons
from hearth.casework.people.likeness import keys_for
from hearth.foundation.council import council
from hearth.foundation.staff.models import Organisation, Team, TeamMembership, Worker

CHILDREN, ADULTS = 3, 2
A_FAMILY = CHILDREN + ADULTS
OPEN_SHARE = 0.1
FAMILIES_A_POD = 500  # with those closed, so that a caseload is alike in a council of any size
WORKERS = 6  # social workers in a pod
LINES_OPEN, LINES_CLOSED, EVENTS_A_FAMILY = 20, 4, 10
VISITS = 18  # to each open family


@dataclass(frozen=True)
class Made:
    persons: int
    families: int
    worker: Worker
    manager: Worker
    front_door: Worker
    family: int
    families_led: int
    families_of_pod: int


def _copy(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Copy the rows in; what a row is silent of gets the model's own default (an empty text, False)."""
    model = next(model for model in apps.get_models() if model._meta.db_table == table)
    silent = {
        field.column: field.get_default() if field.has_default() else "" if field.empty_strings_allowed else False
        for field in model._meta.local_fields
        if field.column not in columns and not (field.null or field.primary_key or field.has_db_default())
    }
    with (
        connection.cursor() as cursor,
        cursor.copy(f"copy {table} ({', '.join([*columns, *silent])}) from stdin") as copy,
    ):
        for row in rows:
            copy.write_row([*row, *silent.values()])


def _workers(pod_count: int) -> tuple[list[Team], dict[int, list[Worker]], Team, list[Worker]]:
    today = timezone.localdate()
    employer = Organisation.objects.create(name="Generated Council", kind="council")
    pods = [Team.objects.create(name=f"Pod {n:02}", kind="pod", organisation=employer) for n in range(pod_count)]
    door = Team.objects.create(name="Front door", kind="front_door", organisation=employer)

    def worker(name: str, role: str, team: Team) -> Worker:
        made = Worker(
            email=f"{name}@generated.example",
            known_as=name,
            family_name="Generated",
            role=role,
            employer=employer,
            starts_on=today - timedelta(days=900),
            last_seen_on=today,
        )
        made.set_unusable_password()
        made.save()
        TeamMembership.objects.create(worker=made, team=team, starts_on=today - timedelta(days=900))
        return made

    members = {
        pod.pk: [
            worker(f"m{pod.pk}", "pod_manager", pod),
            *(worker(f"w{pod.pk}-{n}", "social_worker", pod) for n in range(WORKERS)),
        ]
        for pod in pods
    }
    duty = [worker(f"duty{n}", "front_door_worker", door) for n in range(4)]
    return pods, members, door, duty


def make(count: int, *, seed: int = 1) -> Made:
    """Pour in `count` persons in families of five. About 20 seconds for 100,000 on two cores."""
    chance = random.Random(seed)
    families = count // A_FAMILY
    pods, members, _, duty = _workers(max(1, families // FAMILIES_A_POD))
    today, now = timezone.localdate(), timezone.now()
    by = duty[0].pk
    numbers = range(1_000_001, 1_000_001 + families)
    first_person = 2_000_001
    population = persons(families * A_FAMILY, seed=seed)
    is_open = [chance.random() < OPEN_SHARE for _ in numbers]
    pod_of = [pods[index % len(pods)] for index in range(families)]

    _copy(
        "people_family",
        ("id", "name", "recorded_at", "recorded_by_id", "version"),
        ((number, population[index * A_FAMILY].family_name, now, by, 1) for index, number in enumerate(numbers)),
    )
    _copy(
        "people_person",
        ("id", "known_as", "given_names", "family_name", "other_names", "born_on", "likeness_keys", "recorded_at",
         "recorded_by_id"),
        (
            (first_person + index, each.known_as, each.given_names, each.family_name, list(each.former_names), each.born_on,
             sorted(keys_for(each)), now, by)
            for index, each in enumerate(population)
        ),
    )  # fmt: skip

    def people_of(index: int) -> range:
        start = first_person + index * A_FAMILY
        return range(start, start + A_FAMILY)

    parts = ("child", "child", "child", "mother", "father")
    joined = today - timedelta(days=400)
    _copy(
        "people_familymembership",
        ("family_id", "person_id", "part", "starts_on"),
        (
            (number, person, part, joined)
            for index, number in enumerate(numbers)
            for person, part in zip(people_of(index), parts, strict=True)
        ),
    )
    _copy(
        "people_residence",
        ("person_id", "address", "postcode", "starts_on"),
        (
            (first_person + index, home.first_line or "1 Some Street", home.postcode, joined)
            for index, each in enumerate(population)
            for home in each.dwellings[:1]
        ),
    )
    lead_of = [members[pod.pk][1 + index // len(pods) % WORKERS] for index, pod in enumerate(pod_of)]
    _grants_and_allocations(numbers, is_open, pod_of, lead_of, today, now, by)
    closed_on = today - timedelta(days=100)
    _copy(
        "family_help_episode",
        ("person_id", "family_id", "referred_on", "referral_source", "primary_need", "closed_on", "closure_reason",
         "recorded_at", "recorded_by_id"),
        (
            (person, number, joined, "2A", "N1", None if is_open[index] else closed_on, "" if is_open[index] else "RC7", now, by)
            for index, number in enumerate(numbers)
            for person in list(people_of(index))[:CHILDREN]
        ),
    )  # fmt: skip
    _copy(
        "chronology_line",
        ("family_id", "happened_on", "says", "slice", "is_significant", "written_at", "written_by_id"),
        (
            (number, today - timedelta(days=n * 7), "Visited at home", "family_help.record_visit", n % 4 == 0, now, by)
            for index, number in enumerate(numbers)
            for n in range(LINES_OPEN if is_open[index] else LINES_CLOSED)
        ),
    )
    _copy(
        "audit_event",
        ("at", "kind", "name", "worker", "record", "details"),
        (
            (
                now - timedelta(days=n),
                "read",
                "casefile.see_family",
                by,
                number,
                Jsonb({"because": "Lead social worker"}),
            )
            for number in numbers
            for n in range(EVENTS_A_FAMILY)
        ),
    )
    _contacts(families, chance, now, by)
    _stars(numbers, is_open, today, now, by)
    _work(numbers, is_open, people_of, chance, today, now, by)
    with connection.cursor() as cursor:
        cursor.execute("select setval('hearth_record', 9000001)")
        cursor.execute("vacuum analyze")
    held: dict[tuple[int, int], list[int]] = {}
    for index, number in enumerate(numbers):
        if is_open[index]:
            held.setdefault((index % len(pods), index // len(pods) % WORKERS), []).append(number)
    pod, nth = max(held, key=lambda one: len(held[one]))  # the worker who leads most
    manager, *workers = members[pods[pod].pk]
    of_pod = sum(len(theirs) for (one, _), theirs in held.items() if one == pod)
    return Made(
        families * A_FAMILY, families, workers[nth], manager, duty[0], held[pod, nth][0], len(held[pod, nth]), of_pod
    )


def _grants_and_allocations(
    numbers: range,
    is_open: list[bool],
    pod_of: list[Team],
    lead_of: list[Worker],
    today: date,
    now: datetime,
    by: int,
) -> None:
    """Each family's pod has its grant, and its lead theirs; those of closed families have ended."""
    began, ended = now - timedelta(days=390), now - timedelta(days=90)

    def grants() -> Iterable[Sequence[Any]]:
        for index, number in enumerate(numbers):
            ends = None if is_open[index] else ended
            yield 2 * index + 1, None, pod_of[index].pk, number, "work", "Held by the pod", began, ends, by
            yield 2 * index + 2, lead_of[index].pk, None, number, "work", "Lead social worker", began, ends, by

    _copy(
        "staff_grant",
        ("id", "worker_id", "team_id", "record", "kind", "why", "starts_at", "ends_at", "given_by_id"),
        grants(),
    )
    start, end = today - timedelta(days=390), today - timedelta(days=90)
    _copy(
        "caseload_allocation",
        ("family_id", "team_id", "starts_on", "ends_on", "why_ended", "grant_id", "allocated_at", "allocated_by_id"),
        (
            (number, pod_of[index].pk, start, None if is_open[index] else end, "", 2 * index + 1, now, by)
            for index, number in enumerate(numbers)
        ),
    )
    _copy(
        "caseload_involvement",
        ("family_id", "worker_id", "part", "starts_on", "ends_on", "why_ended", "grant_id"),
        (
            (number, lead_of[index].pk, "lead", start, None if is_open[index] else end, "", 2 * index + 2)
            for index, number in enumerate(numbers)
        ),
    )
    with connection.cursor() as cursor:
        cursor.execute("select setval(pg_get_serial_sequence('staff_grant', 'id'), %s)", [2 * len(numbers) + 10])


def _contacts(families: int, chance: random.Random, now: datetime, by: int) -> None:
    """One contact for each family in the past, decided; and two hundred waiting at the front door."""
    waiting = 200
    columns = ("id", "received_at", "received_by_id", "source", "worries", "consent", "is_in_immediate_danger", "outcome",
               "decided_at", "decided_by_id", "decided_because", "is_referral", "version")  # fmt: skip

    def rows() -> Iterable[Sequence[Any]]:
        for index in range(families + waiting):
            decided = index < families
            at = now - (timedelta(days=chance.randrange(10, 900)) if decided else timedelta(hours=index % 40))
            yield (
                5_000_001 + index, at, by, "2A", "Worried about what we heard this morning.", "agreed", False,
                "advice" if decided else "", at if decided else None, by if decided else None, "", False, 1
            )  # fmt: skip

    _copy("frontdoor_contact", columns, rows())
    _copy(
        "frontdoor_persontold",
        ("contact_id", "position", "part", "given_names", "family_name", "born_on"),
        (
            (5_000_001 + index, position, "child", "Robin", "Marlow", date(2018, 5, 1))
            for index in range(families + waiting)
            for position in (1, 2)
        ),
    )
    _copy(
        "frontdoor_rating",
        ("contact_id", "rating", "because", "due_at", "rated_at", "rated_by_id"),
        (
            (5_000_001 + families + index, "amber", "Because", now + timedelta(hours=index % 24), now, by)
            for index in range(0, waiting, 2)
        ),
    )


def _stars(numbers: range, is_open: list[bool], today: date, now: datetime, by: int) -> None:
    """Two stars agreed together for every open family, twelve weeks apart."""
    spokes = [{"key": each.key, "label": each.label, "domain": each.domain} for each in council().star.spokes]
    held = [number for index, number in enumerate(numbers) if is_open[index]]
    _copy(
        "workbook_star",
        (
            "id",
            "family_id",
            "tool_version",
            "spokes",
            "lowest",
            "highest",
            "drawn_on",
            "note",
            "begun_at",
            "begun_by_id",
        ),
        (
            (
                2 * index + nth + 1,
                number,
                "1",
                Jsonb(spokes),
                1,
                10,
                today - timedelta(days=84 * (1 - nth)),
                "",
                now,
                by,
            )
            for index, number in enumerate(held)
            for nth in (0, 1)
        ),
    )
    _copy(
        "workbook_shape",
        ("id", "star_id", "kind", "scorer", "recorded_at", "recorded_by_id", "withdrawn_because"),
        ((n, n, "now", "agreed", now, by, "") for n in range(1, 2 * len(held) + 1)),
    )
    _copy(
        "workbook_score",
        ("shape_id", "spoke", "score", "in_their_words"),
        ((n, spoke["key"], 3 + n % 5, "") for n in range(1, 2 * len(held) + 1) for spoke in spokes),
    )
    with connection.cursor() as cursor:
        for table in ("workbook_star", "workbook_shape"):
            cursor.execute(f"select setval(pg_get_serial_sequence('{table}', 'id'), %s)", [2 * len(held) + 10])


def _work(
    numbers: range,
    is_open: list[bool],
    people_of: Callable[[int], range],
    chance: random.Random,
    today: date,
    now: datetime,
    by: int,
) -> None:
    """For every open family: an authorised assessment with factors, a visit every three weeks, a plan with its steps."""
    held = [index for index, _ in enumerate(numbers) if is_open[index]]
    began = today - timedelta(days=390)
    _copy(
        "family_help_assessment",
        ("id", "family_id", "referred_on", "started_on", "state", "analysis", "authorised_on", "sent_by_id", "authorised_by_id",
         "started_at", "started_by_id", "version"),
        (
            (nth, numbers[index], began, began + timedelta(days=2), "authorised", "What we found, and why. " * 20,
             began + timedelta(days=40), by, by, now, by, 1)
            for nth, index in enumerate(held, 1)
        ),
    )  # fmt: skip
    _copy(
        "family_help_factor",
        ("assessment_id", "child_id", "code"),
        (
            (nth, child, code)
            for nth, index in enumerate(held, 1)
            for code in chance.sample(("1B", "2B", "3B", "4B", "21"), 2)
            for child in people_of(index)[:CHILDREN]
        ),
    )
    _copy(
        "family_help_visit",
        ("id", "family_id", "visited_on", "says", "home_seen", "written_at", "written_by_id"),
        (
            (nth * VISITS + n, numbers[index], today - timedelta(days=n * 21 + index % 30), "Seen at home. " * 20, True, now, by)
            for nth, index in enumerate(held)
            for n in range(VISITS)
        ),
    )  # fmt: skip
    _copy(
        "family_help_seenonvisit",
        ("visit_id", "child_id", "seen_alone", "bedroom_seen"),
        (
            (nth * VISITS + n, child, True, False)
            for nth, index in enumerate(held)
            for n in range(VISITS)
            for child in people_of(index)[:CHILDREN]
        ),
    )
    _copy(
        "workbook_plan",
        ("id", "family_id", "made_on", "worries", "hopes", "if_worse", "review_on", "ring_name", "ring_phone", "made_at",
         "made_by_id", "version"),
        (
            (nth, numbers[index], began, "The nights. " * 10, "Quiet evenings. " * 10, "We ring at once. ",
             today + timedelta(days=index % 60 - 10), "Duty", "01632 960001", now, by, 1)
            for nth, index in enumerate(held, 1)
        ),
    )  # fmt: skip
    _copy(
        "workbook_step",
        ("plan_id", "position", "who", "does"),
        ((nth, n, "Everybody", "Keeps to bedtime") for nth, _ in enumerate(held, 1) for n in range(6)),
    )
    with connection.cursor() as cursor:
        for table, last in (
            ("family_help_assessment", len(held)),
            ("family_help_visit", len(held) * VISITS),
            ("workbook_plan", len(held)),
        ):
            cursor.execute(f"select setval(pg_get_serial_sequence('{table}', 'id'), %s)", [last + 10])
