from django.db import migrations

from hearth.foundation.staff.second_wall import wall

# What was brought in hangs on no family, yet a remark may identify a child: for those whose work it is, and nobody else.
BRINGS_IN = """
create function hearth_brings_in() returns boolean language sql stable security definer set search_path = public as $$
  select exists (select 1 from staff_worker w
                  where w.id = hearth_worker() and w.role in ('data_steward', 'system') and w.is_active)
$$;
"""
BY_ROLE = "(select hearth_brings_in())"


class Migration(migrations.Migration):
    dependencies = [("bring_in_records", "0001_begin"), ("staff", "0002_second_wall")]

    operations = [
        migrations.RunSQL(BRINGS_IN, "drop function hearth_brings_in();"),
        wall("bring_in_records_run", BY_ROLE),
        wall("bring_in_records_remark", BY_ROLE),
    ]
