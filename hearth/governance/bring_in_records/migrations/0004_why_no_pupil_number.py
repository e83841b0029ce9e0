from django.db import migrations

# It was kept because casework had no place for it. A person has one now, so what was kept goes there, and is kept no more.
TOLD = "k.module = 'other_items' and upper(k.told->>'UPNunknown') ~ '^UN[1-7]$'"
MOVE = f"""
update people_person p set upn_unknown = upper(k.told->>'UPNunknown')
  from bring_in_records_kept k
  join people_identifier i on i.kind = 'la_child' and i.value = k.child and i.issued_by = k.issued_by
 where i.person_id = p.id and {TOLD} and p.upn_unknown = '';
delete from bring_in_records_kept k where {TOLD};
"""


class Migration(migrations.Migration):
    dependencies = [("bring_in_records", "0003_what_has_no_home_yet"), ("people", "0016_what_the_census_asks")]

    operations = [migrations.RunSQL(MOVE, migrations.RunSQL.noop)]
