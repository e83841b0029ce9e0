"""What every template has without being given it: the frame round the page, dates in words, the form's two tokens."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from jinja2 import Environment

from hearth.foundation.council import closure_days, council
from hearth.foundation.govuk import environment as govuk
from hearth.foundation.govuk.frame import Frame, Link, Session
from hearth.foundation.periods import words
from hearth.foundation.staff.drafts import OF
from hearth.foundation.staff.models import Alert, Worker
from hearth.foundation.staff.roles import may
from hearth.foundation.staff.words_held import TYPED_BY, typed_by
from hearth.wiring.colours import icon


def environment(**options: Any) -> Environment:
    env = govuk.environment(**options)
    env.filters |= {
        "day": words.date_in_words,
        "weekday": words.weekday_in_words,
        "moment": _moment,
        "ago": lambda day: words.how_long_ago(_day(day), timezone.localdate()),
        "due": lambda day: words.due_in_words(day, timezone.localdate(), closure_days()),
        "age": _age,
    }
    return env


def _day(day: date | datetime) -> date:
    return timezone.localtime(day).date() if isinstance(day, datetime) else day


def _moment(at: datetime) -> str:
    return words.moment_in_words(timezone.localtime(at))


def _age(person: Any) -> str:
    """How old somebody is today, in words; of one who died, how old they were."""
    on = getattr(person, "died_on", None) or timezone.localdate()
    known = {"born_on": person.born_on, "expected_on": person.expected_on}
    if any(known.values()) or not getattr(person, "about_age", ""):
        return words.age_in_words(on, **known)
    return words.age_in_words(on, about=person.about_age, about_on=person.about_age_on)


class FormTokens:
    """What every form carries: Django's token against forgery, one of its own, so that sending it twice records once, for
    whom it was made, the draft that its page knows of, so that it is not kept over words typed elsewhere, and what it is of,
    so that its words are not opened for something else."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def __html__(self) -> str:
        return format_html(
            '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="_once" value="{}">{}{}{}',
            get_token(self.request),
            uuid.uuid4(),
            self._worker(),
            self._draft(),
            self._draft_of(),
        )

    def _worker(self) -> SafeString:
        worker = getattr(self.request, "user", None)
        if not isinstance(worker, Worker):
            return SafeString("")
        return format_html('<input type="hidden" name="{}" value="{}">', TYPED_BY, typed_by(worker))

    def _draft(self) -> SafeString:
        """Which of the worker's drafts the page was opened with: "" where there was none to open.

        Said twice: a browser that goes back may put an older value into the field, never into `data-kept`.
        """
        kept = getattr(self.request, "draft_kept", None)
        return (
            SafeString("")
            if kept is None
            else format_html('<input type="hidden" name="_kept" value="{0}" data-kept="{0}">', kept)
        )

    def _draft_of(self) -> SafeString:
        of = getattr(self.request, "draft_of", "")
        return format_html('<input type="hidden" name="{}" value="{}">', OF, of) if of else SafeString("")

    __str__ = __html__


# In the order of the work: the words, the address, the permission that shows them, and what the address begins with.
_NAVIGATION: tuple[tuple[str, str, str, str], ...] = (
    ("My day", "/", "desk.my_day", "/my-day"),
    ("My families", "/my-families/", "desk.my_families", "/my-families"),
    ("My team", "/my-team/", "desk.my_team", "/my-team"),
    ("Front door", "/front-door/queue/", "frontdoor.queue", "/front-door"),
    ("Our referrals", "/refer/our-referrals/", "frontdoor.our_referrals", "/refer"),
    ("Checks asked of us", "/checks/our-checks/", "frontdoor.our_checks", "/checks"),
    ("Figures", "/figures/", "desk.figures", "/figures"),
    ("Returns", "/returns/", "returns.list_checks", "/returns"),
    ("Needs assessment", "/needs-assessment/", "measures.list_snapshots", "/needs-assessment"),
    ("Bring in records", "/bring-in/", "bring_in_records.list_runs", "/bring-in"),
    ("Administration", "/administration/", "staff.administration", "/administration"),
)

_FAMILY: tuple[tuple[str, str], ...] = (
    ("At a glance", "casefile.see_family"),
    ("People", "casefile.see_people"),
    ("Assessment", "family_help.see_assessment"),
    ("Need and referral", "family_help.change_episodes"),
    ("Web Star", "workbook.see_star"),
    ("Plan on a page", "workbook.see_plan"),
    ("Visits", "family_help.see_visits"),
    ("Chronology", "chronology.see_chronology"),
    ("Who works with them", "caseload.see_team_around"),
    ("Who has looked", "casefile.see_readers"),
)


def frame(request: HttpRequest) -> dict[str, object]:
    """The frame as the person signed in may use it; a family's side navigation where the address names a family."""
    colours = council().colours
    context: dict[str, object] = {
        "csrf_input": FormTokens(request),
        "header_colour": colours.header,
        "icon": icon(colours),
    }
    worker = getattr(request, "user", None)
    if not isinstance(worker, Worker):
        return context | {"frame": Frame(council=council().name)}
    sign_in = council().sign_in
    # The frame is the role's: what an emergency takes away, it takes from the record's own pages.
    alerts = (
        Alert.objects.filter(worker=worker, seen_at__isnull=True).count() if may(worker.role, "desk.see_alert") else 0
    )
    context["frame"] = Frame(
        council=council().name,
        worker=worker.name,
        worker_role=worker.role_title,
        is_in_an_emergency=worker.is_in_an_emergency,
        navigation=tuple(
            Link(
                text,
                href,
                is_current=request.path == "/" if href == "/" else request.path.startswith(begins),
                count=alerts or None if href == "/" else None,
            )
            for text, href, name, begins in _NAVIGATION
            if may(worker.role, name)
        ),
        worker_menu=(Link("Signing in safely", "/sign-in/safely/"),),
        sign_out_url="/sign-out/",
        search_url="/people/find/" if may(worker.role, "people.find") else "",
        search_text=request.GET.get("q", "") if request.path == "/people/find/" else "",
        session=Session(
            seconds=sign_in.idle_minutes * 60,
            warn_seconds=sign_in.warn_minutes * 60,
            renew_url="/stay-signed-in/",
            sign_in_url="/sign-in/",
            sign_out_url="/sign-out/",
        ),
    )
    match = request.resolver_match
    if match and "family" in match.kwargs:
        context["side"] = _side(worker, match.kwargs["family"], request.path)
    return context


def _side(worker: Worker, family: int, at: str) -> tuple[Link, ...]:
    """A family's pages, each at its slice's own address, as far as the worker's role reaches."""
    pages = ((text, name, f"/families/{family}/{name.split('.')[1].replace('_', '-')}/") for text, name in _FAMILY)
    return tuple(Link(text, href, is_current=href == at) for text, name, href in pages if worker.may(name))
