from django.db import migrations

from hearth.foundation.staff.second_wall import by_number


class Migration(migrations.Migration):
    dependencies = [("workbook", "0003_words_without_a_score"), ("staff", "0006_standing_grants")]

    operations = [by_number("workbook_star"), by_number("workbook_plan")]
