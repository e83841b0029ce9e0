from django.db import migrations

# As in 0002, and it answers those who allocate and nobody else.
CASELOADS = """
create or replace function hearth_caseloads(team bigint, day date)
  returns table (worker bigint, families bigint, children bigint)
  language sql stable security definer set search_path = public as $$
  select i.worker_id, count(distinct i.family_id),
         count(distinct m.person_id) filter (where m.part = 'child' and m.starts_on <= $2 and (m.ends_on is null or m.ends_on > $2))
    from caseload_involvement i
    join staff_teammembership t on t.worker_id = i.worker_id and t.team_id = $1
     and t.starts_on <= $2 and (t.ends_on is null or t.ends_on > $2)
    left join people_familymembership m on m.family_id = i.family_id
   where i.starts_on <= $2 and (i.ends_on is null or i.ends_on > $2)
     and exists (select 1 from staff_worker w where w.id = hearth_worker() and w.is_active
                    and w.role in ('front_door_manager', 'pod_manager', 'system'))
   group by i.worker_id
$$;
revoke all on function hearth_caseloads(bigint, date) from public;
grant execute on function hearth_caseloads(bigint, date) to hearth_web;
"""


class Migration(migrations.Migration):
    dependencies = [("caseload", "0002_second_wall"), ("people", "0008_who_belongs_today")]

    operations = [migrations.RunSQL(CASELOADS, migrations.RunSQL.noop)]
