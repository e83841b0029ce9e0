from django.db import migrations

# The same sets as before, written in the language whose plans are kept for the session: planning a set anew for each
# statement took ten times as long as making it.
KEPT = """
create or replace function hearth_teams() returns setof bigint
  language plpgsql stable security definer set search_path = public rows 3 as $$
declare me bigint := hearth_worker();
begin
  return query
    select m.team_id from staff_teammembership m join staff_worker w on w.id = m.worker_id
     where m.worker_id = me and w.is_active
       and m.starts_on <= hearth_today() and (m.ends_on is null or m.ends_on > hearth_today());
end
$$;

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
       and g.starts_at <= statement_timestamp() and (g.ends_at is null or g.ends_at > statement_timestamp())
       and (g.kind = 'named' or not exists (select 1 from staff_restriction r where r.record = g.record))
    union
    select g.record from staff_grant g
     where g.team_id = any (mine)
       and g.starts_at <= statement_timestamp() and (g.ends_at is null or g.ends_at > statement_timestamp())
       and not exists (select 1 from staff_restriction r where r.record = g.record);
end
$$;

create or replace function hearth_at_front_door() returns boolean
  language plpgsql stable security definer set search_path = public as $$
begin
  return exists (select 1 from staff_team t where t.kind = 'front_door' and t.id in (select hearth_teams()));
end
$$;

create or replace function hearth_restricted(record bigint) returns boolean
  language plpgsql stable security definer set search_path = public as $$
begin
  return exists (select 1 from staff_restriction r where r.record = $1);
end
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("staff", "0004_londons_day")]

    operations = [migrations.RunSQL(KEPT, migrations.RunSQL.noop)]
