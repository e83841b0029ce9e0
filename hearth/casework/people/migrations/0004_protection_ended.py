import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_maybe_known")]

    operations = [
        migrations.AddField(
            model_name="protection",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="protection", name="why_ended", field=models.CharField(blank=True, max_length=300)
        ),
        migrations.AddConstraint(
            model_name="protection",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_by__isnull", True), ("ends_on__isnull", True), ("why_ended", ""))
                | models.Q(
                    ("ends_on__isnull", False),
                    ("ended_by__isnull", False),
                    models.Q(("why_ended", ""), _negated=True),
                ),
                name="protection_ended_by_somebody_with_a_reason",
            ),
        ),
    ]
