"""What is told, written and drawn of the invented families: `what_happened.toml`, read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Theme:
    """What weighs on a family, in the words of those who tell, write and draw. The file says what stands in each."""

    worries: str
    going_well: str
    protective: str
    child_says: str
    parent_says: str
    analysis: str
    level: int
    needs: list[tuple[str, str, str]]
    parenting_worrying: str
    parenting_well: str
    home_worrying: str
    home_well: str
    assessment: str
    factors: list[str]
    star: dict[str, int]
    star_words: dict[str, str]
    hopes: str
    if_worse: str
    steps: list[tuple[str, str]]
    scale: tuple[str, str, int]


THEMES: dict[str, Theme] = {
    name: Theme(**told)
    for name, told in tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")).items()
}
