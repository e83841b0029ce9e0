"""How one person stands to another."""

from django.db.models import TextChoices


class RelationshipKind(TextChoices):
    """Reads "the first person is the `label` of the second". Not a published list: the SSD keeps free text."""

    PARENT = "parent", "parent"
    CHILD = "child", "child"
    STEP_PARENT = "step-parent", "step-parent"
    STEP_CHILD = "step-child", "step-child"
    ADOPTIVE_PARENT = "adoptive-parent", "adoptive parent"
    ADOPTED_CHILD = "adopted-child", "adopted child"
    FOSTER_CARER = "foster-carer", "foster carer"
    FOSTER_CHILD = "foster-child", "foster child"
    SPECIAL_GUARDIAN = "special-guardian", "special guardian"
    WARD = "ward", "child under special guardianship"
    CARER = "carer", "carer"
    CARED_FOR = "cared-for", "person cared for"
    GRANDPARENT = "grandparent", "grandparent"
    GRANDCHILD = "grandchild", "grandchild"
    AUNT_OR_UNCLE = "aunt-or-uncle", "aunt or uncle"
    NIECE_OR_NEPHEW = "niece-or-nephew", "niece or nephew"
    SIBLING = "sibling", "brother or sister"
    HALF_SIBLING = "half-sibling", "half-brother or half-sister"
    STEP_SIBLING = "step-sibling", "step-brother or step-sister"
    COUSIN = "cousin", "cousin"
    PARTNER = "partner", "partner"
    FORMER_PARTNER = "former-partner", "former partner"
    OTHER_RELATIVE = "other-relative", "other relative"
    FRIEND_OR_NEIGHBOUR = "friend-or-neighbour", "friend or neighbour"

    @property
    def reverse(self) -> "RelationshipKind":
        """How the second person stands to the first."""
        return _REVERSE.get(self, self)


_PAIRS = {
    RelationshipKind.PARENT: RelationshipKind.CHILD,
    RelationshipKind.STEP_PARENT: RelationshipKind.STEP_CHILD,
    RelationshipKind.ADOPTIVE_PARENT: RelationshipKind.ADOPTED_CHILD,
    RelationshipKind.FOSTER_CARER: RelationshipKind.FOSTER_CHILD,
    RelationshipKind.SPECIAL_GUARDIAN: RelationshipKind.WARD,
    RelationshipKind.CARER: RelationshipKind.CARED_FOR,
    RelationshipKind.GRANDPARENT: RelationshipKind.GRANDCHILD,
    RelationshipKind.AUNT_OR_UNCLE: RelationshipKind.NIECE_OR_NEPHEW,
}
_REVERSE = _PAIRS | {lower: upper for upper, lower in _PAIRS.items()}
