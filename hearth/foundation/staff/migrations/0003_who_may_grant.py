from django.db import migrations

# Nobody lets themselves into a record that is closed to them: a grant is given on a record that is open to the giver,
# on a number nobody has been granted yet (the record is being made), by the front door on what its search found, or in
# an emergency to oneself, for hours. To be named on a restricted record is given only by somebody to whom it is open.
POLICIES = """
create function hearth_unclaimed(record bigint) returns boolean
  language sql stable security definer set search_path = public as $$
  select not exists (select 1 from staff_grant g where g.record = $1)
$$;

drop policy seen_by_grant on staff_grant;
create policy grant_seen on staff_grant for select using (
  worker_id = hearth_worker() or team_id in (select hearth_teams()) or given_by_id = hearth_worker()
  or record in (select hearth_records()) or (select hearth_administers()));
create policy grant_given on staff_grant for insert with check (
  given_by_id = hearth_worker()
  and (record in (select hearth_records())
       or (kind = 'work' and (hearth_unclaimed(record) or (select hearth_at_front_door())))
       or (kind = 'emergency' and worker_id = hearth_worker() and ends_at < statement_timestamp() + interval '3 days')));
create policy grant_ended on staff_grant for update using (
  given_by_id = hearth_worker() or record in (select hearth_records()) or (select hearth_administers()))
  with check (ends_at is not null);
"""
BACK = """
drop policy grant_seen on staff_grant; drop policy grant_given on staff_grant; drop policy grant_ended on staff_grant;
drop function hearth_unclaimed(bigint);
create policy seen_by_grant on staff_grant using (
  worker_id = hearth_worker() or team_id in (select hearth_teams()) or given_by_id = hearth_worker()
  or record in (select hearth_records()) or (select hearth_administers()))
  with check (given_by_id = hearth_worker() or record in (select hearth_records()) or (select hearth_administers()));
"""


class Migration(migrations.Migration):
    dependencies = [("staff", "0002_second_wall")]

    operations = [migrations.RunSQL(POLICIES, BACK)]
