from django.db import migrations

# An alert is read and written by whom it tells alone. Whoever answers an assessment answers for all who were asked to:
# once it is with no manager, what tells a manager that it waits is untrue, and is marked as seen.
WAITS_FOR_NOBODY = """
create or replace function hearth_assessment_waits_no_longer(assessment bigint) returns void
  language sql volatile security definer set search_path = public as $$
  update staff_alert a set seen_at = now()
    from family_help_assessment s
   where s.id = $1 and s.state <> 'sent' and a.seen_at is null
     and a.leads_to = '/families/' || s.family_id || '/assessments/' || s.id || '/authorise-assessment/'
$$;
revoke all on function hearth_assessment_waits_no_longer(bigint) from public;
grant execute on function hearth_assessment_waits_no_longer(bigint) to hearth_web;
select hearth_assessment_waits_no_longer(id) from family_help_assessment where family_id is not null and state <> 'sent';
"""


class Migration(migrations.Migration):
    dependencies = [("family_help", "0007_visits_by_day"), ("staff", "0006_standing_grants")]

    operations = [migrations.RunSQL(WAITS_FOR_NOBODY, migrations.RunSQL.noop)]
