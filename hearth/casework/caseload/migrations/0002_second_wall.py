from django.db import migrations

from hearth.foundation.staff.second_wall import wall

# How much each worker of a team holds: counts and nothing else, so a manager can allocate fairly without opening a record.
CASELOADS = """
create function hearth_caseloads(team bigint, day date)
  returns table (worker bigint, families bigint, children bigint)
  language sql stable security definer set search_path = public as $$
  select i.worker_id, count(distinct i.family_id),
         count(distinct m.person_id) filter (where m.part = 'child' and m.starts_on <= $2 and (m.ends_on is null or m.ends_on > $2))
    from caseload_involvement i
    join staff_teammembership t on t.worker_id = i.worker_id and t.team_id = $1
     and t.starts_on <= $2 and (t.ends_on is null or t.ends_on > $2)
    left join people_familymembership m on m.family_id = i.family_id
   where i.starts_on <= $2 and (i.ends_on is null or i.ends_on > $2)
   group by i.worker_id
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("caseload", "0001_begin"), ("people", "0002_second_wall")]

    operations = [
        migrations.RunSQL(CASELOADS, "drop function hearth_caseloads(bigint, date);"),
        wall("caseload_allocation", "family_id in (select hearth_records())"),
        wall("caseload_involvement", "family_id in (select hearth_records())"),
    ]
