from django.db import migrations

# The walls and the pages agree on what day it is: London's, whatever clock the database keeps.
LONDONS_DAY = """
create function hearth_today() returns date language sql stable parallel safe
  return (statement_timestamp() at time zone 'Europe/London')::date;

create or replace function hearth_teams() returns setof bigint
  language sql stable security definer set search_path = public as $$
  select m.team_id from staff_teammembership m join staff_worker w on w.id = m.worker_id
   where m.worker_id = hearth_worker() and w.is_active
     and m.starts_on <= hearth_today() and (m.ends_on is null or m.ends_on > hearth_today())
$$;

revoke all on function hearth_restricted(bigint), hearth_unclaimed(bigint) from public;
grant execute on function hearth_restricted(bigint), hearth_unclaimed(bigint) to hearth_web;
"""


class Migration(migrations.Migration):
    dependencies = [("staff", "0003_who_may_grant"), ("people", "0003_maybe_known")]

    operations = [migrations.RunSQL(LONDONS_DAY, migrations.RunSQL.noop)]
