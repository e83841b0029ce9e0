"""Enquiries under section 47 and child protection plans."""

from hearth.foundation.codes.dated import DatedChoices


class CategoryOfAbuse(DatedChoices):
    """Why a child has a protection plan. Source: CIN census items N00113 and N00114, `categoryofabusetype`.

    The SSD holds the words, not the codes, and has no multiple category.
    """

    NEGLECT = "NEG", "Neglect"
    PHYSICAL = "PHY", "Physical abuse"
    SEXUAL = "SAB", "Sexual abuse"
    EMOTIONAL = "EMO", "Emotional abuse"
    MULTIPLE = "MUL", "Multiple (not recommended)"


class Section47Outcome(DatedChoices):
    """How a section 47 enquiry ended; more than one may be true. Source: the keys of the SSD item S47E007A."""

    INITIAL_CONFERENCE = "CP_CONFERENCE_FLAG", "Initial child protection conference"
    CONTINUE_ASSESSMENT = "NFA_CONTINUE_SINGLE_FLAG", "No further enquiry; the family assessment continues"
    LEGAL_ACTION = "LEGAL_ACTION_FLAG", "Start legal action"
    SERVICES = "PROV_OF_SERVICES_FLAG", "Services under section 17"
    SHORT_BREAKS = "PROV_OF_SB_CARE_FLAG", "Short-break care under section 17"
    MONITOR = "MONITOR_FLAG", "Another agency keeps watch"
    NO_FURTHER_ACTION = "NFA_FLAG", "No further action"
    OTHER = "OTHER_OUTCOMES_EXIST_FLAG", "Other"
