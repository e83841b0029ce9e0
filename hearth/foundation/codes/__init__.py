"""Code lists: the value is the published code, the label is plain English. One file a family of lists."""

from hearth.foundation.codes.assessments import (
    FACTORS_NEVER_WITH_ANOTHER,
    AssessmentFactor,
    AssessmentOutcome,
    Subject,
)
from hearth.foundation.codes.characteristics import (
    DISABILITIES_NEVER_WITH_ANOTHER,
    Disability,
    Ethnicity,
    Sex,
    UPNUnknown,
    read_sex,
)
from hearth.foundation.codes.dated import ALL_YEARS, DatedChoices, Years, collection_year, in_force
from hearth.foundation.codes.flags import read_flag
from hearth.foundation.codes.need import BragRating, ClosureReason, LevelOfNeed, PrimaryNeed
from hearth.foundation.codes.protection import CategoryOfAbuse, Section47Outcome
from hearth.foundation.codes.referrals import ContactOutcome, ReferralOutcome, ReferralSource
from hearth.foundation.codes.relationships import RelationshipKind

__all__ = [
    "ALL_YEARS",
    "DISABILITIES_NEVER_WITH_ANOTHER",
    "FACTORS_NEVER_WITH_ANOTHER",
    "AssessmentFactor",
    "AssessmentOutcome",
    "BragRating",
    "CategoryOfAbuse",
    "ClosureReason",
    "ContactOutcome",
    "DatedChoices",
    "Disability",
    "Ethnicity",
    "LevelOfNeed",
    "PrimaryNeed",
    "ReferralOutcome",
    "ReferralSource",
    "RelationshipKind",
    "Section47Outcome",
    "Sex",
    "Subject",
    "UPNUnknown",
    "Years",
    "collection_year",
    "in_force",
    "read_flag",
    "read_sex",
]
