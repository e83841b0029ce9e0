"""What there is to weigh before figures are published."""

from __future__ import annotations

from hearth.evidence.facts.snapshot import Manifest
from hearth.evidence.measures.hidden_harm.calculate import Published
from hearth.evidence.measures.hidden_harm.kept_figures import as_kept
from hearth.evidence.measures.queries import are_otherwise, publications
from hearth.evidence.measures.rules import before_publishing
from hearth.foundation.council import council


def to_weigh(manifest: Manifest, found: Published) -> list[str]:
    """A warning each. `found` is what would be published of the snapshot."""
    otherwise = are_otherwise(as_kept(found), of=manifest.id)
    return before_publishing(manifest, others=publications(), are_otherwise=otherwise, council=council())
