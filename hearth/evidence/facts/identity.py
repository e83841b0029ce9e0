"""Who the persons of a set of facts are: apart from the facts, so that a figure cannot reach a name, a date of birth or of death.

Only what makes a return, or proposes who may be whom, imports this (a contract of `pyproject.toml`).
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from hearth.evidence.facts.tables import DAY, NUMBER, TEXT, Column, Facts, FactTable

IDENTITY = FactTable(
    "identity",
    "ssd_person",
    (
        Column("person", TEXT, "PERS001A", "", "as in the facts it stands beside"),
        Column("local_id", TEXT, "PERS014A", "LAchildID"),
        Column("upn", TEXT, "LINK004A", "UPN"),
        Column("former_upn", TEXT, "LINK004A", "FormerUPN"),
        Column("upn_unknown", TEXT, "PERS007A", "UPNunknown"),
        Column("birth_date", DAY, "PERS005A", "PersonBirthDate"),
        Column("expected_date", DAY, "PERS009A", "ExpectedPersonBirthDate"),
        Column("death_date", DAY, "PERS010A", "PersonDeathDate"),
        Column("record", NUMBER, "", "", "the person's number in casework, where the page that mends it is; null for a return's"),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Known:
    """Facts, and who they are about."""

    facts: Facts
    identity: pa.Table
