from django.db import migrations, models

# Whom to tell that somebody told of may be of a family they work with, while nobody has said so: the family itself stays
# closed to the front door until then. Of a restricted record nothing is said.
WHO_WORKS_WITH = """
create function hearth_who_works_with(asked bigint[]) returns table (family bigint, worker bigint)
  language plpgsql stable security definer set search_path = public as $$
begin
  if not hearth_at_front_door() then
    raise insufficient_privilege using message = 'this worker may not ask who works with somebody';
  end if;
  return query
    with families as (
      select distinct m.family_id as number from people_familymembership m
       where m.person_id = any (asked) and m.starts_on <= hearth_today()
         and (m.ends_on is null or m.ends_on > hearth_today())
         and not exists (select 1 from staff_restriction r where r.record in (m.family_id, m.person_id)))
    select i.family_id, w.id from caseload_involvement i join staff_worker w on w.id = i.worker_id
     where i.family_id in (select number from families) and i.part = 'lead' and w.is_active
       and i.starts_on <= hearth_today() and (i.ends_on is null or i.ends_on > hearth_today())
    union
    select a.family_id, w.id from caseload_allocation a
      join staff_teammembership t on t.team_id = a.team_id join staff_worker w on w.id = t.worker_id
     where a.family_id in (select number from families) and w.role = 'pod_manager' and w.is_active
       and a.starts_on <= hearth_today() and (a.ends_on is null or a.ends_on > hearth_today())
       and t.starts_on <= hearth_today() and (t.ends_on is null or t.ends_on > hearth_today())
    order by 1, 2;
end
$$;
revoke all on function hearth_who_works_with(bigint[]) from public;
grant execute on function hearth_who_works_with(bigint[]) to hearth_web;
"""
# Decisions made before: who was told of and recorded nowhere when the contact joined a family.
THOSE_LEFT = """
update frontdoor_persontold t set left_open = 'not_recorded' from frontdoor_contact c
 where c.id = t.contact_id and c.outcome in ('joined', 'joined_s47') and t.person_id is null
"""


class Migration(migrations.Migration):
    dependencies = [("frontdoor", "0008_address_is_told"), ("caseload", "0002_second_wall")]

    operations = [
        migrations.AddField(
            "persontold",
            "left_open",
            models.CharField(
                blank=True,
                choices=[
                    ("anew", "Recorded anew, and may be on record already"),
                    ("not_recorded", "Not recorded: they may be on record already"),
                    ("not_added", "On record, and not added to the family: whether they belong to it is not said"),
                ],
                default="",
                max_length=12,
            ),
            preserve_default=False,
        ),
        migrations.RunSQL(THOSE_LEFT, migrations.RunSQL.noop),
        migrations.RunSQL(WHO_WORKS_WITH, "drop function hearth_who_works_with(bigint[]);"),
    ]
