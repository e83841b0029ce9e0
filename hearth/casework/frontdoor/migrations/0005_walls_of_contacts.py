from django.db import migrations

# A restricted family closes its contacts to the front door too. What the front door made of a person told of is not for
# whoever referred. An agency answers the check it was asked, and can neither ask one nor change what it was asked about.
WALLS = """
alter policy seen_by_grant on frontdoor_contact
  using (id in (select hearth_records()) or family_id in (select hearth_records())
         or ((select hearth_at_front_door()) and not hearth_restricted(id)
             and (family_id is null or not hearth_restricted(family_id))))
  with check (id in (select hearth_records()) or family_id in (select hearth_records())
         or ((select hearth_at_front_door()) and not hearth_restricted(id)
             and (family_id is null or not hearth_restricted(family_id))));

alter policy seen_by_grant on frontdoor_saidofmatch
  using (exists (select 1 from frontdoor_persontold t join frontdoor_contact c on c.id = t.contact_id where t.id = told_id
           and ((select hearth_at_front_door()) or c.family_id in (select hearth_records()))))
  with check (exists (select 1 from frontdoor_persontold t join frontdoor_contact c on c.id = t.contact_id where t.id = told_id
           and ((select hearth_at_front_door()) or c.family_id in (select hearth_records()))));

drop policy seen_by_grant on frontdoor_check;
create policy check_seen on frontdoor_check for select using (
  team_id in (select hearth_teams())
  or exists (select 1 from frontdoor_contact c where c.id = contact_id
             and ((select hearth_at_front_door()) or c.family_id in (select hearth_records()))));
create policy check_asked on frontdoor_check for insert with check (
  (select hearth_at_front_door()) and exists (select 1 from frontdoor_contact c where c.id = contact_id));
create policy check_answered on frontdoor_check for update using (
  team_id in (select hearth_teams())
  or exists (select 1 from frontdoor_contact c where c.id = contact_id and (select hearth_at_front_door())));

create function hearth_check_stays_as_asked() returns trigger language plpgsql as $$
begin
  if current_user = 'hearth_web' and (new.contact_id, new.team_id, new.organisation_id, new.asks, new.about)
     is distinct from (old.contact_id, old.team_id, old.organisation_id, old.asks, old.about) then
    raise exception 'a check stays as it was asked';
  end if;
  return new;
end
$$;
create trigger check_stays_as_asked before update on frontdoor_check
  for each row execute function hearth_check_stays_as_asked();
"""


class Migration(migrations.Migration):
    dependencies = [("frontdoor", "0004_about_age"), ("people", "0008_who_belongs_today")]

    operations = [migrations.RunSQL(WALLS, migrations.RunSQL.noop)]
