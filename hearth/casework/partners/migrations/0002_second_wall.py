from django.db import migrations

from hearth.foundation.staff.second_wall import wall


class Migration(migrations.Migration):
    dependencies = [("partners", "0001_begin"), ("people", "0002_second_wall")]

    operations = [wall("partners_professional", "family_id in (select hearth_records())")]
