"""The invented families: who they are, where they live, what happened. The same for everybody who loads them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

SURNAMES = (
    "Marlow", "Fenwick", "Castellan", "Obuya", "Thackray", "Nowicka", "Penhale", "Quartey", "Rushbrook", "Sandoval",
    "Tolliver", "Umarov", "Vashti", "Wexcombe", "Yarrow", "Zielinski", "Appiah", "Birtwell", "Crowhurst", "Dhanjal",
    "Eastlake", "Farrukh", "Gorringe", "Hollinshead", "Ibekwe", "Jellicoe", "Kirkbride", "Lovelock", "Mbatha", "Netherby",
    "Orchardson", "Pilkington", "Rahimi", "Skelton", "Treloar", "Unsworth", "Varga", "Winterbourne", "Achterberg", "Bramhall",
)  # fmt: skip
CHILDREN = (
    ("Amelia", "F"), ("Benedict", "M"), ("Chidi", "M"), ("Delphine", "F"), ("Ewan", "M"), ("Farah", "F"), ("Gethin", "M"),
    ("Honey", "F"), ("Idris", "M"), ("Jessamy", "F"), ("Kofi", "M"), ("Lowenna", "F"), ("Malik", "M"), ("Nadia", "F"),
    ("Oscar", "M"), ("Petra", "F"), ("Quentin", "M"), ("Ruby", "F"), ("Solomon", "M"), ("Tamsin", "F"), ("Ugo", "M"),
    ("Violet", "F"), ("Wilf", "M"), ("Yasmin", "F"), ("Zachary", "M"), ("Blessing", "F"), ("Corin", "M"), ("Dotty", "F"),
    ("Elijah", "M"), ("Freya", "F"), ("Gulliver", "M"), ("Hattie", "F"), ("Isaac", "M"), ("Juno", "F"), ("Kieran", "M"),
    ("Lottie", "F"), ("Murdo", "M"), ("Niamh", "F"), ("Otis", "M"), ("Primrose", "F"), ("Rafferty", "M"), ("Saskia", "F"),
)  # fmt: skip
MOTHERS = (
    "Angela",
    "Bronwen",
    "Carys",
    "Donna",
    "Esme",
    "Fatima",
    "Gemma",
    "Halina",
    "Imogen",
    "Jacqui",
    "Karolina",
    "Leanne",
)
FATHERS = ("Anton", "Barry", "Craig", "Darren", "Emeka", "Finlay", "Gareth", "Hamza", "Ivan", "Jerome", "Kwame", "Lee")
STREETS = (
    "Mill Lane",
    "Tannery Row",
    "Quayside",
    "Old Fen Road",
    "Sluice Terrace",
    "Chapel Rise",
    "Wharf Street",
    "Heron Close",
)
ETHNICITIES = ("WBRI", "WBRI", "WBRI", "MWBC", "BAFR", "APKN", "WOTH", "AIND", "BCRB", "MWAS")


@dataclass(frozen=True)
class Child:
    given_names: str
    family_name: str
    sex: str = "U"
    known_as: str = ""
    born_on: date | None = None
    expected_on: date | None = None
    school: str = ""

    @property
    def first_name(self) -> str:
        return self.known_as or self.given_names


@dataclass(frozen=True)
class Adult:
    part: str
    given_names: str
    family_name: str
    born_on: date | None = None
    phone: str = ""
    lives_there: bool = True
    address: str = ""
    postcode: str = ""


@dataclass(frozen=True)
class Household:
    """A family as somebody would tell of it."""

    name: str
    theme: str
    children: tuple[Child, ...]
    adults: tuple[Adult, ...]
    address: str
    postcode: str
    ethnicity: str = "WBRI"
    language: str = "English"
    views: dict[str, str] = field(default_factory=dict)
    worries: str = ""
    """What this family's referrer is worried about, where it is not what its theme says; `factors` likewise."""
    factors: tuple[str, ...] = ()


