from django.db import migrations, models

# Which families somebody is in today, for the front door when it has said that somebody told of is this person. It sees
# past row-level security, so it checks the caller itself and says nothing of what is restricted.
FAMILIES_OF = """
create function hearth_families_of(asked bigint) returns setof bigint
  language plpgsql stable security definer set search_path = public as $$
begin
  if not exists (select 1 from staff_worker w where w.id = hearth_worker() and w.is_active
                    and w.role in ('front_door_worker', 'front_door_manager', 'system')) then
    raise insufficient_privilege using message = 'this worker may not ask which families somebody is in';
  end if;
  return query
    select m.family_id from people_familymembership m
     where m.person_id = asked and m.starts_on <= current_date and (m.ends_on is null or m.ends_on > current_date)
       and not exists (select 1 from staff_restriction r where r.record in (m.family_id, asked))
     order by m.family_id;
end
$$;
revoke all on function hearth_families_of(bigint) from public;
grant execute on function hearth_families_of(bigint) to hearth_web;
"""


class Migration(migrations.Migration):
    dependencies = [("frontdoor", "0002_second_wall"), ("people", "0003_maybe_known")]

    operations = [
        migrations.AddField("contact", "best_match", models.PositiveSmallIntegerField(null=True)),
        migrations.AddField("contact", "decided_without_checks", models.TextField(blank=True)),
        migrations.RunSQL(FAMILIES_OF, "drop function hearth_families_of(bigint);"),
    ]
