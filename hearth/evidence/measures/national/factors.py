"""The factors that the Department for Education publishes, each by the census's code, its column and its label.

Source of the columns: c3_factors_identified_at_end_of_assessment, 2018 to 2025 (Open Government Licence v3.0). Every year of
that file has the same columns; what changed between years is in their values:

- 18B, 18C, 19B and 19C begin in 2021 and 24A in 2022: before, they are marked as not available, which is read as None.
- 18A and 19A were withdrawn from 2021; they fade out, and 2025 publishes them as 0.
- Private fostering, 8B to 8F in the census, is one published factor, told here as "8".
- 21 (no factor was found) is not published.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

EPISODES = "episodes"
EPISODES_COLUMN = "Episodes_with_assessment_factor"

NO_FACTOR = "21"
PRIVATE_FOSTERING = "8"
PRIVATE_FOSTERING_CODES = ("8B", "8C", "8D", "8E", "8F")


@dataclass(frozen=True)
class Factor:
    code: str
    column: str
    label: str


_OF_THREE = (
    ("1", "Alcohol_Misuse", "Alcohol misuse"),
    ("2", "Drug_Misuse", "Drug misuse"),
    ("3", "Domestic_Abuse", "Domestic abuse"),
    ("4", "Mental_Health", "Mental health"),
    ("5", "Learning_Disability", "Learning disability"),
    ("6", "Physical_Disability", "Physical disability or illness"),
)
_WHOSE = (
    ("A", "child", "the child"),
    ("B", "parent", "a parent or carer"),
    ("C", "person", "another person in the household"),
)

_ALONE = (
    Factor("7A", "Young_Carer", "Young carer"),
    Factor(PRIVATE_FOSTERING, "Privately_fostered", "Privately fostered"),
    Factor("9A", "Unaccompanied_asylum_seeker", "Unaccompanied asylum seeker"),
    Factor("10A", "Going_missing", "Going missing"),
    Factor("11A", "Child_sexual_exploitation", "Child sexual exploitation"),
    Factor("12A", "Trafficking", "Trafficking"),
    Factor("13A", "Gangs", "Gangs"),
    Factor("14A", "Socially_unacceptable_behaviour", "Socially unacceptable behaviour"),
    Factor("15A", "Self_harm", "Self-harm"),
    Factor("16A", "Neglect", "Neglect"),
    Factor("17A", "Emotional_Abuse", "Emotional abuse"),
    Factor("18A", "Physical_Abuse_unknown", "Physical abuse, by whom not told (withdrawn)"),
    Factor("18B", "Physical_Abuse_child_on_child", "Physical abuse, child on child"),
    Factor("18C", "Physical_Abuse_adult_on_child", "Physical abuse, adult on child"),
    Factor("19A", "Sexual_Abuse_unknown", "Sexual abuse, by whom not told (withdrawn)"),
    Factor("19B", "Sexual_Abuse_child_on_child", "Sexual abuse, child on child"),
    Factor("19C", "Sexual_Abuse_adult_on_child", "Sexual abuse, adult on child"),
    Factor("20", "Other", "Other"),
    Factor("22A", "Female_Genital_Mutilation", "Female genital mutilation"),
    Factor("23A", "Faith_linked_abuse", "Abuse linked to faith or belief"),
    Factor("24A", "Child_criminal_exploitation", "Child criminal exploitation"),
)

FACTORS: Mapping[str, Factor] = {
    factor.code: factor
    for factor in (
        *(
            Factor(number + letter, f"{column}_{whose}", f"{label}: {words}")
            for number, column, label in _OF_THREE
            for letter, whose, words in _WHOSE
        ),
        *_ALONE,
    )
}
"""By code, in the order of the codes."""

NEEDED = tuple(FACTORS[number + letter].column for number in "1234" for letter in "ABC")
"""Without these a table answers no question of hidden harm; any other may come or go between publications."""
