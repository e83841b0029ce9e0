import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

# Whoever may read a contact reads all that its referrer was told; the front door alone adds to it, and nobody changes it.
WALLS = """
alter table frontdoor_toldagain enable row level security;
create policy told_read on frontdoor_toldagain for select using (
  exists (select 1 from frontdoor_contact c where c.id = contact_id));
create policy told_again on frontdoor_toldagain for insert with check (
  (select hearth_at_front_door()) and exists (select 1 from frontdoor_contact c where c.id = contact_id));

create function hearth_first_telling_stays() returns trigger language plpgsql as $$
begin
  if current_user = 'hearth_web' and old.told_referrer_at is not null
     and (new.told_referrer, new.told_referrer_at) is distinct from (old.told_referrer, old.told_referrer_at) then
    raise exception 'what a referrer was told stays as it was told';
  end if;
  return new;
end
$$;
create trigger first_telling_stays before update on frontdoor_contact
  for each row execute function hearth_first_telling_stays();
"""
BACK = """
drop trigger first_telling_stays on frontdoor_contact;
drop function hearth_first_telling_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("frontdoor", "0009_left_open"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="ToldAgain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.TextField()),
                ("told_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="told_again", to="frontdoor.contact"
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.RunSQL(WALLS, BACK),
    ]
