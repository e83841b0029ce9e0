from __future__ import annotations

from datetime import date

from allauth.mfa.models import Authenticator

from hearth.foundation.audit.audited import audited
from hearth.foundation.refusals import insist
from hearth.foundation.staff import rules
from hearth.foundation.staff.invitations import make_invitation
from hearth.foundation.staff.models import Worker


@audited
def resend_invitation(*, worker: Worker, on: date, by: Worker) -> str:
    """Begin again: the old password, second factor and sessions end. For a lost link, and for a lost phone."""
    insist(rules.may_invite_again(worker, on=on))
    worker.set_unusable_password()
    worker.save(update_fields=["password"])
    Authenticator.objects.filter(user=worker).delete()
    return make_invitation(worker, by=by)
