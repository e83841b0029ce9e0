from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("returns", "0003_what_the_reader_says")]

    operations = [
        migrations.AddField(
            model_name="run", name="header_says", field=models.CharField(blank=True, default="", max_length=400), preserve_default=False
        ),
        migrations.AddField(
            model_name="run", name="no_figures", field=models.CharField(blank=True, default="", max_length=400), preserve_default=False
        ),
    ]
