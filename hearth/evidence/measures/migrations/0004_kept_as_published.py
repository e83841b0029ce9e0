from django.db import migrations, models
from django.db.models import Q

# Until now published figures were counted again whenever they were read. They are kept nowhere, so what stands is withdrawn:
# by Hearth's next word those who read figures may see others. What 0003 said of their settings nobody had written down.
WITHDRAWN = """
update measures_publication set withdrawn_at = now(), withdrawn_by_id = published_by_id,
  withdrawn_because = 'Hearth now keeps figures as they were published, and these were not kept. Publish them anew.'
 where withdrawn_at is null;
update measures_publication set threshold = null, rounding = null, definition_version = '';
set constraints all immediate;
set constraints all deferred;
"""
# The row now holds the figures: who reads figures may read it, and nobody else.
READ = """
create function hearth_reads_figures() returns boolean language sql stable security definer set search_path = public as $$
  select exists (select 1 from staff_worker w
                  where w.id = hearth_worker() and w.is_active
                    and w.role in ('analyst', 'data_steward', 'front_door_manager', 'pod_manager', 'system'))
$$;
drop policy seen_at_work on measures_publication;
create policy seen_by_role on measures_publication for select using ((select hearth_reads_figures()));
"""
READ_AT_WORK = """
drop policy seen_by_role on measures_publication;
create policy seen_at_work on measures_publication for select using (hearth_worker() is not null);
drop function hearth_reads_figures();
"""


class Migration(migrations.Migration):
    dependencies = [("measures", "0003_as_it_was_published")]

    operations = [
        migrations.AlterField(model_name="publication", name="threshold", field=models.PositiveIntegerField(null=True)),
        migrations.AlterField(model_name="publication", name="rounding", field=models.PositiveIntegerField(null=True)),
        migrations.AlterField(
            model_name="publication", name="definition_version", field=models.CharField(blank=True, max_length=20)
        ),
        migrations.RunSQL(WITHDRAWN, migrations.RunSQL.noop),
        migrations.AddField(model_name="publication", name="figures", field=models.JSONField(null=True)),
        migrations.AddField(model_name="publication", name="weighed", field=models.JSONField(default=list)),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=False)
                | Q(figures__isnull=False, threshold__isnull=False, rounding__isnull=False, definition_version__gt=""),
                name="publication_stands_with_its_figures",
            ),
        ),
        migrations.RunSQL(READ, READ_AT_WORK),
    ]
