"""Who may already be known: keys to find them by, and a ranking with its reasons in plain words."""

from hearth.casework.people.likeness.description import Dwelling, Likeness
from hearth.casework.people.likeness.keys import MOST_RANKED, keys_for, query_keys
from hearth.casework.people.likeness.ranking import Match, rank
from hearth.casework.people.likeness.search_text import read_search

__all__ = ["MOST_RANKED", "Dwelling", "Likeness", "Match", "keys_for", "query_keys", "rank", "read_search"]
