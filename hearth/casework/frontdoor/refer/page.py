from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms.utils import ErrorDict
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from hearth.casework.frontdoor import unfinished as drafts
from hearth.casework.frontdoor.attachments import FileIsDamaged, StoredFile, keep_unsent
from hearth.casework.frontdoor.partner_queries import decide_by, open_our_referral, partner_teams, whom_to_ring
from hearth.casework.frontdoor.partner_rules import NO_TEAM, names_of_children
from hearth.casework.frontdoor.refer.action import refer as act
from hearth.casework.frontdoor.refer.form import ANOTHER_WORDS, REFERRAL, FilesForm, WhichTeamForm, is_of_school_age
from hearth.casework.frontdoor.unfinished import Unfinished
from hearth.foundation.govuk.journey import CHECK_ANSWERS, AddAnotherForm, Place
from hearth.foundation.refusals import Refused
from hearth.foundation.staff.drafts import form_for
from hearth.foundation.staff.models import Team, Worker
from hearth.foundation.staff.pages import Request, page, show, today

REMOVED_MEANWHILE = (
    "Somebody was removed from this referral in another window, so we could not tell whom this page was about. "
    "Check who is here before you go on."
)


@page
def refer(request: Request) -> HttpResponse:
    """Where a referral begins: what is needed, and whom to ring instead."""
    teams = {team.pk: team for team in partner_teams(request.worker, on=today())}
    if not teams:
        raise Refused(NO_TEAM)
    form = _which_team(request, teams)
    if request.method == "POST" and (form is None or form.is_valid()):
        team = teams[int(form.cleaned_data["team"])] if form else next(iter(teams.values()))
        begun = drafts.begin(request.worker, team)
        return _to(begun.number, REFERRAL.first_unanswered(begun.answers))
    return show(
        request,
        {"form": form, "unfinished": drafts.unfinished_of(request.worker), "door": whom_to_ring(timezone.now())},
        template="start.html",
    )


@page
def carry_on(request: Request, draft: uuid.UUID) -> HttpResponse:
    """To the first question that is not answered."""
    held = drafts.held(request.worker, draft)
    return _to(draft, REFERRAL.first_unanswered(held.answers)) if held else _after_sending(request, draft)


@page
def ask(request: Request, draft: uuid.UUID, question: str) -> HttpResponse:
    """One question, the list of children or adults, or the check of answers."""
    held = drafts.held(request.worker, draft)
    if held is None:
        return _after_sending(request, draft)
    place = REFERRAL.place_at(question, held.answers)
    if place is None:
        return redirect("frontdoor:carry_on", draft=draft)
    if place == CHECK_ANSWERS:
        return _check(request, held)
    if not place.question:
        return _list(request, held, place)
    return _files(request, held, place) if place.question == "files" else _question(request, held, place)


@page
def remove(request: Request, draft: uuid.UUID, group: str, number: int) -> HttpResponse:
    """Take a child or an adult out of a referral in progress."""
    held = drafts.held(request.worker, draft)
    if held is None:
        return _after_sending(request, draft)
    if group not in ANOTHER_WORDS or not 0 < number <= len(REFERRAL.entries(group, held.answers)):
        return redirect("frontdoor:carry_on", draft=draft)
    back = _address(draft, Place(group=group))
    if request.method == "POST":
        if request.POST.get("_shifts") != str(held.shifts):
            messages.error(request, REMOVED_MEANWHILE)
            return redirect(back)
        held.answers = REFERRAL.remove_entry(group, number - 1, held.answers)
        held.typed = {path: typed for path, typed in held.typed.items() if not path.startswith(f"{group}/")}
        held.shifts += 1
        drafts.forget_pages(request.worker, draft, group)
        drafts.keep_answers(request.worker, held)
        return redirect(back)
    name = REFERRAL.name_of_entry(group, number - 1, held.answers)
    return show(request, {"held": held, "name": name, "back": back}, template="remove.html")


@page
def delete(request: Request, draft: uuid.UUID) -> HttpResponse:
    """Delete a referral in progress, with its files."""
    held = drafts.held(request.worker, draft)
    if held is None:
        return _after_sending(request, draft)
    if request.method == "POST":
        drafts.forget(request.worker, draft)
        messages.success(request, "The unfinished referral was deleted. Nothing of it was sent.")
        return redirect("frontdoor:our_referrals")
    return show(request, {"held": held}, template="delete.html")


