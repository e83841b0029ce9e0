from django.db import migrations, models

# As the owner, so that whoever adds an event needs no right on what waits, and can take nothing off it.
WAITS = """
create function audit_waits() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into audit_unsealed (event) values (new.id);
  return null;
end
$$;
create trigger waits_to_be_sealed after insert on audit_event for each row execute function audit_waits();
insert into audit_unsealed (event)
  select e.id from audit_event e where not exists (select 1 from audit_sealed s where s.event = e.id);
"""


class Migration(migrations.Migration):

    dependencies = [("audit", "0001_begin")]

    operations = [
        migrations.CreateModel(
            name="Unsealed",
            fields=[("event", models.BigIntegerField(primary_key=True, serialize=False))],
        ),
        migrations.RunSQL(WAITS, "drop trigger waits_to_be_sealed on audit_event; drop function audit_waits();"),
    ]
