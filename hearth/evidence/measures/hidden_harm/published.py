"""Hidden harm with its small numbers kept back: all of it that may leave the council."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hearth.evidence.measures.hidden_harm.calculate import Basis
from hearth.evidence.measures.hidden_harm.figures import Place


@dataclass(frozen=True)
class Published(Basis):
    """Holds no count that is kept back: None stands in its place."""

    counts: Mapping[Place, int | None]
    labels: Mapping[tuple[str, str], str]
    notes: tuple[str, ...]
    """How small numbers were kept back, and what was left out for it: each a sentence."""
