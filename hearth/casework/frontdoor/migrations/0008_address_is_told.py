from django.db import migrations

# The address of a contact's page is the application's to know: `hearth_line_of_contact` is told it.
TOLD_ITS_PAGE = """
create function hearth_line_of_contact(asked bigint, words text, act text, page text) returns void
  language plpgsql volatile security definer set search_path = public as $$
begin
  if not exists (
    select 1 from frontdoor_contact c
     where c.id = asked
       and (c.family_id in (select hearth_records())
            or ((select hearth_at_front_door()) and not hearth_restricted(c.id)
                and (c.family_id is null or not hearth_restricted(c.family_id)))
            or exists (select 1 from frontdoor_check k where k.contact_id = c.id and k.answered_by_id = hearth_worker()))
  ) then
    raise insufficient_privilege using message = 'this worker has no part in this contact';
  end if;
  insert into chronology_line
    (family_id, happened_on, says, slice, leads_to, is_significant, marked_because, written_by_id)
  select c.family_id, hearth_today(), words, act, page, false, '', hearth_worker()
    from frontdoor_contact c
   where c.id = asked and c.family_id is not null;
end
$$;
revoke all on function hearth_line_of_contact(bigint, text, text, text) from public;
grant execute on function hearth_line_of_contact(bigint, text, text, text) to hearth_web;
"""


class Migration(migrations.Migration):
    dependencies = [("frontdoor", "0007_join_with_strategy"), ("staff", "0004_londons_day")]

    operations = [
        migrations.RunSQL(TOLD_ITS_PAGE, "drop function hearth_line_of_contact(bigint, text, text, text);"),
        migrations.RunSQL("drop function hearth_line_of_contact(bigint, text, text);"),
    ]
