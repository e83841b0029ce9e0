"""What an assessment found, and what was decided at its end."""

import re

from django.db.models import TextChoices

from hearth.foundation.codes.dated import DatedChoices, Years


class Subject(TextChoices):
    """Whom a factor is about."""

    CHILD = "child", "Child"
    PARENT = "parent", "Parent or carer"
    OTHER = "other", "Another person in the household"


# The number of a factor is its group; the letter is read below.
_GROUPS = {
    "1": "Alcohol misuse",
    "2": "Drug misuse",
    "3": "Domestic abuse",
    "4": "Mental health",
    "5": "Learning disability",
    "6": "Physical disability or illness",
    "7": "Young carer",
    "8": "Private fostering",
    "9": "Unaccompanied asylum-seeking child",
    "10": "Missing",
    "11": "Child sexual exploitation",
    "12": "Trafficking",
    "13": "Gangs",
    "14": "Socially unacceptable behaviour",
    "15": "Self-harm",
    "16": "Neglect",
    "17": "Emotional abuse",
    "18": "Physical abuse",
    "19": "Sexual abuse",
    "20": "Other",
    "21": "No factors",
    "22": "Female genital mutilation",
    "23": "Abuse linked to faith or belief",
    "24": "Child criminal exploitation",
}
# Only in groups 1 to 6 does the letter say whom; elsewhere it tells kinds apart and the subject is the child.
_LETTER_NAMES_THE_SUBJECT = {"1", "2", "3", "4", "5", "6"}
_LETTERS = {"A": Subject.CHILD, "B": Subject.PARENT, "C": Subject.OTHER}
_ABOUT_NOBODY = {"20", "21"}

_BEFORE_2025 = Years(last=2024)
_FROM_2021 = Years(first=2021)


class AssessmentFactor(DatedChoices):
    """Factors identified at the end of an assessment.

    Source: CIN census item N00181, code set `assessmentfactorstype`; SSD `assessment_factors`.
    18A and 19A are withdrawn from 2024-25 (census queries 8945Q and 8950Q). The first years of the codes that
    replaced them, and of 24A, are the first in which DfE published a count (its table C3, 2018 to 2025).
    """

    ALCOHOL_CHILD = "1A", "Alcohol misuse by the child"
    ALCOHOL_PARENT = "1B", "Alcohol misuse by a parent or carer"
    ALCOHOL_OTHER = "1C", "Alcohol misuse by another person in the household"
    DRUGS_CHILD = "2A", "Drug misuse by the child"
    DRUGS_PARENT = "2B", "Drug misuse by a parent or carer"
    DRUGS_OTHER = "2C", "Drug misuse by another person in the household"
    DOMESTIC_ABUSE_CHILD = "3A", "Domestic abuse of the child"
    DOMESTIC_ABUSE_PARENT = "3B", "Domestic abuse of a parent or carer"
    DOMESTIC_ABUSE_OTHER = "3C", "Domestic abuse of another person in the household"
    MENTAL_HEALTH_CHILD = "4A", "Mental health of the child"
    MENTAL_HEALTH_PARENT = "4B", "Mental health of a parent or carer"
    MENTAL_HEALTH_OTHER = "4C", "Mental health of another person in the household"
    LEARNING_DISABILITY_CHILD = "5A", "Learning disability of the child"
    LEARNING_DISABILITY_PARENT = "5B", "Learning disability of a parent or carer"
    LEARNING_DISABILITY_OTHER = "5C", "Learning disability of another person in the household"
    PHYSICAL_DISABILITY_CHILD = "6A", "Physical disability or illness of the child"
    PHYSICAL_DISABILITY_PARENT = "6B", "Physical disability or illness of a parent or carer"
    PHYSICAL_DISABILITY_OTHER = "6C", "Physical disability or illness of another person in the household"
    YOUNG_CARER = "7A", "Young carer"
    FOSTERED_OVERSEAS_RETURNING = "8B", "Privately fostered: from overseas, intends to return"
    FOSTERED_OVERSEAS_STAYING = "8C", "Privately fostered: from overseas, intends to stay"
    FOSTERED_FOR_EDUCATION = "8D", "Privately fostered: UK child in an educational placement"
    FOSTERED_BY_FAMILY_ARRANGEMENT = "8E", "Privately fostered: UK child in another family arrangement"
    FOSTERED_OTHER = "8F", "Privately fostered: other"
    UNACCOMPANIED = "9A", "Unaccompanied asylum-seeking child"
    MISSING = "10A", "Going missing"
    SEXUAL_EXPLOITATION = "11A", "Child sexual exploitation"
    TRAFFICKING = "12A", "Trafficking"
    GANGS = "13A", "Involvement with gangs"
    UNACCEPTABLE_BEHAVIOUR = "14A", "Socially unacceptable behaviour"
    SELF_HARM = "15A", "Self-harm"
    NEGLECT = "16A", "Neglect"
    EMOTIONAL_ABUSE = "17A", "Emotional abuse"
    PHYSICAL_ABUSE = "18A", _BEFORE_2025, "Physical abuse (by whom not said)"
    PHYSICAL_ABUSE_BY_CHILD = "18B", _FROM_2021, "Physical abuse by another child"
    PHYSICAL_ABUSE_BY_ADULT = "18C", _FROM_2021, "Physical abuse by an adult"
    SEXUAL_ABUSE = "19A", _BEFORE_2025, "Sexual abuse (by whom not said)"
    SEXUAL_ABUSE_BY_CHILD = "19B", _FROM_2021, "Sexual abuse by another child"
    SEXUAL_ABUSE_BY_ADULT = "19C", _FROM_2021, "Sexual abuse by an adult"
    OTHER = "20", "Other"
    NONE_IDENTIFIED = "21", "No factors identified, and no further action"
    GENITAL_MUTILATION = "22A", "Female genital mutilation"
    FAITH_OR_BELIEF = "23A", "Abuse linked to faith or belief"
    CRIMINAL_EXPLOITATION = "24A", Years(first=2022), "Child criminal exploitation"

    @property
    def group(self) -> str:
        """The concern without its subject: "Domestic abuse" for 3A, 3B and 3C."""
        return _GROUPS[self._number]

    @property
    def subject(self) -> Subject | None:
        """Whom the factor is about; nobody for 20 and 21."""
        if self._number in _ABOUT_NOBODY:
            return None
        if self._number in _LETTER_NAMES_THE_SUBJECT:
            return _LETTERS[self.value[-1]]
        return Subject.CHILD

    @property
    def _number(self) -> str:
        return re.sub(r"\D", "", self.value)


# Census rule 8869: an assessment with one of these lists nothing else.
FACTORS_NEVER_WITH_ANOTHER = frozenset({AssessmentFactor.NONE_IDENTIFIED})


class AssessmentOutcome(DatedChoices):
    """What followed an assessment. Source: SSD `assessment_outcome` (CINA006A); the published code is the wording."""

    NO_FURTHER_ACTION = "No Further Action", "No further action"
    EARLY_HELP = "Step-down to Early Help", "Step down to early help"
    STRATEGY_DISCUSSION = (
        "Strategy discussion and/or Section 47 enquiry",
        "Strategy discussion or section 47 enquiry",
    )
    OTHER = "Other", "Other"
