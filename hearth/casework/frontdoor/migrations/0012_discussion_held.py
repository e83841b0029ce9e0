import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

# What a strategy discussion decided is read like the rest of what the front door makes of a contact. It is written by
# the front door, or by whoever works with the family (an emergency's grant makes nobody that), and nobody changes it.
WALLS = """
alter table frontdoor_strategydiscussion enable row level security;
create policy discussion_read on frontdoor_strategydiscussion for select using (
  exists (select 1 from frontdoor_contact c where c.id = contact_id
          and ((select hearth_at_front_door()) or c.family_id in (select hearth_records()))));
create policy discussion_recorded on frontdoor_strategydiscussion for insert with check (
  exists (select 1 from frontdoor_contact c where c.id = contact_id
          and ((select hearth_at_front_door())
               or c.family_id in (select hearth_records()) and not hearth_only_in_an_emergency(c.family_id))));
"""
# Whoever decided before there was a place to record a discussion: nobody has said that it was held.
DECIDED_BEFORE = """
update frontdoor_contact set discussion_due_on = (decided_at at time zone 'Europe/London')::date
 where outcome in ('strategy', 'joined_s47')
"""
# As before, and on the day on which it happened.
LINE_OF_CONTACT = """
create function hearth_line_of_contact(
  asked bigint, words text, act text, page text, happened date, is_significant boolean) returns void
  language plpgsql volatile security definer set search_path = public as $$
begin
  if not exists (
    select 1 from frontdoor_contact c
     where c.id = asked
       and (c.family_id in (select hearth_records())
            or ((select hearth_at_front_door()) and not hearth_restricted(c.id)
                and (c.family_id is null or not hearth_restricted(c.family_id)))
            or exists (select 1 from frontdoor_check k where k.contact_id = c.id and k.answered_by_id = hearth_worker()))
  ) then
    raise insufficient_privilege using message = 'this worker has no part in this contact';
  end if;
  insert into chronology_line
    (family_id, happened_on, says, slice, leads_to, is_significant, marked_because, written_by_id)
  select c.family_id, coalesce(happened, hearth_today()), words, act, page, is_significant, '', hearth_worker()
    from frontdoor_contact c
   where c.id = asked and c.family_id is not null;
end
$$;
revoke all on function hearth_line_of_contact(bigint, text, text, text, date, boolean) from public;
grant execute on function hearth_line_of_contact(bigint, text, text, text, date, boolean) to hearth_web;
"""
AGENCIES = [
    ("social_care", "Children’s social care"),
    ("police", "Police"),
    ("health", "Health"),
    ("school", "School, nursery or college"),
    ("housing", "Housing"),
    ("probation", "Probation"),
    ("charity", "Charity"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("frontdoor", "0011_found_as_waiting"),
        ("people", "0014_emergencies_change_nothing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("contact", "discussion_due_on", models.DateField(null=True)),
        migrations.RunSQL(DECIDED_BEFORE, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="StrategyDiscussion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("held_on", models.DateField()),
                (
                    "agencies",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(choices=AGENCIES, max_length=12), size=None
                    ),
                ),
                ("others", models.CharField(blank=True, max_length=300)),
                ("without_because", models.TextField(blank=True)),
                ("decided", models.TextField()),
                ("begins_enquiry", models.BooleanField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "contact",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="discussion", to="frontdoor.contact"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            "contact",
            models.Index(
                condition=models.Q(("discussion_due_on__isnull", False)),
                fields=["discussion_due_on"],
                name="contact_to_discuss",
            ),
        ),
        migrations.RunSQL(WALLS, migrations.RunSQL.noop),
        migrations.RunSQL(
            LINE_OF_CONTACT, "drop function hearth_line_of_contact(bigint, text, text, text, date, boolean);"
        ),
        migrations.RunSQL("drop function hearth_line_of_contact(bigint, text, text, text);"),
    ]
