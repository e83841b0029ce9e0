from django.db import migrations, models

# The day in London, as everywhere else: the server's own is UTC, and an hour behind on a summer's night.
FAMILIES_OF = """
create or replace function hearth_families_of(asked bigint) returns setof bigint
  language plpgsql stable security definer set search_path = public as $$
begin
  if not exists (select 1 from staff_worker w where w.id = hearth_worker() and w.is_active
                    and w.role in ('front_door_worker', 'front_door_manager', 'system')) then
    raise insufficient_privilege using message = 'this worker may not ask which families somebody is in';
  end if;
  return query
    select m.family_id from people_familymembership m
     where m.person_id = asked and m.starts_on <= hearth_today() and (m.ends_on is null or m.ends_on > hearth_today())
       and not exists (select 1 from staff_restriction r where r.record in (m.family_id, asked))
     order by m.family_id;
end
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("frontdoor", "0010_told_again"), ("staff", "0004_londons_day")]

    operations = [
        # The web's role keeps generic plans: an index whose condition compares with a value is never proved to serve them.
        migrations.RemoveIndex("contact", "contact_waiting"),
        migrations.AddIndex(
            "contact",
            models.Index(
                condition=models.Q(("decided_at__isnull", True)), fields=["received_at"], name="contact_waiting"
            ),
        ),
        migrations.RunSQL(FAMILIES_OF, migrations.RunSQL.noop),
    ]
