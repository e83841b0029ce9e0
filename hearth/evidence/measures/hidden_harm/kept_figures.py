"""Published figures as they are kept with their publication, and read again.

A snapshot never changes; what is kept back of it does, with every better way of keeping it back. Who had read the figures
before could set one beside the other, so they are told as they were published.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from hearth.evidence.measures.hidden_harm.calculate import Published
from hearth.evidence.measures.hidden_harm.definition import Definition
from hearth.evidence.measures.hidden_harm.figures import Place


def as_kept(found: Published) -> dict[str, Any]:
    """As JSON holds it. The definition is named by its version beside it, and not kept; of a period nothing is published."""
    return {
        "on": found.on.isoformat(),
        "cohort": found.cohort,
        "unit": found.unit,
        "source": found.source,
        "reaches": found.reaches.isoformat() if found.reaches else None,
        "counts": [[*place, count] for place, count in found.counts.items()],
        "labels": [[*part, label] for part, label in found.labels.items()],
        "notes": list(found.notes),
        "threshold": found.threshold,
        "rounding": found.rounding,
        "left_out": list(found.left_out.items()),
    }


def as_published(kept: dict[str, Any], definition: Definition) -> Published:
    """Of what as_kept() made by the same version of the definition."""
    return Published(
        on=date.fromisoformat(kept["on"]), cohort=kept["cohort"], definition=definition, source=kept["source"],
        unit=kept["unit"], period=None,
        reaches=date.fromisoformat(kept["reaches"]) if kept["reaches"] else None,
        counts={Place(by, part, name): count for by, part, name, count in kept["counts"]},
        labels={(by, part): label for by, part, label in kept["labels"]},
        notes=tuple(kept["notes"]), threshold=kept["threshold"], rounding=kept["rounding"],
        left_out=dict(kept["left_out"]),
    )  # fmt: skip
