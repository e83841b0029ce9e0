from django.db import migrations, models


class Migration(migrations.Migration):
    """The same constraint, written as the model writes it."""

    dependencies = [("people", "0006_teams_holding")]

    operations = [
        migrations.RemoveConstraint(model_name="protection", name="protection_ended_by_somebody_with_a_reason"),
        migrations.AddConstraint(
            model_name="protection",
            constraint=models.CheckConstraint(
                condition=models.Q(ended_by__isnull=True, ends_on__isnull=True, why_ended="")
                | (models.Q(ended_by__isnull=False, ends_on__isnull=False) & ~models.Q(why_ended="")),
                name="protection_ended_by_somebody_with_a_reason",
            ),
        ),
    ]
