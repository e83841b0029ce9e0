"""A real council begins: its hearth.toml, its organisation, Hearth itself, a front door, and the first administrator."""

from __future__ import annotations

import dataclasses
import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from hearth.foundation.audit.audited import write_act
from hearth.foundation.council.choices import Council
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.invitations import make_invitation, path_of
from hearth.foundation.staff.models import Organisation, Team, Worker
from hearth.foundation.staff.system import system_worker


@dataclass(frozen=True)
class Begun:
    administrator: Worker
    link: str
    wrote_settings: bool


def begin_council(*, name: str, code: str, admin_name: str, admin_email: str, settings: Path, site: str) -> Begun:
    """All of it or nothing. Settings that are there already are left as they are."""
    name, admin_email = name.strip(), admin_email.strip().lower()
    known_as, _, family_name = admin_name.strip().partition(" ")
    if not name:
        raise Refused("Give the council's name: --name")
    if not re.fullmatch(r"\d{3}", code):
        raise Refused(f'--code must be the council\'s three-figure DfE number, such as 933, not "{code}"')
    if not known_as or not family_name:
        raise Refused("Give the administrator's first and last name: --admin-name")
    try:
        validate_email(admin_email)
    except ValidationError as wrong:
        raise Refused(f'--admin-email must be an e-mail address, not "{admin_email}"') from wrong
    if Worker.objects.exclude(role="system").exists():
        raise Refused("There are workers here already. Further people are invited on the pages under Administration")
    with transaction.atomic():
        council = Organisation.objects.filter(kind=Organisation.Kind.COUNCIL).order_by("id").first()
        council = council or Organisation(kind=Organisation.Kind.COUNCIL)
        council.name = name
        council.save()
        hearth = system_worker()
        Team.objects.get_or_create(name="Front door", defaults={"kind": Team.Kind.FRONT_DOOR, "organisation": council})
        administrator = Worker(
            email=admin_email,
            known_as=known_as,
            family_name=family_name.strip(),
            role="administrator",
            employer=council,
            starts_on=timezone.localdate(),
        )
        administrator.set_unusable_password()
        administrator.save()
        token = make_invitation(administrator, by=hearth)
        write_act(administrator, by=hearth, name="wiring.begin_council")
        wrote = not settings.exists()
        if wrote:
            settings.parent.mkdir(parents=True, exist_ok=True)
            settings.write_text(settings_file(replace(Council(), name=name, code=code)), encoding="utf-8")
    return Begun(administrator, site.rstrip("/") + path_of(token), wrote)


