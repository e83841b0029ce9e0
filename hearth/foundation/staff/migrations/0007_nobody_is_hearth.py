from django.contrib.auth.hashers import make_password
from django.db import migrations


def close(apps, schema_editor):
    """Where `hearth bring-in` was the first command, the account was open, and a password letter would have gone to it."""
    apps.get_model("staff", "Worker").objects.filter(role="system").update(
        is_active=False, password=make_password(None)
    )


class Migration(migrations.Migration):
    dependencies = [("staff", "0006_standing_grants")]

    operations = [migrations.RunPython(close, migrations.RunPython.noop)]
