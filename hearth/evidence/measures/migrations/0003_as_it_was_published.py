from django.db import migrations, models

# A publication is withdrawn, once, by whoever withdraws it; nothing else of it changes, and nobody publishes as another.
ONLY_WITHDRAWN = """
create function hearth_publication_is_only_withdrawn() returns trigger language plpgsql as $$
begin
  if current_user = 'hearth_web'
     and (old.withdrawn_at is not null
          or new.withdrawn_at is null
          or new.withdrawn_by_id is distinct from hearth_worker()
          or (to_jsonb(new) - array['withdrawn_at', 'withdrawn_by_id', 'withdrawn_because'])
             is distinct from (to_jsonb(old) - array['withdrawn_at', 'withdrawn_by_id', 'withdrawn_because'])) then
    raise insufficient_privilege using message = 'a publication may only be withdrawn, once, by whoever withdraws it';
  end if;
  return new;
end
$$;
create trigger publication_is_only_withdrawn before update on measures_publication
  for each row execute function hearth_publication_is_only_withdrawn();
drop policy published_by_role on measures_publication;
create policy published_by_role on measures_publication for insert
  with check ((select hearth_publishes_figures()) and published_by_id = hearth_worker() and withdrawn_at is null);
"""
BACK = """
drop policy published_by_role on measures_publication;
create policy published_by_role on measures_publication for insert with check ((select hearth_publishes_figures()));
drop trigger publication_is_only_withdrawn on measures_publication;
drop function hearth_publication_is_only_withdrawn();
"""


class Migration(migrations.Migration):
    dependencies = [("measures", "0002_second_wall")]

    operations = [
        # Whatever was published until now was counted by what Hearth came with.
        migrations.AddField(
            model_name="publication", name="threshold", field=models.PositiveIntegerField(default=5), preserve_default=False
        ),
        migrations.AddField(
            model_name="publication", name="rounding", field=models.PositiveIntegerField(default=1), preserve_default=False
        ),
        migrations.AddField(
            model_name="publication", name="definition_version", field=models.CharField(default="1", max_length=20), preserve_default=False
        ),
        migrations.RunSQL(ONLY_WITHDRAWN, BACK),
    ]