@page
def sent(request: Request, contact: int) -> HttpResponse:
    """The reference number, what happens next and by when."""
    found = open_our_referral(request.worker, contact, on=today())
    return show(
        request,
        {
            "contact": found,
            "names": names_of_children(found.people.all()),
            "decide_by": decide_by(found),
            "door": whom_to_ring(timezone.now()),
        },
        template="sent.html",
    )


def _question(request: Request, held: Unfinished, place: Place) -> HttpResponse:
    kind = REFERRAL.question(place).form
    form = form_for(request, kind, initial=_initial(request.worker, held, place))
    if request.method == "GET" and not hasattr(form, "kept_at") and (typed := drafts.typed_at(held, place.path)):
        form = kind(typed)
        form._errors = ErrorDict()  # type: ignore[attr-defined]  # as it was left: not judged until it is sent
    status = 200
    if request.method == "POST":
        if place.group and request.POST.get("_shifts") != str(held.shifts):
            form.add_error(None, REMOVED_MEANWHILE)
            status = 409
        if form.is_valid():
            held.answers = REFERRAL.with_answer(place, form, held.answers)
            held.typed.pop(place.path, None)
            return _saved(request, held, lambda: _go_on(held, place))
        if status == 200 and "save" in request.POST:
            drafts.keep_typed(held, place.path, request.POST)
            return _saved(request, held, lambda: place)
    question = REFERRAL.question(place)
    context = {
        "held": held,
        "form": form,
        "heading": question.title,
        "guidance": question.guidance,
        "caption": REFERRAL.name_of_entry(place.group, place.index, held.answers) if place.group else "",
        "back": _back(held, place),
        "draft_url": f"/drafts{request.path}",
    }
    if place.question == "danger_now":
        context |= {"heading": "Ring 999 now", "door": whom_to_ring(timezone.now())}
        return show(request, context, template="danger.html", status=status)
    return show(request, context, status=status)


def _list(request: Request, held: Unfinished, place: Place) -> HttpResponse:
    """Who is in the referral so far, and whether there is another."""
    group, entries = REFERRAL.group(place.group), REFERRAL.entries(place.group, held.answers)
    is_full = len(entries) >= group.at_most
    form = None if is_full else AddAnotherForm(request.POST if request.method == "POST" else None)
    if form:
        form.fields["another"].label = ANOTHER_WORDS[place.group][0 if entries else 1]
    if request.method == "POST" and "save" in request.POST:
        return _saved(request, held, lambda: place)
    if request.method == "POST" and (form is None or form.is_valid()):
        if form is None or not form.cleaned_data["another"]:
            held.answers = REFERRAL.no_more(place.group, held.answers)
            return _saved(request, held, lambda: REFERRAL.first_unanswered(held.answers))
        if entries and not entries[-1]:  # asked for twice, as with the back button: the empty one is taken up
            return _to(held.number, REFERRAL.place_at(f"{place.group}/{len(entries)}/name", held.answers) or place)
        held.answers, first = REFERRAL.add_entry(place.group, held.answers)
        return _saved(request, held, lambda: first)
    context = {
        "form": form,
        "heading": group.title,
        "entries": [_entry(held, place.group, index) for index in range(len(entries))],
        "back": _back(held, place),
        "notices": messages.get_messages(request),
    }
    return show(request, context, template="list.html")


def _entry(held: Unfinished, group: str, index: int) -> dict[str, Any]:
    places = [place for place in REFERRAL.places(held.answers) if (place.group, place.index) == (group, index)]
    asked = [place for place in places if place.question]
    missing = next((place for place in asked if not REFERRAL.is_answered(place, held.answers)), None)
    return {
        "name": REFERRAL.name_of_entry(group, index, held.answers),
        "change": _address(held.number, missing or asked[0]),
        "remove": reverse("frontdoor:remove", args=[held.number, group, index + 1]),
        "is_complete": missing is None,
    }


def _files(request: Request, held: Unfinished, place: Place) -> HttpResponse:
    """Files are kept as they come; "Attach" stays on the page, "Continue" leaves it."""
    kept = _kept(held)
    is_post = request.method == "POST"
    form = FilesForm(request.POST, request.FILES, kept=len(kept)) if is_post else FilesForm()
    if is_post and (dropped := request.POST.get("drop")):
        _keep_files(held, [file for file in kept if file.sha256 != dropped])
        if len(_kept(held)) < len(kept):
            drafts.forget_file(held.number, dropped)
        drafts.keep_answers(request.worker, held)
        return redirect(request.path)
    if is_post and form.is_valid():
        for file in form.cleaned_data["chosen"]:
            stored = keep_unsent(held.number, file, file.kind)
            kept = [one for one in kept if one.sha256 != stored.sha256] + [stored]
        _keep_files(held, kept)
        if "attach" in request.POST:
            drafts.keep_answers(request.worker, held)
            return redirect(request.path)
        return _saved(request, held, lambda: _go_on(held, place))
    context = {"form": form, "kept": kept, "heading": REFERRAL.question(place).title, "back": _back(held, place)}
    return show(request, context, template="files.html")


