"""What a return says about a child as a person."""

from hearth.foundation.codes.dated import DatedChoices, Years


class Sex(DatedChoices):
    """Source: CIN census item N00783, code set `sextype`, from 2024-25. Unborn children are U (rule 8750)."""

    MALE = "M", Years(first=2025), "Male"
    FEMALE = "F", Years(first=2025), "Female"
    UNKNOWN = "U", Years(first=2025), "Not known"


# CIN census item N00065 (GenderCurrent), until 2023-24: 0 not known or unborn, 9 indeterminate.
_SEX_OF_OLD_GENDER = {"1": Sex.MALE, "2": Sex.FEMALE, "0": Sex.UNKNOWN, "9": Sex.UNKNOWN}


def read_sex(text: str | None) -> Sex | None:
    """M, F or U, or the gender code (1, 2, 0, 9) that stood in its place; None when it is neither.

    Both are read in any year, because real files of 2024-25 still carry the old codes. 0 and 9 both become U,
    so the difference between "unborn or not known" and "indeterminate" is not kept.
    """
    return _SEX_OF_OLD_GENDER.get((text or "").strip()) or Sex.read(text)


class Ethnicity(DatedChoices):
    """Source: CIN census item N00177, code set `ethnicitytype`."""

    WHITE_BRITISH = "WBRI", "White British"
    WHITE_IRISH = "WIRI", "White Irish"
    TRAVELLER = "WIRT", "Traveller of Irish heritage"
    GYPSY_OR_ROMA = "WROM", "Gypsy or Roma"
    OTHER_WHITE = "WOTH", "Any other White background"
    WHITE_AND_BLACK_CARIBBEAN = "MWBC", "White and Black Caribbean"
    WHITE_AND_BLACK_AFRICAN = "MWBA", "White and Black African"
    WHITE_AND_ASIAN = "MWAS", "White and Asian"
    OTHER_MIXED = "MOTH", "Any other mixed background"
    INDIAN = "AIND", "Indian"
    PAKISTANI = "APKN", "Pakistani"
    BANGLADESHI = "ABAN", "Bangladeshi"
    OTHER_ASIAN = "AOTH", "Any other Asian background"
    CARIBBEAN = "BCRB", "Caribbean"
    AFRICAN = "BAFR", "African"
    OTHER_BLACK = "BOTH", "Any other Black background"
    CHINESE = "CHNE", "Chinese"
    OTHER = "OOTH", "Any other ethnic group"
    REFUSED = "REFU", "Did not wish to say"
    NOT_YET_KNOWN = "NOBT", "Not yet asked or told"


class Disability(DatedChoices):
    """Source: CIN census item N00099, code set `disabilitytype`."""

    NONE = "NONE", "No disability"
    MOBILITY = "MOB", "Mobility"
    HAND_FUNCTION = "HAND", "Hand function"
    PERSONAL_CARE = "PC", "Personal care"
    INCONTINENCE = "INC", "Incontinence"
    COMMUNICATION = "COMM", "Communication"
    LEARNING = "LD", "Learning"
    HEARING = "HEAR", "Hearing"
    VISION = "VIS", "Vision"
    BEHAVIOUR = "BEH", "Behaviour"
    CONSCIOUSNESS = "CON", "Consciousness"
    AUTISM = "AUT", "Autism"
    OTHER = "DDA", "Other"


# Census rule 8790: a child with one of these has no other.
DISABILITIES_NEVER_WITH_ANOTHER = frozenset({Disability.NONE})


class UPNUnknown(DatedChoices):
    """Why a child has no unique pupil number. Source: CIN census item N00135, code set `unknownupntype`.

    UN1, UN4 and UN7 are described by census rules 8770Q and 8772 and SSDA903 rules 209 and 210. The stored code
    set has no wording for the others: the labels of UN2, UN3, UN5 and UN6 are sector knowledge, unverified.
    """

    NOT_OF_SCHOOL_AGE = "UN1", "Not of school age"
    NEVER_AT_STATE_SCHOOL = "UN2", "Never at a state school in England"
    EDUCATED_ELSEWHERE = "UN3", "Educated outside England"
    NEWLY_KNOWN = "UN4", "Newly known to us; number not yet found"
    SOURCES_DISAGREE = "UN5", "Sources disagree about the number"
    NOT_IN_EDUCATION = "UN6", "Not in education, employment or training"
    NO_FURTHER_ACTION = "UN7", "Referral with no further action"
