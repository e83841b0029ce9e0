"""The children in need census: `read` a file, `count` what was read."""

from hearth.evidence.returns.cin_census.counts import Counts, count
from hearth.evidence.returns.cin_census.feed import Limits, UnreadableReturn
from hearth.evidence.returns.cin_census.reader import Item, read
from hearth.evidence.returns.cin_census.records import Child, Header, Problem, RefusedChild

__all__ = [
    "Child",
    "Counts",
    "Header",
    "Item",
    "Limits",
    "Problem",
    "RefusedChild",
    "UnreadableReturn",
    "count",
    "read",
]
