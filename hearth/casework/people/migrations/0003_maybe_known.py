from django.db import migrations

# Who may already be known, for those whose work it is to ask. It sees past row-level security (array overlap is not
# leakproof, so under a policy the index would not be used), and therefore checks the caller itself, says nothing of a
# restricted record but that there is one, and writes the search down.
MAYBE_KNOWN = """
create function hearth_maybe_known(asked text[], most integer)
  returns table (person bigint, shared integer, is_restricted boolean, facts jsonb)
  language plpgsql volatile security definer set search_path = public as $$
begin
  if not exists (select 1 from staff_worker w where w.id = hearth_worker() and w.is_active
                    and w.role in ('front_door_worker', 'front_door_manager', 'data_steward', 'system')) then
    raise insufficient_privilege using message = 'this worker may not search all records';
  end if;
  insert into audit_event (kind, name, worker, details)
  values ('read', 'people.maybe_known', hearth_worker(), jsonb_build_object('keys', cardinality(asked)));
  return query
    with likely as materialized (
      select p.id, cardinality(array(select unnest(p.likeness_keys) intersect select unnest(asked))) as shared
        from people_person p
       where p.likeness_keys && asked::varchar[]
       order by 2 desc, 1
       limit most)
    select l.id, l.shared,
           exists (select 1 from staff_restriction r
                    where r.record = l.id
                       or r.record in (select m.family_id from people_familymembership m where m.person_id = l.id)),
           case when exists (select 1 from staff_restriction r
                              where r.record = l.id
                                 or r.record in (select m.family_id from people_familymembership m where m.person_id = l.id))
                then null
                else jsonb_build_object(
                  'known_as', p.known_as, 'given_names', p.given_names, 'family_name', p.family_name,
                  'other_names', p.other_names, 'born_on', p.born_on, 'expected_on', p.expected_on,
                  'homes', (select jsonb_agg(jsonb_build_array(h.postcode, split_part(h.address, chr(10), 1), h.ends_on))
                              from people_residence h where h.person_id = l.id),
                  'numbers', (select jsonb_agg(jsonb_build_array(i.kind, i.value))
                                from people_identifier i where i.person_id = l.id))
           end
      from likely l join people_person p on p.id = l.id;
end
$$;
revoke all on function hearth_maybe_known(text[], integer) from public;
do $$ begin
  if not exists (select 1 from pg_roles where rolname = 'hearth_web') then
    create role hearth_web login nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
end $$;
grant execute on function hearth_maybe_known(text[], integer) to hearth_web;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0002_second_wall")]

    operations = [migrations.RunSQL(MAYBE_KNOWN, "drop function hearth_maybe_known(text[], integer);")]
