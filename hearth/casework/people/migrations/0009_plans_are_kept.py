from django.db import migrations

# As in 0008, in the language whose plans are kept for the session.
KEPT = """
create or replace function hearth_closed_people() returns setof bigint
  language plpgsql stable security definer set search_path = public rows 10 as $$
declare me bigint := hearth_worker();
begin
  if not exists (select 1 from staff_restriction) then return; end if;
  return query
    (select m.person_id from staff_restriction r join people_familymembership m on m.family_id = r.record
      where r.record not in (select hearth_records()) and (m.ends_on is null or m.ends_on > hearth_today())
     union
     select r.record from staff_restriction r)
    except
    select g.record from staff_grant g
     where g.kind = 'named' and g.worker_id = me
       and g.starts_at <= statement_timestamp() and (g.ends_at is null or g.ends_at > statement_timestamp());
end
$$;

create or replace function hearth_persons() returns setof bigint
  language plpgsql stable security definer set search_path = public rows 300 as $$
declare mine bigint[] := array(select hearth_records());
begin
  return query
    (select unnest(mine) union select m.person_id from people_familymembership m where m.family_id = any (mine))
    except select hearth_closed_people();
end
$$;

create or replace function hearth_persons_today() returns setof bigint
  language plpgsql stable security definer set search_path = public rows 300 as $$
declare mine bigint[] := array(select hearth_records());
begin
  return query
    (select unnest(mine)
     union
     select m.person_id from people_familymembership m
      where m.family_id = any (mine) and (m.ends_on is null or m.ends_on > hearth_today()))
    except select hearth_closed_people();
end
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0008_who_belongs_today"), ("staff", "0005_plans_are_kept")]

    operations = [migrations.RunSQL(KEPT, migrations.RunSQL.noop)]
