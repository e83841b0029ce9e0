from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("frontdoor", "0003_families_of")]

    operations = [
        migrations.AddField("persontold", "about_age", models.CharField(blank=True, max_length=40)),
    ]
