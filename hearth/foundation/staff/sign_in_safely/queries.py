"""How somebody signs in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from allauth.mfa.models import Authenticator

from hearth.foundation.staff.models import Worker


@dataclass(frozen=True)
class Passkey:
    number: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass
class Ways:
    has_password: bool
    app: Authenticator | None = None
    codes_left: int | None = None
    passkeys: list[Passkey] = field(default_factory=list)

    @property
    def has_second_factor(self) -> bool:
        return self.app is not None or bool(self.passkeys)


def ways_to_sign_in(worker: Worker) -> Ways:
    ways = Ways(has_password=worker.has_usable_password())
    for each in Authenticator.objects.filter(user=worker).order_by("created_at"):
        if each.type == Authenticator.Type.TOTP:
            ways.app = each
        elif each.type == Authenticator.Type.RECOVERY_CODES:
            ways.codes_left = len(each.wrap().get_unused_codes())
        else:
            ways.passkeys.append(Passkey(each.pk, each.wrap().name, each.created_at, each.last_used_at))
    return ways
