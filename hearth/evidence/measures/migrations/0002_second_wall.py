from django.db import migrations

# What was published hangs on no family. Who reads figures must know of it; a data steward alone publishes and withdraws, and
# nobody takes a publication off the record: for that there is no policy.
PUBLISHES_FIGURES = """
create function hearth_publishes_figures() returns boolean language sql stable security definer set search_path = public as $$
  select exists (select 1 from staff_worker w
                  where w.id = hearth_worker() and w.role in ('data_steward', 'system') and w.is_active)
$$;
"""
WALL = """
alter table measures_publication enable row level security;
create policy seen_at_work on measures_publication for select using (hearth_worker() is not null);
create policy published_by_role on measures_publication for insert with check ((select hearth_publishes_figures()));
create policy withdrawn_by_role on measures_publication for update using ((select hearth_publishes_figures()));
"""
NO_WALL = """
drop policy withdrawn_by_role on measures_publication;
drop policy published_by_role on measures_publication;
drop policy seen_at_work on measures_publication;
alter table measures_publication disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("measures", "0001_begin"), ("staff", "0002_second_wall")]

    operations = [
        migrations.RunSQL(PUBLISHES_FIGURES, "drop function hearth_publishes_figures();"),
        migrations.RunSQL(WALL, NO_WALL),
    ]
