"""Who told us, and what came of it."""

from hearth.foundation.codes.dated import DatedChoices


class ReferralSource(DatedChoices):
    """Who made a referral, and (the same list) who made a contact.

    Source: CIN census item N00152, code set `referralsourcetype`; SSD `referral_source` and `contact_source`.
    """

    FAMILY = "1A", "Family member, relative or carer"
    ACQUAINTANCE = "1B", "Acquaintance, neighbour or child minder"
    SELF = "1C", "The child or young person"
    OTHER_INDIVIDUAL = "1D", "Another individual, such as a stranger or an MP"
    SCHOOL = "2A", "School"
    EDUCATION_SERVICE = "2B", "Education service"
    GENERAL_PRACTITIONER = "3A", "GP"
    HEALTH_VISITOR = "3B", "Health visitor"
    SCHOOL_NURSE = "3C", "School nurse"
    PRIMARY_HEALTH = "3D", "Other primary health service"
    EMERGENCY_DEPARTMENT = "3E", "Accident and emergency department"
    OTHER_HEALTH = "3F", "Other health service, such as a hospice"
    HOUSING = "4", "Council housing or housing association"
    SOCIAL_CARE = "5A", "This council's social care, such as adult social care"
    OTHER_COUNCIL_SERVICE = "5B", "Another service of this council"
    OTHER_COUNCIL = "5C", "Another council"
    EARLY_HELP = "5D", "This council's early help"
    POLICE = "6", "Police"
    OTHER_LEGAL_AGENCY = "7", "Court, probation, immigration, Cafcass or prison"
    OTHER = "8", "Other, such as a children's centre or voluntary organisation"
    ANONYMOUS = "9", "Anonymous"
    UNKNOWN = "10", "Not known"


class ContactOutcome(DatedChoices):
    """What was decided about a contact. Source: SSD `contact_outcome` (CONT005A); the code is the wording."""

    NO_FURTHER_ACTION = "No Further Action", "No further action"
    INFORMATION_AND_ADVICE = "Information and Advice", "Information and advice"
    EARLY_HELP = "EH Referral", "Referral to early help"
    REFERRAL = "CIN Referral", "Referral to children's social care"


class ReferralOutcome(DatedChoices):
    """What was decided about a referral. Source: SSD `cin_referral_outcome` (CINE005A); the code is the wording."""

    NO_FURTHER_ACTION = "No Further Action", "No further action"
    INFORMATION_AND_ADVICE = (
        "Advice and Information or signpost to other services",
        "Information and advice, or pointed to another service",
    )
    EARLY_HELP = "Step-down to Early Help", "Step down to early help"
    ASSESSMENT = "Assessment required", "Assessment"
    STRATEGY_DISCUSSION = (
        "Strategy discussion and/or Section 47 enquiry",
        "Strategy discussion or section 47 enquiry",
    )
    OTHER = "Other", "Other"
