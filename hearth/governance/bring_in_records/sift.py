"""What of a child in the census casework can hold. Pure: a record of the reader in, facts out, the rest remarked.

The limits are those of casework's own constraints (a birth after 1900, a closure not before its referral, one episode
at a time) and of the calendar (nothing has happened after `on`, the day the file is brought in). A wrong value is left
out and its row kept, unless the row would then tell an untruth: an episode whose closure cannot be used is refused
rather than shown as open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from hearth.casework.people.models import EARLIEST_BIRTH
from hearth.evidence.returns.cin_census.records import Assessment, Child, CINDetails
from hearth.evidence.returns.cin_census.values import Value
from hearth.governance.bring_in_records.keep_rows import KeptFacts, kept_of
from hearth.governance.bring_in_records.report import Outcome, Report

EXPECTED_WITHIN = timedelta(weeks=42)
LONGEST_NUMBER = 40  # characters of an LAchildID; the census guide allows 10


@dataclass(slots=True)
class AssessmentFacts:
    line: int
    started_on: date
    authorised_on: date | None
    factors: tuple[str, ...]


@dataclass(slots=True)
class EpisodeFacts:
    line: int
    referred_on: date
    referral_source: str
    primary_need: str
    is_referral_without_further_action: bool
    closed_on: date | None
    closure_reason: str
    assessments: list[AssessmentFacts]


@dataclass(slots=True)
class ChildFacts:
    line: int
    number: str
    born_on: date | None
    expected_on: date | None
    died_on: date | None
    sex: str
    ethnicity: str
    disabilities: tuple[str, ...]
    upn: str
    former_upn: str
    upn_unknown: str
    episodes: list[EpisodeFacts]
    kept: list[KeptFacts]


class Sift:
    """One child at a time, on one day."""

    def __init__(self, report: Report, on: date) -> None:
        self.report = report
        self.on = on
        self._child: str | None = None

    def child(self, child: Child) -> ChildFacts | None:
        """The child's facts, or None when the child is refused."""
        number = child.la_child_id.parsed or ""
        self._child = number or None
        is_a_number = re.fullmatch(rf"[A-Za-z0-9/_-]{{1,{LONGEST_NUMBER}}}", number) is not None
        if number and not is_a_number:
            what = f"A child's number has letters and figures only, at most {LONGEST_NUMBER} of them."
            self._refuse(child.line, "ChildIdentifiers.LAchildID", what)
        if not is_a_number:
            self.refuse_all_of(child)
            return None
        born_on, expected_on, died_on = self._dates_of(child)
        return ChildFacts(
            line=child.line,
            number=number,
            born_on=born_on,
            expected_on=expected_on,
            died_on=died_on,
            sex=child.sex_code or "U",
            ethnicity=child.ethnicity.parsed or "",
            disabilities=self._codes_once(child.disabilities, "disabilities", "Disabilities.Disability"),
            upn=(child.upn.parsed or "").upper(),
            former_upn=(child.former_upn.parsed or "").upper(),
            upn_unknown=child.upn_unknown.parsed or "",
            episodes=[facts for episode in child.episodes if (facts := self._episode(episode))],
            kept=kept_of(child),
        )

    def refuse_all_of(self, child: Child) -> None:
        self.report.row("children", Outcome.REFUSED)
        self.report.row("disabilities", Outcome.REFUSED, len(child.disabilities))
        for episode in child.episodes:
            self._refuse_episode(episode)
        for kept in kept_of(child):
            self.report.row(kept.module, Outcome.REFUSED)

    def _refuse(self, line: int, field: str, says: str, value: Value[Any] | None = None) -> None:
        raw = value.raw if value else None
        self.report.remark("refused", says, line=line, field=field, child=self._child, value=raw)

    def _dates_of(self, child: Child) -> tuple[date | None, date | None, date | None]:
        born_on, expected_on = child.birth_date.parsed, child.expected_birth_date.parsed
        died_on = child.death_date.parsed
        if born_on and born_on < EARLIEST_BIRTH:
            says = "The date of birth is before 1900. It was left out."
            self._refuse(child.line, "ChildIdentifiers.PersonBirthDate", says, child.birth_date)
            born_on = None
        elif born_on and born_on > self.on:
            says = "The date of birth is still to come. It was left out; an unborn child has an expected date."
            self._refuse(child.line, "ChildIdentifiers.PersonBirthDate", says, child.birth_date)
            born_on = None
        if expected_on and not EARLIEST_BIRTH <= expected_on <= self.on + EXPECTED_WITHIN:
            says = "No child is expected on that day. The expected date was left out."
            self._refuse(child.line, "ChildIdentifiers.ExpectedPersonBirthDate", says, child.expected_birth_date)
            expected_on = None
        if born_on and expected_on:
            says = "The child is born, so the expected date was left out."
            self._refuse(child.line, "ChildIdentifiers.ExpectedPersonBirthDate", says, child.expected_birth_date)
            expected_on = None
        if died_on and (died_on > self.on or (born_on and died_on < born_on)):
            when = "still to come" if died_on > self.on else "before the date of birth"
            says = f"The date of death is {when}. It was left out."
            self._refuse(child.line, "ChildIdentifiers.PersonDeathDate", says, child.death_date)
            died_on = None
        return born_on, expected_on, died_on

    def _codes_once(self, rows: tuple[Any, ...], module: str, field: str) -> tuple[str, ...]:
        """The valid codes, each once, sorted. The reader has told of those that are not valid."""
        codes: set[str] = set()
        for row in rows:
            code = row.code.parsed
            if code is None:
                self.report.row(module, Outcome.REFUSED)
            elif code in codes:
                self.report.row(module, Outcome.REFUSED)
                self._refuse(row.line, field, "This code is here twice. It was kept once.", row.code)
            else:
                codes.add(code)
        return tuple(sorted(codes))

    def _episode(self, episode: CINDetails) -> EpisodeFacts | None:
        if fault := self._fault_of(episode):
            field, says, value = fault
            self._refuse(episode.line, f"CINdetails.{field}", f"{says} The episode was not written.", value)
            self._refuse_episode(episode)
            return None
        return EpisodeFacts(
            line=episode.line,
            referred_on=cast(date, episode.referral_date.parsed),
            referral_source=episode.referral_source.parsed or "",
            primary_need=episode.primary_need.parsed or "",
            is_referral_without_further_action=bool(episode.referral_nfa.parsed),
            closed_on=episode.closure_date.parsed,
            closure_reason=episode.reason_for_closure.parsed or "",
            assessments=[facts for each in episode.assessments if (facts := self._assessment(each))],
        )

    def _fault_of(self, episode: CINDetails) -> tuple[str, str, Value[Any]] | None:
        """Item, words and value of what casework cannot hold, or None."""
        referral, closure, reason = episode.referral_date, episode.closure_date, episode.reason_for_closure
        if referral.parsed is None:
            return "CINreferralDate", "There is no date of referral that can be used.", referral
        if referral.parsed < EARLIEST_BIRTH:
            return "CINreferralDate", "The referral is before 1900.", referral
        if referral.parsed > self.on:
            return "CINreferralDate", "The date of referral is still to come.", referral
        if closure.is_wrong or (closure.parsed is None and reason.is_given):
            return "CINclosureDate", "The episode is closed, but there is no date of closure that can be used.", closure
        if closure.parsed is None:
            return None
        if closure.parsed < referral.parsed:
            return "CINclosureDate", "The episode is closed before its referral.", closure
        if closure.parsed > self.on:
            return "CINclosureDate", "The date of closure is still to come.", closure
        if reason.parsed is None:
            return "ReasonForClosure", "The episode is closed without a reason that can be used.", reason
        return None

    def _assessment(self, assessment: Assessment) -> AssessmentFacts | None:
        start, authorised = assessment.actual_start_date, assessment.authorisation_date
        field, says, value = "", "", start
        if start.parsed is None:
            field, says = "AssessmentActualStartDate", "There is no date on which the assessment started."
        elif start.parsed > self.on:
            field, says = "AssessmentActualStartDate", "The assessment starts on a day still to come."
        elif authorised.is_wrong:
            field, says, value = "AssessmentAuthorisationDate", "The date of authorisation cannot be used.", authorised
        elif authorised.parsed and authorised.parsed > self.on:
            field, says = "AssessmentAuthorisationDate", "The assessment is authorised on a day still to come."
            value = authorised
        elif authorised.parsed and authorised.parsed < start.parsed:
            field, says = "AssessmentAuthorisationDate", "The assessment is authorised before it starts."
            value = authorised
        if field or start.parsed is None:
            says = f"{says} The assessment and its factors were not written."
            self._refuse(assessment.line, f"Assessments.{field}", says, value)
            self._refuse_assessment(assessment)
            return None
        factors = self._codes_once(assessment.factors, "factors", "Assessments.AssessmentFactors")
        return AssessmentFacts(assessment.line, start.parsed, authorised.parsed, factors)

    def _refuse_episode(self, episode: CINDetails) -> None:
        self.report.row("episodes", Outcome.REFUSED)
        for assessment in episode.assessments:
            self._refuse_assessment(assessment)

    def _refuse_assessment(self, assessment: Assessment) -> None:
        self.report.row("assessments", Outcome.REFUSED)
        self.report.row("factors", Outcome.REFUSED, len(assessment.factors))
