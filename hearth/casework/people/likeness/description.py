"""What is said of a person when somebody asks "do we already know them?"."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Dwelling:
    """An address as far as likeness goes; `ends_on` is None while they live there."""

    postcode: str
    first_line: str = ""
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """The same shape for a person on record and for a person asked about; anything may be missing.

    `former_names` holds whole names ("Amara Bell") or one name alone ("Bell"), aliases and maiden names alike.
    `born_in` is a year of birth when no more is known. `identifiers` are (kind, value): ("NHS number", "943 476 5919").
    """

    known_as: str = ""
    given_names: str = ""
    family_name: str = ""
    former_names: tuple[str, ...] = ()
    born_on: date | None = None
    born_in: int | None = None
    expected_on: date | None = None
    dwellings: tuple[Dwelling, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
