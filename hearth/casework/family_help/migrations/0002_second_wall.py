from django.db import migrations

from hearth.foundation.staff.second_wall import wall

OF_ASSESSMENT = "exists (select 1 from family_help_assessment a where a.id = assessment_id)"
FAMILY_OR_PERSON = (
    "family_id in (select hearth_records()) or (family_id is null and person_id in (select hearth_persons()))"
)


class Migration(migrations.Migration):
    dependencies = [("family_help", "0001_begin"), ("people", "0002_second_wall")]

    operations = [
        # A child's episode is seen with the child: a family that a child has joined since shows what came before.
        wall("family_help_episode", "family_id in (select hearth_records()) or person_id in (select hearth_persons())"),
        wall("family_help_assessment", FAMILY_OR_PERSON),
        wall("family_help_finding", OF_ASSESSMENT),
        wall("family_help_factor", OF_ASSESSMENT),
        wall("family_help_view", OF_ASSESSMENT),
        wall("family_help_visit", "family_id in (select hearth_records())"),
        wall("family_help_seenonvisit", "exists (select 1 from family_help_visit v where v.id = visit_id)"),
    ]
