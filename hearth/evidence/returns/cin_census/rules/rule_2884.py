"""The same initial conference is not recorded both in an episode and in a Section 47 enquiry of that episode.

Compared within one episode: two episodes of a child may each have a conference on the same day.
"""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "2884",
    "error",
    "Section47.DateOfInitialCPC",
    "CINdetails.DateOfInitialCPC",
    says="The same initial conference is recorded with the enquiry and with the episode. Keep it with the enquiry alone.",
)
def broken(census: Census) -> Table:
    episodes = census.episodes.select("episode", of_episode="DateOfInitialCPC")
    found = census.section_47s.join(episodes, "episode")
    return found.filter(found.DateOfInitialCPC == found.of_episode).select(Section47="row", CINdetails="episode")
