"""Each review group of a protection plan holds a date.

A date that is written and is no date counts as none. A plan without any review group has nothing to ask of.
"""

from __future__ import annotations

from ibis import Table

from hearth.evidence.returns.cin_census.census import Census
from hearth.evidence.returns.cin_census.rulebook import rule


@rule(
    "8842Q",
    "query",
    "Reviews.CPPreviewDate",
    says="This protection plan has a review without a date. Give the date, or take the review out.",
)
def broken(census: Census) -> Table:
    reviews = census.reviews
    return reviews.filter(reviews.CPPreviewDate.isnull()).select(Reviews="row")
