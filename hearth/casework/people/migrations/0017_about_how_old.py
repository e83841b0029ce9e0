from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0016_what_the_census_asks")]

    operations = [
        migrations.AddField("person", "about_age", models.CharField(blank=True, default="", max_length=40), False),
        migrations.AddField("person", "about_age_on", models.DateField(blank=True, null=True)),
    ]
