from django.db import migrations

# Which teams hold a record, or a family of the person it is: for telling their managers of an emergency. It answers
# nobody but one who has just been let in.
TEAMS_HOLDING = """
create function hearth_teams_holding(record bigint) returns setof bigint
  language sql stable security definer set search_path = public as $$
  select distinct g.team_id from staff_grant g
   where g.team_id is not null
     and g.starts_at <= statement_timestamp() and (g.ends_at is null or g.ends_at > statement_timestamp())
     and $1 in (select hearth_records())
     and (g.record = $1 or g.record in (select m.family_id from people_familymembership m where m.person_id = $1))
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0005_restriction_reaches_people")]

    operations = [migrations.RunSQL(TEAMS_HOLDING, "drop function hearth_teams_holding(bigint);")]
