"""A child protection plan that starts in the year starts on the day of an initial conference.

That is a conference of a Section 47 enquiry of the same episode; or, where the episode has no such enquiry, that of the
episode itself. An enquiry after which no conference was required asks for none, so it does not count as one that the
episode has; but a plan that starts on a conference recorded there did start on one, and rule 8868 tells of the enquiry.
Of the enquiries, those are told whose conference no plan of the episode starts on.
"""

from __future__ import annotations

import ibis
from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "2885",
    "error",
    "ChildProtectionPlans.CPPstartDate",
    "Section47.DateOfInitialCPC",
    "CINdetails.DateOfInitialCPC",
    says="The child protection plan does not start on the day of an initial conference. Check both dates.",
)
def broken(census: Census) -> Table:
    plans = census.protection_plans.select("episode", "plan", day="CPPstartDate")
    conferences = census.section_47s.select("episode", "ICPCnotRequired", section_47="row", day="DateOfInitialCPC")
    found = plans.filter(census.in_the_year(plans.day)).anti_join(conferences, ["episode", "day"])

    required = conferences.filter(~conferences.ICPCnotRequired.fill_null(False))
    without_plan = required.anti_join(plans, ["episode", "day"]).select("episode", "section_47")
    of_enquiries = found.semi_join(required, "episode")

    of_episodes = found.anti_join(required, "episode").join(
        census.episodes.select("episode", conference="DateOfInitialCPC"), "episode"
    )
    of_episodes = of_episodes.filter(of_episodes.conference.isnull() | (of_episodes.conference != of_episodes.day))

    nothing = ibis.null("int64")
    return ibis.union(
        of_enquiries.select(ChildProtectionPlans="plan", Section47=nothing, CINdetails=nothing),
        without_plan.semi_join(found, "episode").select(
            ChildProtectionPlans=nothing, Section47="section_47", CINdetails=nothing
        ),
        of_episodes.select(ChildProtectionPlans="plan", Section47=nothing, CINdetails="episode"),
    )
