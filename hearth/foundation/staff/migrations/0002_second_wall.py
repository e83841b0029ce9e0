from django.db import migrations

from hearth.foundation.staff.second_wall import RECORD_FUNCTIONS, wall


class Migration(migrations.Migration):
    dependencies = [("staff", "0001_begin"), ("audit", "0001_begin")]

    operations = [
        migrations.RunSQL(
            RECORD_FUNCTIONS,
            "drop function hearth_restricted(bigint); drop function hearth_administers(); drop function hearth_at_front_door(); drop function hearth_records();"
            "drop function hearth_teams(); drop function hearth_worker(); drop sequence hearth_record;",
        ),
        wall("staff_draft", "worker_id = hearth_worker()"),
        wall("staff_submission", "worker_id = hearth_worker()"),
        wall("staff_alert", "worker_id = hearth_worker()", writes="true"),
        wall(
            "staff_grant",
            "worker_id = hearth_worker() or team_id in (select hearth_teams()) or given_by_id = hearth_worker()"
            " or record in (select hearth_records()) or (select hearth_administers())",
            writes="given_by_id = hearth_worker() or record in (select hearth_records())"
            " or (select hearth_administers())",
        ),
        wall("staff_restriction", "record in (select hearth_records())"),
        wall(
            "audit_event",
            "worker = hearth_worker() or record in (select hearth_records())",
            writes="worker is not distinct from hearth_worker() or worker is null",
        ),
    ]
