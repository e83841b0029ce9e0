from __future__ import annotations

from django.db.models.functions import Now

from hearth.casework.frontdoor.models import Check
from hearth.casework.frontdoor.partner_rules import may_answer
from hearth.casework.frontdoor.story import answered_words, write_after_decision
from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import insist
from hearth.foundation.staff.alerts import tell
from hearth.foundation.staff.models import Worker


@audited
def answer_check(*, check: Check, answer: Check.Answer, says: str, by: Worker) -> Check:
    """Answer once. Whoever asked is told that there is an answer, not what it says."""
    # The row, and nobody else at it: two colleagues may have the page open.
    standing = Check.objects.select_for_update(of=("self",)).select_related("answered_by", "asked_by").get(pk=check.pk)
    insist(may_answer(standing))
    standing.answer, standing.says = answer, says
    standing.answered_at, standing.answered_by = Now(), by
    standing.save(update_fields=["answer", "says", "answered_at", "answered_by"])
    says = answered_words(f"R-{standing.contact_id}", by.employer.name)
    write_after_decision(standing.contact_id, says, slice="frontdoor.answer_check")
    tell(standing.asked_by, f"{standing.reference}: {by.employer.name} has answered", leads_to="/front-door/queue/")
    return standing
