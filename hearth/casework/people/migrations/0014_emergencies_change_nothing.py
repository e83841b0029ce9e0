from django.db import migrations

# What is opened in an emergency is open to be read, and for a visit to be recorded. Who is in a family and what is kept
# from whom, the restriction of a record, and who else may open it, wait for somebody with another grant. And whoever
# does no casework opens nothing so.
ONLY_IN_AN_EMERGENCY = """
create function hearth_only_in_an_emergency(opened bigint) returns boolean
  language plpgsql stable security definer set search_path = public as $$
declare
  kinds text[] := array(
    select g.kind from staff_grant g
     where (g.worker_id = hearth_worker() or g.team_id in (select hearth_teams()))
       and (g.record = opened
            or g.record in (select m.family_id from people_familymembership m
                             where m.person_id = opened and (m.ends_on is null or m.ends_on > hearth_today())))
       and g.starts_at <= statement_timestamp() and (g.ends_at is null or g.ends_at > statement_timestamp()));
begin
  return 'emergency' = all (kinds) and cardinality(kinds) > 0;
end
$$;

create function hearth_opens_in_emergencies() returns boolean
  language sql stable security definer set search_path = public as $$
  select exists (select 1 from staff_worker w where w.id = hearth_worker() and w.role not in
                   ('administrator', 'analyst', 'data_steward', 'partner_referrer'))
$$;

create policy emergency_opened on staff_grant as restrictive for insert with check (
  case when kind = 'emergency' then (select hearth_opens_in_emergencies())
       else (select hearth_at_front_door()) or not hearth_only_in_an_emergency(record) end);
create policy emergency_ends_nobodys on staff_grant as restrictive for update using (true)
  with check (given_by_id = hearth_worker() or not hearth_only_in_an_emergency(record));
"""
BACK = """
drop policy emergency_opened on staff_grant; drop policy emergency_ends_nobodys on staff_grant;
drop function hearth_opens_in_emergencies();
drop function hearth_only_in_an_emergency(bigint);
"""


def nothing_in_an_emergency(table: str, column: str = "person_id") -> migrations.RunSQL:
    """To add and to change; a row may still be locked and read. What is taken away is not seen."""
    held = f"not hearth_only_in_an_emergency({column})"
    return migrations.RunSQL(
        f"create policy emergency_adds_nothing on {table} as restrictive for insert with check ({held});"
        f"create policy emergency_changes_nothing on {table} as restrictive for update using (true) with check ({held});"
        f"create policy emergency_takes_nothing on {table} as restrictive for delete using ({held});",
        f"drop policy emergency_adds_nothing on {table}; drop policy emergency_changes_nothing on {table};"
        f"drop policy emergency_takes_nothing on {table};",
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0013_only_the_front_door_searches"), ("staff", "0007_nobody_is_hearth")]

    operations = [
        migrations.RunSQL(ONLY_IN_AN_EMERGENCY, BACK),
        nothing_in_an_emergency("people_protection"),
        nothing_in_an_emergency("people_person", "id"),
        nothing_in_an_emergency("people_family", "id"),
        nothing_in_an_emergency("people_familymembership", "family_id"),
        nothing_in_an_emergency("people_identifier"),
        nothing_in_an_emergency("people_relationship"),
        nothing_in_an_emergency("people_residence"),
        nothing_in_an_emergency("staff_restriction", "record"),
    ]
