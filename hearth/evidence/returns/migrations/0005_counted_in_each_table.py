from django.db import migrations

# Only in the first table of a rule were records counted once. Asked of another table alone, they were told as the return.
COUNT_AGAIN = """
update returns_issue i set is_counted = told.is_first
  from (select id, row_number() over (partition by run_id, rule, "table", "row" order by position) = 1 as is_first
          from returns_issue where "table" <> '') told
 where told.id = i.id and i.is_counted <> told.is_first
"""


class Migration(migrations.Migration):
    dependencies = [("returns", "0004_what_the_header_says")]

    operations = [migrations.RunSQL(COUNT_AGAIN, migrations.RunSQL.noop)]
