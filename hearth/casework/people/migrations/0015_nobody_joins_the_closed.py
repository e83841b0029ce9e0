from django.db import migrations

# To make somebody part of a family opens them to all who hold it. So only those join whom the worker may open already,
# whom the front door recognised, or who are new: in no family yet, and granted to nobody.
JOINS = """
create function hearth_is_new(person bigint) returns boolean
  language sql stable security definer set search_path = public as $$
  select not exists (select 1 from people_familymembership m where m.person_id = $1)
     and not exists (select 1 from staff_grant g where g.record = $1)
$$;
create policy joins_the_open on people_familymembership as restrictive for insert with check (
  person_id in (select hearth_persons()) or (select hearth_at_front_door()) or hearth_is_new(person_id));
create policy stays_who_they_are on people_familymembership as restrictive for update using (true) with check (
  person_id in (select hearth_persons()) or (select hearth_at_front_door()));
"""
BACK = """
drop policy joins_the_open on people_familymembership; drop policy stays_who_they_are on people_familymembership;
drop function hearth_is_new(bigint);
"""
# Who left a restricted family is closed by it no longer (`hearth_closed_people`), and is found as anybody else.
ONCE = "in (select m.family_id from people_familymembership m where m.person_id = l.id)"
NOW = (
    "in (select m.family_id from people_familymembership m where m.person_id = l.id"
    " and (m.ends_on is null or m.ends_on > hearth_today()))"
)
AGAIN = """
do $$
declare
  before text := pg_get_functiondef('hearth_maybe_known(text[], integer)'::regprocedure);
  after text := replace(before, '{}', '{}');
begin
  if after = before then raise exception 'hearth_maybe_known is not written as this migration knows it'; end if;
  execute after;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0014_emergencies_change_nothing"), ("staff", "0008_grants_only_end")]

    operations = [
        migrations.RunSQL(JOINS, BACK),
        migrations.RunSQL(AGAIN.format(ONCE, NOW), AGAIN.format(NOW, ONCE)),
    ]
