from django.db import migrations

from hearth.foundation.staff.second_wall import by_number


class Migration(migrations.Migration):
    dependencies = [("caseload", "0003_who_may_count"), ("staff", "0006_standing_grants")]

    operations = [by_number("caseload_allocation"), by_number("caseload_involvement")]
