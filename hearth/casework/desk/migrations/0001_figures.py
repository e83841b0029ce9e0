from django.db import migrations

# Counts for somebody who may open no record. It sees past row-level security, so it checks the caller itself, gives
# counts and nothing else, and keeps back every count under six: what the web's role cannot read, no page can leak.
# The counts stand alone, with no totals, so that none can be worked out from the others.
FIGURES = """
create function hearth_figures(year_from date, day date, assessed_from date, seen_from date, received_from timestamptz)
  returns table (name text, people bigint)
  language plpgsql stable security definer set search_path = public as $$
begin
  if not exists (select 1 from staff_worker w where w.id = hearth_worker() and w.is_active
                    and w.role in ('analyst', 'pod_manager', 'front_door_manager')) then
    raise insufficient_privilege using message = 'this worker may not read the figures';
  end if;
  return query
    with helped as materialized (
      select e.person_id, e.family_id, e.referred_on from family_help_episode e where e.closed_on is null),
    counted (name, n) as (
      select 'families', count(distinct h.family_id) from helped h
      union all
      select 'children', count(distinct h.person_id) from helped h
      union all
      select 'waiting_to_be_allocated', count(distinct h.family_id) from helped h
       where h.family_id is not null and not exists (
         select 1 from caseload_allocation a where a.family_id = h.family_id
            and a.starts_on <= day and (a.ends_on is null or a.ends_on > day))
      union all
      select 'contact_' || c.outcome, count(*) from frontdoor_contact c
       where c.outcome <> '' and c.decided_at >= year_from::timestamp at time zone 'Europe/London' group by c.outcome
      union all
      select 'contact_waiting', count(*) from frontdoor_contact c where c.outcome = ''
      union all
      select 'overdue_contacts', count(*) from frontdoor_contact c where c.outcome = '' and c.received_at < received_from
      union all
      select 'overdue_assessments', count(distinct h.family_id) from helped h
       where h.referred_on < assessed_from and not exists (
         select 1 from family_help_assessment s
          where (s.family_id = h.family_id or s.person_id = h.person_id)
            and s.state = 'authorised' and s.started_on >= h.referred_on)
      union all
      select 'overdue_visits', count(distinct h.person_id) from helped h
        join people_person p on p.id = h.person_id and p.expected_on is null
       where h.referred_on < seen_from and not exists (
         select 1 from family_help_seenonvisit s join family_help_visit v on v.id = s.visit_id
          where s.child_id = h.person_id and v.visited_on >= seen_from))
    select c.name, case when c.n < 6 then null else c.n end from counted c;
end
$$;
revoke all on function hearth_figures(date, date, date, date, timestamptz) from public;
grant execute on function hearth_figures(date, date, date, date, timestamptz) to hearth_web;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_maybe_known"),
        ("caseload", "0002_second_wall"),
        ("family_help", "0002_second_wall"),
        ("frontdoor", "0002_second_wall"),
    ]

    operations = [
        migrations.RunSQL(FIGURES, "drop function hearth_figures(date, date, date, date, timestamptz);"),
    ]
