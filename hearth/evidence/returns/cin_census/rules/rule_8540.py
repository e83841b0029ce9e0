"""A born child with a referral taken forward has at least one disability entry, and only entries that are codes.

Born: a birth date is given. Taken forward: the flag says so; one without a flag is told by rule 8568. Each referral taken
forward is told beside the child, and each entry that is no code; good entries are not.
"""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8540",
    "error",
    "ChildIdentifiers.PersonBirthDate",
    "Disabilities.Disability",
    "CINdetails.ReferralNFA",
    says="This child has no disability entry, or one that is not a code. Give every disability by its code, or NONE.",
)
def broken(census: Census) -> Table:
    taken_forward = census.episodes.filter(~ibis._.ReferralNFA).select("child", "episode")
    born = census.children.filter(ibis._.PersonBirthDate.notnull()).select("child").semi_join(taken_forward, "child")
    entries = census.disabilities.select("child", "Disability", entry="row")
    found = born.left_join(entries, "child")
    found = found.filter(found.Disability.isnull() | found.Disability.notin(census.codes("disabilitytype")))
    nothing = ibis.null("int64")
    return ibis.union(
        found.select(ChildIdentifiers="child", Disabilities="entry", CINdetails=nothing),
        taken_forward.semi_join(found, "child").select(
            ChildIdentifiers=nothing, Disabilities=nothing, CINdetails="episode"
        ),
    )
