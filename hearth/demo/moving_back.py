"""Give what the actions wrote just now the moments it would have had: in one statement a table, over the whole database.

Only what is written *about* the families moves. The audit does not: it is append-only, and says when this was loaded.
"""

from __future__ import annotations

from django.db import connection

from hearth.casework.people.opening import MADE_THIS_RECORD

_AT = "least(now(), ({day} + time '{hour}') at time zone 'Europe/London')"


def _at(day: str, hour: str) -> str:
    return _AT.format(day=day, hour=hour)


_MOVES = (
    f"update chronology_line set written_at = {_at('happened_on', '16:20')}",
    f"update family_help_assessment set started_at = {_at('started_on', '11:00')}",
    "update family_help_finding f set written_at = least(now(), a.started_at + interval '9 days')"
    " from family_help_assessment a where a.id = f.assessment_id",
    f"update family_help_view set written_at = {_at('told_on', '15:10')}",
    "update family_help_edition e set written_at = least(now(), a.started_at + interval '20 days')"
    " from family_help_assessment a where a.id = e.assessment_id",
    f"update family_help_visit set written_at = {_at('visited_on', '17:40')}",
    f"update workbook_star set begun_at = {_at('drawn_on', '14:00')}",
    "update workbook_shape s set recorded_at = t.begun_at from workbook_star t where t.id = s.star_id",
    f"update workbook_plan set made_at = {_at('made_on', '15:00')}",
    "update workbook_plan p set superseded_at = n.made_at from workbook_plan n"
    " where n.family_id = p.family_id and n.version = p.version + 1",
    f"update caseload_allocation set allocated_at = {_at('starts_on', '09:40')}",
    "update staff_grant g set starts_at = a.allocated_at from caseload_allocation a where a.grant_id = g.id",
    f"update staff_grant g set starts_at = {_at('i.starts_on', '09:40')} from caseload_involvement i where i.grant_id = g.id",
    "update people_family f set recorded_at = c.decided_at from frontdoor_contact c"
    " where c.family_id = f.id and c.decided_at is not null",
    "update people_person p set recorded_at = c.decided_at from frontdoor_persontold t join frontdoor_contact c"
    " on c.id = t.contact_id where t.person_id = p.id and c.decided_at is not null",
    # Whoever made a record may open it for a day: that day is long over.
    "update staff_grant g set starts_at = r.recorded_at, ends_at = r.recorded_at + interval '1 day'"
    " from (select id, recorded_at from people_family union all select id, recorded_at from people_person) r"
    f" where g.record = r.id and g.why = '{MADE_THIS_RECORD}'",
    # Alerts came when the thing happened and were seen soon after; new is only what came today and still waits.
    "update staff_alert a set at = i.starts_at from caseload_involvement v join staff_grant i on i.id = v.grant_id"
    " where v.worker_id = a.worker_id and a.leads_to = '/families/' || v.family_id || '/see-family/'",
    f"update staff_alert a set at = {_at('s.sent_on', '09:05')} from family_help_assessment s"
    " where a.leads_to like '/families/%/assessments/' || s.id || '/authorise-assessment/'",
    "update staff_alert a set at = least(now(), s.authorised_on + time '15:30') from family_help_assessment s"
    " where a.leads_to like '/families/%/see-assessment/?assessment=' || s.id",
    "update staff_alert a set at = k.answered_at from frontdoor_check k join staff_organisation o on o.id = k.organisation_id"
    " where a.says = 'C-' || k.id || ': ' || o.name || ' has answered'",
    "update staff_alert a set at = c.decided_at from frontdoor_contact c"
    " where c.outcome = 'joined' and a.leads_to = '/front-door/' || c.id || '/see-contact/'",
    "update staff_alert set seen_at = least(now(), at + interval '20 hours')"
    " where seen_at is null and (at at time zone 'Europe/London')::date < (now() at time zone 'Europe/London')::date",
    # A worker had opened their families before: what others wrote since is then new to them.
    "insert into audit_event (kind, name, worker, record, at, details)"
    " select 'read', 'casefile.see_family', i.worker_id, i.family_id, now() - make_interval(days => 2 + (i.id % 9)::int),"
    " jsonb_build_object('because', g.why, 'grant', g.id)"
    " from caseload_involvement i join staff_grant g on g.id = i.grant_id"
    " where i.starts_on < current_date - 12",
)


def move_back() -> None:
    with connection.cursor() as cursor:
        for statement in _MOVES:
            cursor.execute(statement)