# What each setting means, for whoever opens the file. A setting without a word here fails a test.
SAYS: dict[str, str] = {
    "name": "Shown at the top of every page.",
    "code": "The three-figure DfE number of the council.",
    "closure_days": 'Days on which the council is closed besides weekends and bank holidays, as "2026-12-24".',
    "colours": "White words stand on both colours: too pale a one is refused.",
    "colours.header": "",
    "colours.accent": "For what is owed now.",
    "front_door": 'Hours within which a contact is decided once it is rated, or "none".',
    "front_door.phone": "Rung when a child is in danger now. Shown to partners before they refer.",
    "front_door.out_of_hours_phone": "The emergency duty number, rung when the front door is closed. Without it, 999 and 101.",
    "front_door.red_hours": "",
    "front_door.amber_hours": "",
    "front_door.green_hours": "",
    "front_door.blue_hours": "",
    "front_door.agency_check_hours": "How long an agency has to answer a check.",
    "front_door.opens": "",
    "front_door.closes": "",
    "clocks": "Intervals that no law sets. What the law sets cannot be set here.",
    "clocks.child_in_need_visit_days": "Working days.",
    "clocks.star_weeks": "When a Web Star is drawn again.",
    "clocks.plan_review_weeks": "",
    "clocks.strategy_discussion_days": "Working days from the decision. Owed at once; late after this.",
    "sign_in": "How people sign in.",
    "sign_in.idle_minutes": "Signed out after so long without doing anything. What was typed is kept.",
    "sign_in.warn_minutes": "How long before that a page warns.",
    "sign_in.dormant_days": "An account nobody uses for so long is closed.",
    "sign_in.invitation_days": "How long an invitation's link works.",
    "sign_in.emergency_hours": "How long an emergency opening of a record lasts.",
    "sign_in.second_factor_for": 'Roles that must have an authenticator app or a passkey, such as "administrator".',
    "sign_in.openid_connect": "Identity providers: a table [[sign_in.openid_connect]] for each, as below.",
    "attachments": "What may be attached to a referral.",
    "attachments.largest_megabytes": "",
    "attachments.kinds": "",
    "attachments.unsent_days": "Days after which a referral nobody has worked on and never sent is deleted with its files.",
    "returns": "How long a return that was checked is kept, and how much is taken from one. The counts of what was found stay.",
    "returns.file_days": "Days until the file itself is deleted.",
    "returns.issues_days": "Days until what was found, with the children's numbers, is deleted.",
    "returns.largest_upload_megabytes": "The largest file that a page takes.",
    "returns.largest_file_megabytes": "The largest file that is read at all, by a command too.",
    "returns.largest_child_megabytes": "What one child may take of a file: it bounds the memory.",
    "returns.most_children": "",
    "measures": "What is published of figures.",
    "measures.threshold": "The largest count that is kept back. 5 is the Department for Education's convention.",
    "measures.rounding": "What counts are rounded to when they are published; 1: not at all.",
    "measures.days_between_publications": "Whoever publishes figures nearer than this to others is warned.",
    "told": "Who is told what.",
    "told.emergency_opening": "Roles that are alerted when a record is opened in an emergency.",
    "told.referral_outcome_to_referrer": "Whether a decision offers first to tell the referrer at once.",
    "star": "The Web Star. Give it another version whenever its spokes change: scores are never compared across versions.",
    "star.version": "",
    "star.lowest": "",
    "star.highest": "",
    "star.lowest_means": "",
    "star.highest_means": "",
    "star.spokes": "",
}
_PROVIDER = """\
# [[sign_in.openid_connect]]
# id = "entra"
# name = "your council account"
# client_id = "..."
# secret = "..."
# server_url = "https://login.microsoftonline.com/YOUR-TENANT/v2.0"
# Entra ID does not say that an e-mail address is verified: name the domains in which it gives them out itself.
# vouches_for = ["yourcouncil.gov.uk"]
# Roles that may not sign in by it:
# not_for = ["partner_referrer"]
"""


def settings_file(council: Council) -> str:
    """hearth.toml as text: every setting at its value, with what it means. Settings first, then the tables."""
    lines = [
        "# What this council chose. Hearth reads it once, when it starts, and says what is wrong in it.",
        "# A line that is taken out means the choice Hearth comes with.",
        "",
    ]
    lines += _lines(council, "")
    return "\n".join(lines) + "\n"


def _lines(table: Any, where: str) -> list[str]:
    lines: list[str] = []
    tables: list[str] = []
    for field in dataclasses.fields(table):
        value, name = getattr(table, field.name), f"{where}.{field.name}" if where else field.name
        says = [f"# {SAYS[name]}"] if SAYS[name] else []
        if dataclasses.is_dataclass(value):
            tables += ["", *says, f"[{name}]", *_lines(value, name)]
        elif name == "sign_in.openid_connect":
            tables += ["", *says, *_PROVIDER.splitlines()]
        elif isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
            for one in value:
                tables += ["", f"[[{name}]]", *(f"{key} = {_toml(each)}" for key, each in vars(one).items())]
        else:
            lines += [*says, f"{field.name} = {_toml(value)}"]
    return lines + tables


def _toml(value: Any) -> str:
    if value is None:
        return '"none"'
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(each) for each in value) + "]"
    return json.dumps(value, ensure_ascii=False)  # a text, a number or true and false are written alike in both
