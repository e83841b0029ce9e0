"""What may be brought in and joined."""

from __future__ import annotations

from collections.abc import Collection

from hearth.evidence.returns.limits import too_large
from hearth.foundation.council.choices import Council
from hearth.foundation.refusals import Refusal


def may_upload(*, size: int, largest: int, being_read: bool) -> Refusal | None:
    """Sizes in bytes."""
    if being_read:
        return Refusal("This very file is being read now. Wait until it is done, then look at its report", field="file")
    return too_large(size=size, largest=largest, otherwise="bring it in with the command hearth bring-in")


def not_ours(authority: str, *, council: Council) -> str:
    """A file may be another authority's, as when two become one: it is brought in, and nobody overlooks it."""
    if authority in ("", council.code):
        return ""
    return (
        f"This is the census of authority {authority}, and {council.name} is {council.code}. The children were brought in "
        f"under the numbers of {authority}. If the file is not meant for {council.name}, tell whoever keeps Hearth."
    )


def may_join(
    *, children: int, teams: Collection[frozenset[str]], familys: frozenset[str] | None = None
) -> Refusal | None:
    """`teams`: for each child, the names of the teams that hold it; `familys`: those that hold the family, None for a new one.

    A family's team sees every child in the family. So children held by different teams are not made one family by this
    page, nor joined into a family that others hold: who holds them is a manager's word.
    """
    if not children:
        return Refusal("Choose at least one child", field="children")
    if len(set(teams)) > 1:
        return Refusal(
            f"These children are held by different teams ({_named(teams)}). Choose children of one team, "
            "or ask a manager which team is to hold the family",
            field="children",
        )
    if familys is not None and set(teams) != {familys}:
        return Refusal(
            f"This family is held by {_named([familys])}, and these children by {_named(teams)}. Choose a family of the "
            "team that holds them, or ask a manager which team is to hold them all",
            field="family",
        )
    return None


def _named(teams: Collection[frozenset[str]]) -> str:
    return ", ".join(sorted({name for held in teams for name in held})) or "no team"
