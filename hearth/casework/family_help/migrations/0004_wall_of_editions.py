from django.db import migrations

from hearth.foundation.staff.second_wall import wall


class Migration(migrations.Migration):
    dependencies = [("family_help", "0003_keep_every_edition")]

    operations = [
        wall("family_help_edition", "exists (select 1 from family_help_assessment a where a.id = assessment_id)"),
    ]
