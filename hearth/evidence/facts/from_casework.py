"""Casework as facts: the one door by which evidence sees it. Nothing is written, nobody waits.

Read as the database's owner, by a command or a job: the web's role sees what its worker may open, and a council's
figures are of everybody. One transaction, repeatable and read only, so that every table is of the same moment whatever is
saved meanwhile; it takes the lock of any SELECT, which nothing but a migration waits for.

Everybody who was ever helped is read, whoever may open their record: a restricted record is a child in need like any
other, and no name comes along. Not read: contacts that were never a referral (they have no episode), adults of the family
who were not helped themselves, and the number by which another council knows a child. Casework keeps nobody who was
erased, and nobody as a double of another: there is nothing else to leave out.
"""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.csv
from django.db import connection, transaction
from psycopg import sql

from hearth.casework.caseload.models import Allocation
from hearth.casework.family_help.models import Assessment, Episode, Factor
from hearth.casework.people.models import FamilyMembership, Identifier, Person
from hearth.casework.people.opening import BROUGHT_IN
from hearth.casework.workbook.models import Plan
from hearth.evidence.facts.identity import IDENTITY, Known
from hearth.evidence.facts.tables import CASEWORK, TABLES, FactTable, facts
from hearth.foundation.council import council
from hearth.foundation.staff.models import Grant, Team

_NAMES = {
    "persons": Person,
    "identifiers": Identifier,
    "memberships": FamilyMembership,
    "episodes": Episode,
    "assessments": Assessment,
    "factors": Factor,
    "plans": Plan,
    "allocations": Allocation,
    "teams": Team,
    "grants": Grant,
}

# What follows asks of the facts as they were on a day, `on`: what was dated later had not happened then.

_EPISODES = """
select id, person_id, family_id, referred_on, referral_source, primary_need, is_referral_without_further_action,
       case when closed_on <= {on} then closed_on end as closed_on,
       case when closed_on <= {on} then closure_reason else '' end as closure_reason
from {episodes} where referred_on <= {on}
"""

# An assessment is of a family, written once: here it is one of each child's own, as the census asks for it. A child is
# assessed by it who was helped in that family at some time between its start and its end; one brought in names its child.
# It stands in the episode of its own referral, else in the latest of those.
_ASSESSED = """
select distinct on (id, person_id) id, person_id, episode_id, started_on,
       case when authorised_on <= {on} then authorised_on end as authorised_date
from (
  select a.id, a.referred_on, a.started_on, a.authorised_on, e.id as episode_id, e.person_id,
         e.referred_on as episode_referred_on, e.closed_on
  from {assessments} a join episodes_then e on e.family_id = a.family_id
  union all
  select a.id, a.referred_on, a.started_on, a.authorised_on, e.id, e.person_id, e.referred_on, e.closed_on
  from {assessments} a join episodes_then e on e.person_id = a.person_id
  where a.family_id is null
) each
where started_on <= {on}
  and (episode_referred_on = referred_on
       or (episode_referred_on <= coalesce(authorised_on, {on}) and coalesce(closed_on, {on}) >= started_on))
order by id, person_id, (episode_referred_on = referred_on) desc, episode_referred_on desc, episode_id desc
"""

# The pod that holds the family on the day, or that held it when help ended. Of a child brought in whom nobody has
# allocated yet, the pod that was to hold them; of several, the one that Hearth knew first, so that the same facts are told
# alike each time.
_HELD = """
select distinct on (episode_id) episode_id, t.name, t.area
from (
  select e.id as episode_id, a.team_id, a.starts_on
  from episodes_then e
  join {allocations} a on a.family_id = e.family_id and a.starts_on <= coalesce(e.closed_on, {on})
       and (a.ends_on is null or a.ends_on > {on} or a.ends_on >= e.closed_on)
  union all
  select e.id, g.team_id, null
  from episodes_then e
  join {grants} g on g.record = e.person_id and g.why = {brought_in}
       and g.starts_at < {on} + 1 and (g.ends_at is null or g.ends_at >= {on} + 1)
  join {teams} pod on pod.id = g.team_id and pod.kind = 'pod'
) each
join {teams} t on t.id = each.team_id
order by episode_id, starts_on desc nulls last, team_id
"""

