from django.db import migrations

from hearth.foundation.staff.second_wall import wall


class Migration(migrations.Migration):
    dependencies = [("chronology", "0001_begin"), ("people", "0002_second_wall")]

    operations = [
        wall(
            "chronology_line",
            "family_id in (select hearth_records())"
            " or (family_id is null and person_id in (select hearth_persons()))",
        ),
    ]
