from django.db import migrations

# A line about a contact in the chronology of the family it made or joined, once it is decided. Whoever answers a check,
# or tells the referrer what was decided, may not open the family: a partner never, the front door no longer when a pod
# holds it. So the database writes the line, for those who have this part in the contact and nobody else.
LINE_OF_CONTACT = """
create function hearth_line_of_contact(asked bigint, words text, act text) returns void
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
  select c.family_id, (statement_timestamp() at time zone 'Europe/London')::date, words, act,
         format('/front-door/%s/see-contact/', asked), false, '', hearth_worker()
    from frontdoor_contact c
   where c.id = asked and c.family_id is not null;
end
$$;
revoke all on function hearth_line_of_contact(bigint, text, text) from public;
grant execute on function hearth_line_of_contact(bigint, text, text) to hearth_web;
"""


class Migration(migrations.Migration):
    dependencies = [("frontdoor", "0005_walls_of_contacts"), ("chronology", "0002_second_wall")]

    operations = [
        migrations.RunSQL(LINE_OF_CONTACT, "drop function hearth_line_of_contact(bigint, text, text);"),
    ]
