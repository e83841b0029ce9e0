from django.db import migrations

from hearth.foundation.staff.second_wall import by_number


class Migration(migrations.Migration):
    dependencies = [("family_help", "0005_who_belongs_today"), ("staff", "0006_standing_grants")]

    operations = [by_number("family_help_visit")]
