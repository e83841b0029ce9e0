from django.db import migrations

# A grant is ended, never moved, made wider or made longer: what may be given is asked when one is given (0003), and a
# change of one that is there would pass that by. The owner's commands are held by their own code.
ONLY_ENDS = """
create function hearth_grant_only_ends() returns trigger language plpgsql as $$
begin
  if current_user = 'hearth_web'
     and ((to_jsonb(new) - 'ends_at') is distinct from (to_jsonb(old) - 'ends_at')
          or new.ends_at is null or new.ends_at > old.ends_at) then
    raise insufficient_privilege using message = 'a grant may only be ended';
  end if;
  return new;
end
$$;
create trigger grant_only_ends before update on staff_grant for each row execute function hearth_grant_only_ends();
"""


class Migration(migrations.Migration):
    dependencies = [("staff", "0007_nobody_is_hearth")]

    operations = [
        migrations.RunSQL(
            ONLY_ENDS, "drop trigger grant_only_ends on staff_grant; drop function hearth_grant_only_ends();"
        )
    ]
