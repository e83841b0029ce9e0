"""Why a child is in need, how great the need is, how urgent, and why an episode closed."""

from django.db.models import TextChoices

from hearth.foundation.codes.dated import DatedChoices


class PrimaryNeed(DatedChoices):
    """Why the child is in need. Torn between two, the one higher in the list is chosen (DfE guidance).

    Source: CIN census item N00101, code set `primaryneedcodetype`. N9 is for children who are not in need.
    """

    ABUSE_OR_NEGLECT = "N1", "Abuse, neglect or exploitation"
    CHILDS_DISABILITY = "N2", "Child's disability"
    PARENTAL_DISABILITY_OR_ILLNESS = "N3", "Parental disability or illness"
    FAMILY_IN_ACUTE_STRESS = "N4", "Family in acute stress"
    FAMILY_DYSFUNCTION = "N5", "Family dysfunction"
    UNACCEPTABLE_BEHAVIOUR = "N6", "Socially unacceptable behaviour"
    LOW_INCOME = "N7", "Low income"
    ABSENT_PARENTING = "N8", "Absent parenting"
    NOT_IN_NEED = "N9", "Not a child in need"
    NOT_STATED = "N0", "Not stated"


class ClosureReason(DatedChoices):
    """Why an episode of need closed. Source: CIN census item N00103, code set `reasonforclosuretype`."""

    ADOPTED = "RC1", "Adopted"
    DIED = "RC2", "Died"
    CHILD_ARRANGEMENTS_ORDER = "RC3", "Child arrangements order"
    SPECIAL_GUARDIANSHIP_ORDER = "RC4", "Special guardianship order"
    OTHER_COUNCIL = "RC5", "Transferred to another council"
    ADULT_SOCIAL_CARE = "RC6", "Transferred to adult social care"
    OTHER = "RC7", "Other, including no longer in need"
    AFTER_ASSESSMENT = "RC8", "After assessment, no further action"
    AFTER_ASSESSMENT_TO_EARLY_HELP = "RC9", "After assessment, to early help"


class LevelOfNeed(TextChoices):
    """The four levels of a continuum of need (London's, for one). The levels are shared; their names are local."""

    UNIVERSAL = "1", "Level 1: universal"
    EARLY = "2", "Level 2: early or additional"
    TARGETED = "3", "Level 3: targeted or complex"
    SPECIALIST = "4", "Level 4: specialist or statutory"


class BragRating(TextChoices):
    """How urgent a contact is, most urgent first.

    Not a published list: rated in multi-agency hubs, with limits that differ by council (see `brag_red` and its
    neighbours in `periods.clocks`).
    """

    RED = "red", "Red"
    AMBER = "amber", "Amber"
    GREEN = "green", "Green"
    BLUE = "blue", "Blue"

    @property
    def tag_colour(self) -> str:
        """The GOV.UK tag colour; GOV.UK has no amber."""
        return "orange" if self is BragRating.AMBER else self.value