_QUERIES = {
    # Casework has no areas of its own: a child's is that of the pod that holds their family, or held it last.
    "person": """
select p.id as person, case when p.born_on > {on} then 'U' else p.sex end as sex, nullif(p.ethnicity, '') as ethnicity,
       case when p.born_on <= {on} then date_trunc('month', p.born_on)::date end as birth_month,
       date_trunc('month', case when p.born_on > {on} then p.was_expected_on else p.expected_on end)::date as expected_month,
       case when p.died_on <= {on} then date_trunc('month', p.died_on)::date end as death_month, nullif(latest.area, '') as area
from (select distinct on (e.person_id) e.person_id, held.area from episodes_then e
      left join held on held.episode_id = e.id order by e.person_id, e.referred_on desc, e.id desc) latest
join {persons} p on p.id = latest.person_id order by p.id
""",
    # The families that a child is in on the day; of one who is in none, that of their latest episode.
    "family": """
select person_id as person, family_id as family from {memberships}
where part = 'child' and starts_on <= {on} and (ends_on is null or ends_on > {on})
  and person_id in (select person_id from episodes_then)
union
(select distinct on (e.person_id) e.person_id, e.family_id from episodes_then e
 where e.family_id is not null and not exists (
   select from {memberships} m where m.person_id = e.person_id and m.part = 'child'
   and m.starts_on <= {on} and (m.ends_on is null or m.ends_on > {on}))
 order by e.person_id, e.referred_on desc, e.id desc)
order by 1, 2
""",
    "disability": """
select p.id as person, unnest(p.disabilities) as code from {persons} p
where p.id in (select person_id from episodes_then) order by 1, 2
""",
    "cin_episode": """
select e.id as episode, e.person_id as person, e.referred_on as referral_date,
       nullif(e.referral_source, '') as referral_source, nullif(e.primary_need, '') as primary_need,
       e.is_referral_without_further_action as no_further_action, e.closed_on as close_date,
       nullif(e.closure_reason, '') as close_reason, held.name as team
from episodes_then e left join held on held.episode_id = e.id order by e.id
""",
    "cin_assessment": """
select id || '-' || person_id as assessment, person_id as person, episode_id as episode, started_on as start_date,
       authorised_date, id as "order"
from assessed order by id, person_id
""",
    # Until an assessment is authorised its factors are a working list.
    "assessment_factor": """
select a.id || '-' || a.person_id as assessment, f.code
from assessed a join {factors} f on f.assessment_id = a.id and f.child_id = a.person_id
where a.authorised_date is not null order by a.id, a.person_id, f.code
""",
    # The family's plan on a page is the plan by which a child in need is helped: from the first that was made in the
    # episode until help ends. A changed plan is a new one, and the help goes on.
    "cin_plan": """
select e.person_id as person, e.id as episode, min(p.made_on) as start_date, e.closed_on as end_date
from episodes_then e join {plans} p on p.family_id = e.family_id
where not e.is_referral_without_further_action
  and p.made_on between e.referred_on and coalesce(e.closed_on, {on})
group by e.id, e.person_id, e.closed_on order by e.id
""",
}

# The council's own number of the child, as an old system gave it; else Hearth's, which is one figure series that no two
# share: an H goes before it where another child had that number from the old system.
_IDENTITY = """
select p.id as person, p.id as record, case when p.born_on <= {on} then p.born_on end as birth_date,
       case when p.born_on > {on} then p.was_expected_on else p.expected_on end as expected_date,
       case when p.died_on <= {on} then p.died_on end as death_date,
       coalesce(numbers.la_child,
                case when exists (select from {identifiers} i where i.kind = 'la_child' and i.value = p.id::text
                                  and i.issued_by in ('', {council})) then 'H' else '' end || p.id) as local_id,
       numbers.upn, numbers.former_upn, nullif(p.upn_unknown, '') as upn_unknown
from {persons} p
left join lateral (
  select (array_agg(value order by issued_by = '', id) filter (
            where kind = 'la_child' and issued_by in ('', {council})))[1] as la_child,
         (array_agg(value order by id) filter (where kind = 'upn'))[1] as upn,
         (array_agg(value order by id) filter (where kind = 'former_upn'))[1] as former_upn
  from {identifiers} i where i.person_id = p.id) numbers on true
where p.id in (select person_id from episodes_then) order by p.id
"""


def read_casework(*, on: date) -> Known:
    """Facts true of `on`, from what is recorded now, and who they are about. A person's key is their number in casework.

    Casework has no home yet for section 47 enquiries, protection plans and their reviews, and pre-proceedings: those tables
    are empty. A child born after `on` was expected on it: the day that was expected is told, where it was recorded.
    RuntimeError inside another transaction, which may have begun at another moment.
    """
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read, read only")
        return read_in_this_transaction(on=on)


def read_in_this_transaction(*, on: date) -> Known:
    """As `read_casework`, of one moment only if the transaction that is open is."""
    with connection.cursor() as cursor:
        cursor.execute("set local datestyle to iso")
        tables = {name: _read(cursor, TABLES[name], query, on) for name, query in _QUERIES.items()}
        identity = _read(cursor, IDENTITY, _IDENTITY, on)
    return Known(facts(f"Casework of {council().name}", tables, numbers=CASEWORK, reaches=on), identity)


def _read(cursor: Any, table: FactTable, query: str, on: date) -> pa.Table:
    """The rows straight into columns: PostgreSQL writes text, Arrow reads it; Python touches no row."""
    named = {name: sql.Identifier(model._meta.db_table) for name, model in _NAMES.items()}
    given = {
        "on": sql.Literal(on),
        "council": sql.Literal(council().code),
        "brought_in": sql.Literal(BROUGHT_IN),
    }
    parts = [sql.SQL(each).format(**named, **given) for each in (_EPISODES, _ASSESSED, _HELD, query)]
    asked = sql.SQL(
        "copy (with episodes_then as ({}), assessed as ({}), held as ({}) {}) to stdout (format csv, header)"
    ).format(*parts)
    written = io.BytesIO()
    with cursor.copy(asked) as copy:
        for block in copy:
            written.write(block)
    written.seek(0)
    found = pa.csv.read_csv(
        written,
        convert_options=pa.csv.ConvertOptions(
            column_types=table.schema,
            null_values=[""],  # an empty text is written in quotes, nothing without
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
            true_values=["t"],
            false_values=["f"],
        ),
        parse_options=pa.csv.ParseOptions(newlines_in_values=True),
    )
    empty = {each.name: pa.nulls(found.num_rows, each.type) for each in table.columns}  # what casework has no home for
    return pa.table({name: found[name] if name in found.column_names else empty[name] for name in table.schema.names})
