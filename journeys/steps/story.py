"""What the story's steps leave to the steps after them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Story:
    reference: str = ""
    """The referral's own, such as R-1234."""
    contact: int = 0
    family: int = 0

    @property
    def families_page(self) -> str:
        return f"/families/{self.family}/see-family/"
