from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("returns", "0002_second_wall")]

    operations = [
        migrations.AddField(model_name="run", name="reader_says", field=models.JSONField(default=list)),
        migrations.AddField(model_name="run", name="reader_lines", field=models.JSONField(default=list)),
    ]
