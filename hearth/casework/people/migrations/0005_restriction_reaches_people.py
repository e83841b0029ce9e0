from django.db import migrations

# As in 0002, and one thing more: a grant on a person alone (an emergency's, or the day's grant of whoever made the
# record) opens nobody whose family is restricted. Whoever is named on the family, or on the person, still sees them.
PERSONS = """
create or replace function hearth_persons() returns setof bigint
  language sql stable security definer set search_path = public as $$
  with mine as materialized (select record from hearth_records() as record),
  named as (
    select g.record from staff_grant g
     where g.kind = 'named' and g.worker_id = hearth_worker()
       and g.starts_at <= statement_timestamp() and (g.ends_at is null or g.ends_at > statement_timestamp())),
  closed as (
    select m.person_id from staff_restriction r join people_familymembership m on m.family_id = r.record)
  select record from mine
   where record not in (select person_id from closed) or record in (select record from named)
  union
  select m.person_id from people_familymembership m
   where m.family_id in (select record from mine)
     and (not exists (select 1 from staff_restriction r where r.record = m.person_id)
          or m.person_id in (select record from named))
$$;
"""
AS_BEFORE = """
create or replace function hearth_persons() returns setof bigint
  language sql stable security definer set search_path = public as $$
  select record from hearth_records() as record
  union
  select m.person_id from people_familymembership m
   where m.family_id in (select hearth_records())
     and (not exists (select 1 from staff_restriction r where r.record = m.person_id)
          or exists (select 1 from staff_grant g
                      where g.record = m.person_id and g.kind = 'named' and g.worker_id = hearth_worker()
                        and g.starts_at <= statement_timestamp() and (g.ends_at is null or g.ends_at > statement_timestamp())))
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0004_protection_ended")]

    operations = [migrations.RunSQL(PERSONS, AS_BEFORE)]
