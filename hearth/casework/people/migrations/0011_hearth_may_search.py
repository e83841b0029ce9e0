from django.db import migrations

# Hearth itself looks whether those told of in a partner's referral are known. Its account is never open, so that nobody
# can sign in as it: the search asks that of everybody else.
ONLY_THE_OPEN, OR_HEARTH = "and w.is_active", "and (w.is_active or w.role = ''system'')"
AGAIN = """
do $$
declare
  before text := pg_get_functiondef('hearth_maybe_known(text[], integer)'::regprocedure);
  after text := replace(before, '{}', '{}');
begin
  if after = before then raise exception 'hearth_maybe_known is not written as this migration knows it'; end if;
  execute after;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0010_nobody_says_it_twice")]

    operations = [
        migrations.RunSQL(AGAIN.format(ONLY_THE_OPEN, OR_HEARTH), AGAIN.format(OR_HEARTH, ONLY_THE_OPEN)),
    ]
