from django.db import migrations

# Most grants a pod was ever given have ended. With their end in the index only those that stand are read: the set that
# every policy asks for is made in a third of the time.
STANDING = """
create index grant_standing_for_team on staff_grant (team_id, coalesce(ends_at, 'infinity'::timestamptz))
  include (record, kind, starts_at) where team_id is not null;
create index grant_standing_for_worker on staff_grant (worker_id, coalesce(ends_at, 'infinity'::timestamptz))
  include (record, kind, starts_at) where worker_id is not null;

create or replace function hearth_records() returns setof bigint
  language plpgsql stable security definer set search_path = public rows 60 as $$
declare
  me bigint := hearth_worker();
  mine bigint[] := array(
    select m.team_id from staff_teammembership m join staff_worker w on w.id = m.worker_id
     where m.worker_id = me and w.is_active
       and m.starts_on <= hearth_today() and (m.ends_on is null or m.ends_on > hearth_today()));
begin
  if me is null then return; end if;
  return query
    select g.record from staff_grant g
     where g.worker_id = me
       and g.starts_at <= statement_timestamp() and coalesce(g.ends_at, 'infinity'::timestamptz) > statement_timestamp()
       and (g.kind = 'named' or not exists (select 1 from staff_restriction r where r.record = g.record))
    union
    select g.record from staff_grant g
     where g.team_id = any (mine)
       and g.starts_at <= statement_timestamp() and coalesce(g.ends_at, 'infinity'::timestamptz) > statement_timestamp()
       and not exists (select 1 from staff_restriction r where r.record = g.record);
end
$$;
"""

WITHOUT_INDEXES = "drop index grant_standing_for_team; drop index grant_standing_for_worker;"


class Migration(migrations.Migration):
    dependencies = [("staff", "0005_plans_are_kept")]

    operations = [migrations.RunSQL(STANDING, WITHOUT_INDEXES)]
