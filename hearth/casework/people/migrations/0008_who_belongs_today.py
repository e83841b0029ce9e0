from django.db import migrations

# A grant on a family opens by name whoever was ever in it, for the family's own history; but where somebody lives, their
# numbers and what happens to them since is for those who hold a family they are in today. A restricted family closes its
# people by every way in, also by way of another family, but to those named on it or on them.
PEOPLE = """
create function hearth_closed_people() returns setof bigint
  language sql stable security definer set search_path = public as $$
  select m.person_id from staff_restriction r join people_familymembership m on m.family_id = r.record
   where r.record not in (select hearth_records())
     and (m.ends_on is null or m.ends_on > hearth_today())
  union
  select r.record from staff_restriction r
  except
  select g.record from staff_grant g
   where g.kind = 'named' and g.worker_id = hearth_worker()
     and g.starts_at <= statement_timestamp() and (g.ends_at is null or g.ends_at > statement_timestamp())
$$;

create or replace function hearth_persons() returns setof bigint
  language sql stable security definer set search_path = public as $$
  with mine as materialized (select record from hearth_records() as record)
  (select record from mine union select m.person_id from people_familymembership m where m.family_id in (select record from mine))
  except
  select hearth_closed_people()
$$;

create function hearth_persons_today() returns setof bigint
  language sql stable security definer set search_path = public as $$
  with mine as materialized (select record from hearth_records() as record)
  (select record from mine
   union
   select m.person_id from people_familymembership m
    where m.family_id in (select record from mine) and (m.ends_on is null or m.ends_on > hearth_today()))
  except
  select hearth_closed_people()
$$;

alter policy seen_by_grant on people_residence using (person_id in (select hearth_persons_today()))
  with check (person_id in (select hearth_persons_today()));
alter policy seen_by_grant on people_identifier using (person_id in (select hearth_persons_today()))
  with check (person_id in (select hearth_persons_today()));

revoke all on function hearth_closed_people(), hearth_teams_holding(bigint) from public;
grant execute on function hearth_closed_people(), hearth_teams_holding(bigint) to hearth_web;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0007_protection_ended_as_written"), ("staff", "0004_londons_day")]

    operations = [migrations.RunSQL(PEOPLE, migrations.RunSQL.noop)]
