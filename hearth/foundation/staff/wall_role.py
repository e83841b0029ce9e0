"""The role the web runs as: it owns nothing, and row-level security holds it. Plain text, so that settings can read it."""

WEB_ROLE = "hearth_web"

WEB_GRANTS = """
grant usage on schema public to hearth_web;
grant select, insert, update, delete on all tables in schema public to hearth_web;
grant usage, select on all sequences in schema public to hearth_web;
revoke truncate on all tables in schema public from hearth_web;
revoke update, delete on audit_event from hearth_web;
revoke all on audit_block, audit_sealed, audit_unsealed from hearth_web;
revoke insert, update, delete on django_migrations, django_content_type from hearth_web;
-- What the walls ask is asked of our tables: a temporary one of the same name is looked for last, not first.
do $$ declare asked regprocedure; begin
  for asked in select oid::regprocedure from pg_proc where proname like 'hearth\\_%' and prosecdef loop
    execute format('alter function %s set search_path = public, pg_temp', asked);
  end loop;
end $$;
"""
