from django.db import migrations

from hearth.foundation.staff.second_wall import wall

# Whoever a grant reaches: the persons granted themselves, and everybody of the families granted.
PERSONS = """
create function hearth_persons() returns setof bigint language sql stable security definer set search_path = public as $$
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
HANGS_ON_A_PERSON = "person_id in (select hearth_persons())"


class Migration(migrations.Migration):
    dependencies = [("people", "0001_begin"), ("staff", "0002_second_wall")]

    operations = [
        migrations.RunSQL(PERSONS, "drop function hearth_persons();"),
        wall("people_person", "id in (select hearth_persons())"),
        wall("people_family", "id in (select hearth_records())"),
        wall("people_familymembership", "family_id in (select hearth_records())"),
        wall("people_identifier", HANGS_ON_A_PERSON),
        wall("people_relationship", f"{HANGS_ON_A_PERSON} and to_id in (select hearth_persons())"),
        wall("people_residence", HANGS_ON_A_PERSON),
        wall("people_protection", HANGS_ON_A_PERSON),
        wall("people_saidoflikeness", HANGS_ON_A_PERSON),
        # An event about a person is seen by those who may open the person.
        migrations.RunSQL(
            "drop policy seen_by_grant on audit_event;"
            "create policy seen_by_grant on audit_event using (worker = hearth_worker()"
            " or record in (select hearth_records()) or record in (select hearth_persons()))"
            " with check (worker is not distinct from hearth_worker() or worker is null);",
            migrations.RunSQL.noop,
        ),
    ]