def households(rng: random.Random, on: date) -> Iterator[Household]:
    """One family for each surname, their theme in turn. No two share a surname, a street number or a telephone."""
    themes = ("abuse", "drink", "low", "neglect", "teen", "abuse", "low", "drink")
    names = list(CHILDREN)
    rng.shuffle(names)
    for number, surname in enumerate(SURNAMES):
        theme = themes[number % len(themes)]
        count = (1, 2, 3, 2)[number % 4]
        oldest = 15 if theme == "teen" else 11
        ages = sorted(rng.sample(range(1, oldest + 1), count), reverse=True)
        if theme == "teen":
            ages[0] = 15
        children = tuple(
            _child(names[(number * 3 + place) % len(names)], surname, age, rng, on) for place, age in enumerate(ages)
        )
        adults = [
            Adult(
                "mother",
                MOTHERS[number % len(MOTHERS)],
                surname,
                _birthday(rng, on, rng.randint(24, 44)),
                phone=f"07700 900{300 + number}",
            )
        ]
        if number % 3 != 2:
            adults.append(
                Adult(
                    "father",
                    FATHERS[number % len(FATHERS)],
                    surname if number % 2 else f"{surname[:4]}son",
                    _birthday(rng, on, rng.randint(26, 49)),
                    phone=f"07700 900{400 + number}",
                    lives_there=number % 4 != 1,
                )
            )
        yield Household(
            name=surname,
            theme=theme,
            children=children,
            adults=tuple(adults),
            address=f"{11 + number * 2} {STREETS[number % len(STREETS)]}, Aldermere",
            postcode=f"AL5{number % 10} {1 + number % 9}A{'ABDEFGHJLN'[number % 10]}",
            ethnicity=ETHNICITIES[number % len(ETHNICITIES)],
        )


def _child(name: tuple[str, str], surname: str, age: int, rng: random.Random, on: date) -> Child:
    return Child(name[0], surname, name[1], born_on=_birthday(rng, on, age), school=school_at(age))


def school_at(age: float) -> str:
    return "" if age < 4 else "Millbrook Primary School" if age < 11 else "Aldermere High School"


def _birthday(rng: random.Random, on: date, age: int) -> date:
    return on - timedelta(days=int(age * 365.25) + rng.randint(20, 330))


def okafor_reid(on: date) -> Household:
    """The story family: three siblings, their mother, and a father who must not learn where they live."""
    address, postcode = "4 Mill Lane, Millbrook, Aldermere", "AL51 2BD"
    children = (
        Child("Christopher", "Okafor-Reid", "M", "Kit", on - timedelta(days=3830), school="Millbrook Primary School"),
        Child("Adaeze", "Okafor-Reid", "F", "Ada", on - timedelta(days=2810), school="Millbrook Primary School"),
        Child("Josiah", "Okafor-Reid", "M", "Joss", on - timedelta(days=1090)),
    )
    return Household(
        name="Okafor-Reid",
        theme="abuse",
        children=children,
        adults=(
            Adult("mother", "Grace", "Okafor-Reid", on - timedelta(days=12300), "07700 900201"),
            Adult(
                "father",
                "Dominic",
                "Reid",
                on - timedelta(days=12900),
                "07700 900202",
                lives_there=False,
                address="Flat 9, 60 Wharf Street, Aldermere",
                postcode="AL53 7DD",
            ),
        ),
        address=address,
        postcode=postcode,
        ethnicity="MWBA",
        views={
            "Kit": "I sleep in my shoes so I can be quick. I want it to be quiet at night.",
            "Ada": "I like it when it is just us and Nana comes. I don't like the door banging.",
        },
    )


def with_an_unborn_child(on: date) -> Household:
    return Household(
        name="Silverlock",
        theme="baby",
        children=(Child("", "Silverlock", expected_on=on + timedelta(days=74)),),
        adults=(Adult("mother", "Robyn", "Silverlock", on - timedelta(days=7400), "07700 900211"),),
        address="Flat 2, 88 Quayside, Aldermere",
        postcode="AL52 4QS",
    )


def of_a_colleague(on: date) -> Household:
    """A family whose record only named people may open: the mother works for the council."""
    return Household(
        name="Templeton",
        theme="low",
        children=(
            Child("Rosalind", "Templeton", "F", born_on=on - timedelta(days=2555), school="Millbrook Primary School"),
        ),
        adults=(Adult("mother", "Verity", "Templeton", on - timedelta(days=13800), "07700 900221"),),
        address="3 Chapel Rise, Aldermere",
        postcode="AL54 3HR",
    )
