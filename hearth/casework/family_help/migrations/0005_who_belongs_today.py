from django.db import migrations

# What happens to a child after they left a family is not for those who held that family.
POLICIES = """
alter policy seen_by_grant on family_help_episode
  using (family_id in (select hearth_records()) or person_id in (select hearth_persons_today()))
  with check (family_id in (select hearth_records()) or person_id in (select hearth_persons_today()));
alter policy seen_by_grant on family_help_assessment
  using (family_id in (select hearth_records()) or (family_id is null and person_id in (select hearth_persons_today())))
  with check (family_id in (select hearth_records()) or (family_id is null and person_id in (select hearth_persons_today())));
"""


class Migration(migrations.Migration):
    dependencies = [("family_help", "0004_wall_of_editions"), ("people", "0008_who_belongs_today")]

    operations = [migrations.RunSQL(POLICIES, migrations.RunSQL.noop)]
