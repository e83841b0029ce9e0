from django.db import migrations

# The guess stayed in the contact: whoever was recorded from one before has it from there.
FROM_THE_CONTACT = """
update people_person p set about_age = t.about_age, about_age_on = t.told_on
  from (select distinct on (told.person_id) told.person_id, told.about_age,
               (c.received_at at time zone 'Europe/London')::date as told_on
          from frontdoor_persontold told join frontdoor_contact c on c.id = told.contact_id
         where told.about_age <> '' and told.person_id is not null and c.decided_at is not null
         order by told.person_id, c.received_at desc) t
 where p.id = t.person_id and p.born_on is null and p.expected_on is null
"""


class Migration(migrations.Migration):
    dependencies = [("frontdoor", "0012_discussion_held"), ("people", "0017_about_how_old")]

    operations = [migrations.RunSQL(FROM_THE_CONTACT, migrations.RunSQL.noop)]
