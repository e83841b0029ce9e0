"""What stands on a plan on a page. Everything here is already chosen for the named recipient: nothing is left out later."""

from dataclasses import dataclass
from datetime import date

from hearth.foundation.council.choices import Colours


@dataclass(frozen=True)
class Step:
    who: str
    does: str
    by_when: date | None = None
    is_done: bool = False


@dataclass(frozen=True)
class PlanScale:
    """None for `now` or `wanted`: not scored."""

    label: str
    now: int | None
    wanted: int | None
    lowest: int = 1
    highest: int = 10

    def __post_init__(self) -> None:
        if self.lowest >= self.highest:
            raise ValueError(f"A scale must rise: {self.lowest} to {self.highest} does not.")
        for score in (self.now, self.wanted):
            if score is not None and not self.lowest <= score <= self.highest:
                raise ValueError(f"{self.label}: {score} is outside {self.lowest} to {self.highest}.")


@dataclass(frozen=True)
class Contact:
    name: str
    role: str = ""
    phone: str = ""


@dataclass(frozen=True)
class PlanOnAPage:
    """A part with nothing in it gets no heading: an empty one would show that something was taken out."""

    family: str
    made_on: date
    made_for: str
    worry: str
    hope: str
    steps: tuple[Step, ...] = ()
    scales: tuple[PlanScale, ...] = ()
    if_worse: str = ""
    who_to_ring: tuple[Contact, ...] = ()
    next_review_on: date | None = None
    council: str = ""
    colour: str = Colours.header


@dataclass(frozen=True)
class TooLong:
    what: str
    has: int
    over_by: int
    counted_in: str = "letters"

    def __str__(self) -> str:
        if self.counted_in == "letters":
            return f"{self.what} is too long: it has {self.has:,} letters; take out about {self.over_by:,}."
        return f"There are too many {self.counted_in}: {self.has:,}; take out {self.over_by:,}."


class PlanTooLong(Exception):
    """The plan does not fit on one page at the smallest type; `texts` says which texts, and by how much."""

    def __init__(self, texts: tuple[TooLong, ...]) -> None:
        self.texts = texts
        super().__init__(" ".join(["The plan does not fit on one page.", *map(str, texts)]))
