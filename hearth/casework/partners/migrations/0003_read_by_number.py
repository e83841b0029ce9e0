from django.db import migrations

from hearth.foundation.staff.second_wall import by_number


class Migration(migrations.Migration):
    dependencies = [("partners", "0002_second_wall"), ("staff", "0006_standing_grants")]

    operations = [by_number("partners_professional")]