def _check(request: Request, held: Unfinished) -> HttpResponse:
    if not REFERRAL.is_complete(held.answers):
        return _to(held.number, REFERRAL.first_unanswered(held.answers))
    if request.method == "POST":
        return _send(request, held)
    context = {
        "heading": "Check what you are about to send",
        "sections": REFERRAL.check_answers(held.answers),
        "address_of": lambda place: _address(held.number, place),
        "back": _back(held, CHECK_ANSWERS),
        "team": _team(request.worker, held),
    }
    return show(request, context, template="check.html")


def _send(request: Request, held: Unfinished) -> HttpResponse:
    try:
        contact = act(
            number=held.number,
            told=REFERRAL.what_was_asked(held.answers),
            files=_kept(held),
            team=_team(request.worker, held),
            by=request.worker,
        )
    except FileIsDamaged:
        raise Refused(
            "One of the files you attached could not be read, so nothing was sent. "
            "Go back to the files, remove it and attach it again."
        ) from None
    drafts.forget(request.worker, held.number)
    return redirect("frontdoor:sent", contact=contact.pk)


def _after_sending(request: Request, draft: uuid.UUID) -> HttpResponse:
    """A draft that is gone was sent (from another tab, or before the back button), deleted, or never was."""
    leads_to = drafts.where_sent(request.worker, draft)
    if not leads_to:
        raise Http404
    return redirect(leads_to)


def _saved(request: Request, held: Unfinished, goes_to: Callable[[], Place]) -> HttpResponse:
    drafts.keep_answers(request.worker, held)
    if "save" in request.POST:
        messages.success(request, "Your referral is saved, and not sent yet. Carry on whenever you can.")
        return redirect("frontdoor:our_referrals")
    return _to(held.number, goes_to())


def _go_on(held: Unfinished, place: Place) -> Place:
    """The next question; back to the check of answers when only one was changed."""
    following = REFERRAL.next_place(place, held.answers)
    return REFERRAL.first_unanswered(held.answers) if REFERRAL.is_answered(following, held.answers) else following


def _initial(worker: Worker, held: Unfinished, place: Place) -> dict[str, Any]:
    """What was said, or carried over from the child before; else what Hearth knows of the one who refers."""
    initial = REFERRAL.initial(place, held.answers)
    is_said = REFERRAL.answer(place, held.answers) is not None
    if place.question == "school" and not is_said and not is_of_school_age(held.answers, place.index, today()):
        return {name: value for name, value in initial.items() if name != "school"}
    if initial:
        return initial
    if place.question == "referrer":
        reached = ", ".join(part for part in (worker.phone, worker.email) if part)
        return {"name": worker.name, "role": worker.job_title, "contact": reached}
    team = _team(worker, held)
    if place.question == "school" and team.organisation.kind == "school":
        return {"school": team.organisation.name}
    return {}


def _team(worker: Worker, held: Unfinished) -> Team:
    found = next((team for team in partner_teams(worker, on=today()) if team.pk == held.team), None)
    if found is None:
        raise Refused("You are no longer in the team this referral was begun for. Nothing was sent or lost.")
    return found


def _which_team(request: Request, teams: dict[int, Team]) -> WhichTeamForm | None:
    if len(teams) == 1:
        return None
    names = {number: team.organisation.name for number, team in teams.items()}
    return WhichTeamForm(request.POST if request.method == "POST" else None, teams=names)


def _kept(held: Unfinished) -> list[StoredFile]:
    return [StoredFile(**one) for one in held.answers.get("files", {}).get("kept", [])]


def _keep_files(held: Unfinished, kept: list[StoredFile]) -> None:
    """`chosen` is what the check of answers shows."""
    answer = {"chosen": [file.name for file in kept], "kept": [file.as_json() for file in kept]}
    held.answers = {**held.answers, "files": answer}


def _address(draft: uuid.UUID, place: Place) -> str:
    return reverse("frontdoor:ask", args=[draft, place.path])


def _to(draft: uuid.UUID, place: Place) -> HttpResponse:
    return redirect(_address(draft, place))


def _back(held: Unfinished, place: Place) -> str:
    previous = REFERRAL.previous_place(place, held.answers)
    return _address(held.number, previous) if previous else reverse("frontdoor:refer")
