from django.db import migrations

from hearth.foundation.staff.second_wall import wall

OF_PLAN = "exists (select 1 from workbook_plan p where p.id = plan_id)"


class Migration(migrations.Migration):
    dependencies = [("workbook", "0001_begin"), ("people", "0002_second_wall")]

    operations = [
        wall("workbook_star", "family_id in (select hearth_records())"),
        wall("workbook_shape", "exists (select 1 from workbook_star s where s.id = star_id)"),
        wall("workbook_score", "exists (select 1 from workbook_shape s where s.id = shape_id)"),
        wall("workbook_plan", "family_id in (select hearth_records())"),
        wall("workbook_step", OF_PLAN),
        wall("workbook_scale", OF_PLAN),
        wall("workbook_copymade", OF_PLAN),
    ]
