from django.db import migrations

from hearth.foundation.staff.second_wall import by_number


class Migration(migrations.Migration):
    dependencies = [("people", "0011_hearth_may_search"), ("staff", "0006_standing_grants")]

    operations = [by_number("people_family", "id"), by_number("people_familymembership")]
