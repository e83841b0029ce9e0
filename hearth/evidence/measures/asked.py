"""A look at the figures, from the address to the answer: what every page and file of the needs assessment begins with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import timezone

from hearth.evidence.facts.snapshot import Manifest
from hearth.evidence.measures.hidden_harm import over_time, upset
from hearth.evidence.measures.hidden_harm.calculate import CannotBeCounted
from hearth.evidence.measures.kept_snapshots import EXACT, Opened, kept_for, open_kept
from hearth.evidence.measures.models import Publication
from hearth.evidence.measures.needs_assessment import NeedsAssessment, Told, needs_assessment
from hearth.evidence.measures.queries import last_publication_of, standing, standing_of_day
from hearth.evidence.measures.question import EarlierForm, QuestionForm, is_earlier_of_the_same, the_published
from hearth.evidence.measures.rules import may_publish
from hearth.foundation.audit.audited import page_at_work, write_act
from hearth.foundation.council import council
from hearth.foundation.refusals import Refusal, Refused
from hearth.foundation.staff.models import Worker
from hearth.foundation.staff.pages import Request


class Asked:
    """`found` is None where there is no snapshot yet, where the form says what is wrong with what was asked, or where what
    was asked for is not published to whoever asks (`is_not_published`). `publication` is the last of the snapshot asked for,
    whether it stands or was withdrawn."""

    def __init__(self, request: Request, *, is_published: bool) -> None:
        self.may_see_exact = request.worker.may(EXACT)
        self.snapshots = kept_for(request.worker)
        self._query = request.GET
        self.form: QuestionForm | EarlierForm | None = None
        self.found: NeedsAssessment | None = None
        self.manifest: Manifest | None = None
        self.publication: Publication | None = None
        self.is_not_published = self.is_other_asked = False
        # Whoever sees what is published alone is told one set of each snapshot: with two, each could be worked out.
        self.is_free = self.may_see_exact
        id = request.GET.get("snapshot") or (self.snapshots[0].id if self.snapshots else "")
        if not id:
            return
        self.publication = last_publication_of(id)
        if not self.may_see_exact and not any(each.id == id for each in self.snapshots):
            self.is_not_published = True
            return
        opened = open_kept(id, self.snapshots)
        self.manifest = opened.manifest
        others = self._beside(opened.manifest)
        self.form = QuestionForm(request.GET, opened.manifest, opened.facts, others) if self.is_free else (
            EarlierForm(request.GET, others)
        )  # fmt: skip
        how = Told.AS_PUBLISHED if not self.is_free else Told.SAFELY if is_published else Told.EXACTLY
        if self.form.is_valid():
            self._count(self.form, request.worker, opened, how)

    def _beside(self, manifest: Manifest) -> list[Manifest]:
        """Of each day before, the one that is published, or else the newest."""
        published = {each.snapshot for each in standing()}
        found: dict[date, Manifest] = {}
        for each in self.snapshots:
            if is_earlier_of_the_same(each, manifest) and (each.on not in found or each.id in published):
                found[each.on] = each
        return [found[day] for day in sorted(found, reverse=True)]

    def _count(self, form: QuestionForm | EarlierForm, worker: Worker, opened: Opened, how: Told) -> None:
        if isinstance(form, QuestionForm):
            question = form.question()
        else:
            earlier = tuple(form.cleaned_data["earlier"])
            question = replace(the_published(opened.manifest, opened.facts), earlier=earlier)
            self.is_other_asked = question.is_other_than(self._query)
        try:
            self.found = needs_assessment(question, opened, among=self.snapshots, how=how)
        except CannotBeCounted as why:
            form.add_error(None, str(why))
            return
        write_act(question, by=worker, name=page_at_work.get())

    @property
    def refusal(self) -> Refusal | None:
        """Why the snapshot cannot be published now."""
        if self.manifest is None:
            return None
        on = self.manifest.on
        return may_publish(self.manifest, council=council(), of_its_day=standing_of_day(on), today=timezone.localdate())

    def insisted(self) -> NeedsAssessment:
        """For a file, which has no form to say what is wrong."""
        if self.found is None:
            errors = self.form.errors.values() if self.form else ()
            raise Refused(". ".join(str(message) for messages in errors for message in messages))
        return self.found

    @property
    def context(self) -> dict[str, Any]:
        context: dict[str, Any] = {"asked": self, "form": self.form, "found": self.found}
        if self.found:
            told = self.found.told
            lines = over_time.lines(told)
            context |= {
                "picture": upset.draw(told),
                "rows_of_picture": upset.rows(told),
                "lines": lines,
                "days": over_time.days(told),
                "picture_over_time": over_time.draw(told) if lines else "",
            }
        return context
