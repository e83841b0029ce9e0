"""How an invented family's story is told: through the real actions, by the right worker, as that worker.

What cannot be given a date (when a contact came, when a rating was made) is moved back afterwards, outside the worker's
transaction, so that a family with a year behind it looks like one. The audit is never touched: it says when this was loaded.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Max
from django.utils import timezone

from hearth.casework.casefile.add_person.action import add_person
from hearth.casework.casefile.protect_details.action import protect_details
from hearth.casework.casefile.restrict_record.action import restrict_record
from hearth.casework.caseload.allocate_family.action import allocate_family
from hearth.casework.family_help.authorise_assessment.action import authorise_assessment, return_assessment
from hearth.casework.family_help.begin_assessment.action import begin_assessment
from hearth.casework.family_help.change_episodes.action import Said, change_episodes
from hearth.casework.family_help.choose_factors.action import choose_factors
from hearth.casework.family_help.close_help.action import close_help
from hearth.casework.family_help.models import Assessment, Episode
from hearth.casework.family_help.queries import children_of
from hearth.casework.family_help.record_view.action import record_view
from hearth.casework.family_help.record_visit.action import Sight, record_visit
from hearth.casework.family_help.send_assessment.action import send_assessment
from hearth.casework.family_help.write_assessment.action import write_assessment
from hearth.casework.family_help.write_finding.action import Written, write_finding
from hearth.casework.frontdoor.answer_check.action import answer_check
from hearth.casework.frontdoor.ask_agency.action import ask_agency
from hearth.casework.frontdoor.decide.action import decide
from hearth.casework.frontdoor.known import who_may_be_known
from hearth.casework.frontdoor.match_person.action import match_person
from hearth.casework.frontdoor.models import Analysis, Check, Contact, Rating
from hearth.casework.frontdoor.queries import told_in
from hearth.casework.frontdoor.rate_contact.action import rate_contact
from hearth.casework.frontdoor.record_contact.action import record_contact
from hearth.casework.frontdoor.refer.action import refer
from hearth.casework.frontdoor.rules import POSSIBLY_KNOWN
from hearth.casework.frontdoor.take_contact.action import take_contact
from hearth.casework.frontdoor.write_analysis.action import write_analysis
from hearth.casework.partners.add_professional.action import add_professional
from hearth.casework.people.change_census_details.action import change_census_details
from hearth.casework.people.models import Family, FamilyMembership, Person, Protection
from hearth.casework.people.open_in_emergency.action import open_in_emergency
from hearth.casework.people.opening import PersonFacts
from hearth.casework.people.rules import is_below_school_age
from hearth.casework.workbook.begin_star.action import begin_star
from hearth.casework.workbook.finish_step.action import finish_step
from hearth.casework.workbook.make_plan.action import make_plan
from hearth.casework.workbook.models import Score, Star
from hearth.casework.workbook.plan_content import PlanContent, ScaleContent, StepContent
from hearth.casework.workbook.queries import standing_plan
from hearth.casework.workbook.score_star.action import score_star
from hearth.demo.cast import MANAGERS, Cast
from hearth.demo.census_answers import (
    DISABILITIES,
    DISABILITY_NOT_ASKED,
    NEED_NOT_SAID,
    NO_NUMBER,
    PRIMARY_NEED,
    pupil_numbers,
)
from hearth.demo.people_of_aldermere import Adult, Child, Household
from hearth.demo.what_happened import THEMES, Theme
from hearth.foundation.periods.clocks import LONDON
from hearth.foundation.periods.period import age_on
from hearth.foundation.periods.words import moment_in_words
from hearth.foundation.staff.models import Alert, Worker
from hearth.foundation.staff.second_wall import stepped_in

ASKED = "/answer-check/"  # where an agency is led that is asked
HE_BROKE_IN = "He has come to the house and broken in. A non-molestation order is in force."


@dataclass
class Story:
    """One family as far as it is told: what the next step of the telling needs."""

    household: Household
    received_at: datetime
    contact: Contact
    family: Family | None = None
    pod: str = ""
    lead: Worker | None = None
    beside: list[Worker] = field(default_factory=list)
    assessment: Assessment | None = None

    @property
    def theme(self) -> Theme:
        return THEMES[self.household.theme]

    @property
    def received_on(self) -> date:
        return self.received_at.astimezone(LONDON).date()

    @property
    def held(self) -> Family:
        if self.family is None:
            raise LookupError("this story has no family yet")
        return self.family

    @property
    def leads(self) -> Worker:
        if self.lead is None:
            raise LookupError("nobody leads this family yet")
        return self.lead

    def says(self, words: str, child: str = "") -> str:
        """The theme's words of this family: of its eldest child, or of the one named."""
        eldest = self.household.children[0].first_name or "the baby"
        return words.format(child=child or eldest, mother=self.household.adults[0].given_names)


class Telling:
    def __init__(self, cast: Cast, rng: random.Random, on: date) -> None:
        self.cast, self.rng, self.on = cast, rng, on
        self.now = timezone.now()
        self.stories: dict[str, Story] = {}
        self.pupil_numbers = pupil_numbers()

    # The front door

    def referred(self, household: Household, by: str, at: datetime, *, danger: bool = False) -> Story:
        """A partner sends a referral, as the pages of the journey would give it."""
        worker, team = self.cast[by], self.cast.teams[by_team(by)]
        theme = THEMES[household.theme]
        story = Story(household, at, Contact())
        told = {
            "danger": {"danger": danger},
            "danger_now": {"acted": "Rang 999 at once; an officer is on the way."} if danger else {},
            "referrer": {
                "name": worker.name,
                "role": worker.job_title,
                "contact": f"{worker.phone}, {worker.email}",
                "relationship": "Knows the family through work",
            },
            "children": [_child_told(child, household) for child in household.children],
            "adults": [_adult_told(adult, household) for adult in household.adults],
            "worries": {"worries": story.says(household.worries or theme.worries)},
            "strengths": {
                "going_well": story.says(theme.going_well),
                "protective_factors": story.says(theme.protective),
            },
            "views": {"childrens_views": story.says(theme.child_says), "parents_views": story.says(theme.parent_says)},
            "agencies": {"agencies": "GP: Riverside Surgery. Health visiting: Aldermere Community Health."},
            "consent": {
                "consent": "agreed",
                "agreed_by": f"{household.adults[0].given_names} {household.adults[0].family_name}",
                "told_to": None,
                "because_not_agreed": None,
                "because_not_informed": None,
            },
        }
        with stepped_in(worker):
            story.contact = refer(
                number=uuid.UUID(int=self.rng.getrandbits(128), version=4), told=told, files=(), team=team, by=worker
            )
        self._came(story.contact, at)
        self.stories.setdefault(household.name, story)
        return story

    def rang(self, household: Household, at: datetime, *, source: str = "1B", by: str = "fay") -> Story:
        """Somebody rings, and the duty social worker writes it down."""
        worker, theme = self.cast[by], THEMES[household.theme]
        story = Story(household, at, Contact())
        told: dict[str, Any] = {
            "source": source,
            "referrer_name": "A neighbour who asks not to be named" if source == "1B" else "The children's grandmother",
            "referrer_relationship": "Lives in the same street",
            "worries": story.says(theme.worries),
            "going_well": story.says(theme.going_well),
            "protective_factors": story.says(theme.protective),
            "address": household.address,
            "postcode": household.postcode,
            "consent": "not_informed",
            "no_consent_because": "The caller was afraid of being known to have rung.",
        }
        people = [
            {
                "part": "unborn" if child.expected_on else "child",
                "given_names": child.given_names,
                "known_as": child.known_as,
                "family_name": child.family_name,
                "born_on": child.born_on,
                "expected_on": child.expected_on,
                "sex": child.sex,
                "lives_in_household": True,
            }
            for child in household.children
        ] + [
            {
                "part": adult.part,
                "given_names": adult.given_names,
                "family_name": adult.family_name,
                "phone": adult.phone,
                "lives_in_household": adult.lives_there,
            }
            for adult in household.adults
        ]
        with stepped_in(worker):
            story.contact = record_contact(told=told, people=people, by=worker)
        self._came(story.contact, at)
        self.stories.setdefault(household.name, story)
        return story

    def rated(self, story: Story, rating: str, by: str = "fay") -> None:
        worker = self.cast[by]
        with stepped_in(worker):
            contact = self._contact(story)
            take_contact(contact=contact, held_by=contact.holder_id, by=worker)
            contact = self._contact(story)
            rate_contact(contact=contact, rating=rating, because=RATED[rating], version=contact.version, by=worker)
        Rating.objects.filter(contact=story.contact).update(rated_at=self._after(story, hours=1))

    def spoken_of(self, story: Story, by: str = "fay", *, family: Family | None = None) -> None:
        """Say of everybody the search offers that it is somebody else, unless they are of the `family` told of again."""
        worker = self.cast[by]
        members = FamilyMembership.objects.filter(family=family).select_related("person") if family else ()
        names = {each.person_id: each.person.first_name for each in members}
        with stepped_in(worker):
            contact = self._contact(story)
            found = who_may_be_known(contact, told_in(contact))
            words = {
                (maybe.told.pk, candidate.person): "same"
                if names.get(candidate.person) == (maybe.told.known_as or maybe.told.given_names)
                else "different"
                for maybe in found
                for candidate in maybe.candidates
                if candidate.score >= POSSIBLY_KNOWN
            }
            if words:
                match_person(contact=contact, words=words, found=found, version=contact.version, on=self.on, by=worker)

    def checked(self, story: Story, agencies: Sequence[str], answered: Sequence[str] = (), by: str = "fay") -> None:
        worker = self.cast[by]
        before = Alert.objects.aggregate(last=Max("pk"))["last"] or 0
        with stepped_in(worker):
            contact = self._contact(story)
            ask_agency(
                contact=contact,
                organisations=[self.cast.organisations[key].pk for key in agencies],
                about=[told.pk for told in told_in(contact)],
                asks="What do you know of these people in the last two years, and is there anything that worries you now?",
                on=self.on,
                by=worker,
            )
        asked_at = self._after(story, hours=2)
        due_at = asked_at + timedelta(hours=24)
        Check.objects.filter(contact=story.contact).update(asked_at=asked_at, due_at=due_at)
        for alert in Alert.objects.filter(leads_to__endswith=ASKED, pk__gt=before):
            alert.at, alert.says = asked_at, f"{alert.says.rpartition(' by ')[0]} by {moment_in_words(due_at)}"
            alert.save()
        for key in answered:
            self._answered(story, key)

    def _answered(self, story: Story, key: str) -> None:
        worker = self.cast[ANSWERS_FOR[key]]
        answer, says = CHECK_ANSWERS[key]
        with stepped_in(worker):
            check = Check.objects.select_related("organisation").get(
                contact=story.contact.pk, organisation=self.cast.organisations[key].pk
            )
            answer_check(check=check, answer=Check.Answer(answer), says=says, by=worker)
        Alert.objects.filter(worker=worker, leads_to__endswith=f"/{check.pk}{ASKED}").update(
            seen_at=self._after(story, hours=5)
        )
        Check.objects.filter(contact=story.contact, organisation=self.cast.organisations[key]).update(
            answered_at=self._after(story, hours=5)
        )

    def analysed(self, story: Story, by: str = "fay") -> None:
        worker = self.cast[by]
        with stepped_in(worker):
            contact = self._contact(story)
            write_analysis(
                contact=contact,
                says=story.says(story.theme.analysis),
                level_of_need=story.theme.level,
                version=contact.version,
                by=worker,
            )
        Analysis.objects.filter(contact=story.contact).update(written_at=self._after(story, hours=6))

    def decided(self, story: Story, outcome: str, *, without_checks: str = "") -> None:
        """The manager decides, the same day or the next morning. A family that is helped is made here."""
        worker = self.cast["guy"]
        at = self._after(story, hours=22)
        with stepped_in(worker):
            contact = self._contact(story)
            made = decide(
                contact=contact,
                outcome=outcome,
                because=DECIDED[outcome],
                family_name=story.household.name,
                tell_referrer=TOLD[outcome],
                is_told_now=True,
                without_checks_because=without_checks,
                version=contact.version,
                on=at.astimezone(LONDON).date(),
                by=worker,
            )
            story.family = made.family
        Contact.objects.filter(pk=story.contact.pk).update(decided_at=at, told_referrer_at=at)
        # A referrer says where a child lives, never whether that is the household: in Aldermere it always is.
        FamilyMembership.objects.filter(
            family=story.family, part="child", lives_in_household__isnull=True, person__residences__isnull=False
        ).update(lives_in_household=True)

    # The pod

    def allocated(self, story: Story, pod: str, lead: str, beside: Sequence[str], *, days: int = 2) -> None:
        manager = self.cast["guy"]
        story.pod, story.lead, story.beside = pod, self.cast[lead], [self.cast[key] for key in beside]
        with stepped_in(manager):
            allocate_family(
                family=story.held,
                team=self.cast.teams[pod],
                lead=story.leads,
                beside=story.beside,
                on=self._day(story, days),
                by=manager,
            )

    def visited(self, story: Story, days: int, by: Worker | None = None) -> None:
        worker = by or story.leads
        day = self._day(story, days)
        with stepped_in(worker):
            children = [child for child in children_of(story.held, on=day) if child.born_on]
            record_visit(
                family=story.held,
                visited_on=day,
                says=story.says(self.rng.choice(VISITS)),
                home_seen=True,
                seen=[
                    Sight(child, alone=age_on(child.born_on, day) >= 4, bedroom=True)
                    for child in children
                    if child.born_on
                ],
                on=day,
                by=worker,
            )

    def assessing(self, story: Story, days: int) -> None:
        """Begun, and the shared findings and the eldest child's needs written."""
        worker, theme, day = story.leads, story.theme, self._day(story, days)
        with stepped_in(worker):
            story.assessment = begin_assessment(family=story.held, started_on=day, on=day, by=worker)
            for heading, worrying, well in (
                ("parenting", theme.parenting_worrying, theme.parenting_well),
                ("environment", theme.home_worrying, theme.home_well),
            ):
                write_finding(
                    assessment=story.assessment,
                    heading=heading,
                    child=None,
                    sides={"worrying": Written(story.says(worrying)), "going_well": Written(story.says(well))},
                    by=worker,
                )

    def assessed(self, story: Story, days: int, *, sent_after: int = 25, is_authorised: bool = True) -> None:
        """Written for each child, sent, and (unless it waits) authorised by the pod's manager."""
        self.assessing(story, days)
        assessment, worker, theme = story.assessment, story.leads, story.theme
        if assessment is None:
            raise LookupError("the assessment was not begun")
        sent_on = self._day(story, days + sent_after)
        with stepped_in(worker):
            children = children_of(story.held, on=sent_on)
            for child, needs in zip(children, theme.needs, strict=False):
                worrying, well, own_words = needs if child.born_on else THEMES["baby"].needs[0]
                sides = {
                    "worrying": Written(story.says(worrying, child.first_name)),
                    "going_well": Written(story.says(well, child.first_name)),
                }
                write_finding(assessment=assessment, heading="needs", child=child, sides=sides, by=worker)
                if child.born_on and age_on(child.born_on, sent_on) >= 4:
                    record_view(
                        assessment=assessment,
                        person=child,
                        says=story.household.views.get(child.first_name, own_words or story.says(theme.child_says)),
                        how_told="Alone, at school, with drawing",
                        told_on=self._day(story, days + 6),
                        not_heard_because="",
                        began_from=None,
                        by=worker,
                    )
            choose_factors(
                assessment=assessment,
                chosen={
                    (int(child.pk), code) for child in children for code in story.household.factors or theme.factors
                },
                began_from=set(),
                by=worker,
            )
            current = Assessment.objects.get(pk=assessment.pk)
            write_assessment(
                assessment=current,
                analysis=story.says(theme.assessment),
                decision="Other",
                decision_because="The family is worked with in the pod, with a plan on a page.",
                primary_need=PRIMARY_NEED[story.household.theme],
                version=current.version,
                by=worker,
            )
            send_assessment(family=story.held, assessment=assessment, on=sent_on, by=worker)
        if is_authorised:
            manager = self.cast[MANAGERS[story.pod]]
            with stepped_in(manager):
                current = Assessment.objects.get(pk=assessment.pk)
                authorise_assessment(
                    family=story.held,
                    assessment=current,
                    late_because="",
                    version=current.version,
                    on=sent_on + timedelta(days=2),
                    by=manager,
                )

    def drew(self, story: Story, days: int, *, better_by: int = 0, looks_back: bool = False) -> Star:
        """The star drawn with the family: the eldest child's shape and the agreed one; looking back too, where asked."""
        worker, theme, day = story.leads, story.theme, self._day(story, days)
        first = dict(theme.star)
        now = {spoke: min(10, score + self._step(better_by)) for spoke, score in first.items()}
        with stepped_in(worker):
            star = begin_star(
                family=story.held, drawn_on=day, note="At the kitchen table, with felt pens", on=day, by=worker
            )
            children = [child for child in children_of(story.held, on=day) if child.born_on]
            shapes: list[tuple[str, str, Person | None, dict[str, int]]] = [("now", "agreed", None, now)]
            if children:
                felt = {spoke: max(1, score - self.rng.choice((0, 0, 1))) for spoke, score in now.items()}
                shapes.append(("now", "child", children[0], felt))
            mother = self._member(story, story.household.adults[0].part)
            if mother:
                shapes.append(("now", "parent", mother, {spoke: min(10, score + 1) for spoke, score in now.items()}))
            if looks_back:
                shapes.append(
                    ("looking_back", "agreed", None, {spoke: max(1, score - 1) for spoke, score in first.items()})
                )
            for kind, scorer, person, scores in shapes:
                score_star(
                    star=star,
                    kind=kind,
                    scorer=scorer,
                    person=person,
                    worker=None,
                    scores=scores,
                    words=theme.star_words if scorer == "child" else {},
                    because="",
                    seen=0,
                    by=worker,
                )
        return star

    def planned(self, story: Story, days: int, *, review_in: int = 42, done: int = 0) -> None:
        """The plan on a page: the family's words, who does what, and the scale they chose from the star. The first `done`
        steps were done on the day by which they were promised."""
        worker, theme, day = story.leads, story.theme, self._day(story, days)
        mother = self._member(story, story.household.adults[0].part)
        specialist = story.beside[0] if story.beside else worker
        names: dict[str, tuple[str, int | None, int | None]] = {
            "mother": (mother.first_name if mother else "Mum", mother.pk if mother else None, None),
            "lead": (worker.name, None, worker.pk),
            "specialist": (specialist.name, None, specialist.pk),
            "school": (story.says("{child}’s school"), None, None),
        }
        spoke, label, wanted = theme.scale
        content = PlanContent(
            worries=story.says(theme.worries.split(". ")[0] + "."),
            hopes=story.says(theme.hopes),
            if_worse=story.says(theme.if_worse),
            review_on=day + timedelta(days=review_in),
            ring_name=worker.name,
            ring_role="Social worker",
            ring_phone=worker.phone,
            steps=tuple(
                StepContent(
                    names[who][0], story.says(does), day + timedelta(days=14 * place), names[who][1], names[who][2]
                )
                for place, (who, does) in enumerate(theme.steps, 1)
            ),
            scales=(ScaleContent(label, self._agreed(story, spoke), wanted, spoke=spoke),),
        )
        with stepped_in(worker):
            before = standing_plan(story.held)
            version = before.version if before else 0
            plan = make_plan(family=story.held, content=content, version=version, on=day, by=worker)
            for step in plan.steps.order_by("position")[:done]:
                finish_step(plan=plan, step=step, done_on=min(self.on, step.by_when or day), on=self.on, by=worker)

    def kept_apart(self, story: Story, days: int, *, why: str = HE_BROKE_IN) -> None:
        """A split household: where the children and their mother live is kept from the father."""
        worker, day = story.leads, self._day(story, days)
        with stepped_in(worker):
            father = self._member(story, "father")
            living = FamilyMembership.objects.filter(family=story.held).exclude(part="father").select_related("person")
            for each in living:
                protect_details(
                    person=each.person,
                    kept_from=father,
                    covers=Protection.Covers.ADDRESS,
                    why=why,
                    on=day,
                    by=worker,
                )

    def kept_close(self, story: Story, days: int) -> None:
        """Restricted to those named: the mother works for the council."""
        manager = self.cast[MANAGERS[story.pod]]
        with stepped_in(manager):
            restrict_record(
                family=story.held,
                why="The mother works for the council",
                named=[story.leads],
                on=self._day(story, days),
                by=manager,
            )

    def returned(self, story: Story, days: int) -> None:
        """The manager sends it back, with what is still needed; what told her of it is read."""
        manager = self.cast[MANAGERS[story.pod]]
        sent = Assessment.objects.get(family=story.held, state=Assessment.State.SENT)
        asked = Alert.objects.filter(worker=manager, leads_to__endswith=f"/assessments/{sent.pk}/authorise-assessment/")
        asked.update(at=self._at(sent.sent_on or self.on, 9), seen_at=self.now)
        with stepped_in(manager):
            return_assessment(
                assessment=sent,
                returned_because=story.says(
                    "Say what {child} does for the others on a school morning, and who else could."
                ),
                version=sent.version,
                by=manager,
            )

    def grown(self, story: Story, days: int, *, name: str, age: float) -> None:
        """A grown brother or sister, of whom the family told the pod."""
        worker, day = story.leads, self._day(story, days)
        facts = PersonFacts(
            given_names=name,
            family_name=story.household.name,
            born_on=day - timedelta(days=int(age * 365.25)),
            language=story.household.language,
            address=story.household.address,
            postcode=story.household.postcode,
        )
        with stepped_in(worker):
            add_person(family=story.held, part="sibling", facts=facts, lives_in_household=True, on=day, by=worker)

    def opened_in_emergency(self, story: Story, days: int, *, by: str, why: str) -> None:
        """By somebody of another pod, who has no other way in. It is always just now: it lasts some hours."""
        worker = self.cast[by]
        with stepped_in(worker):
            open_in_emergency(number=story.held.pk, why=story.says(why), on=self.on, by=worker)

    def told_again(self, story: Story, days: int, *, by: str, worries: str) -> None:
        """Somebody refers a family that is worked with: the front door sees who they are, and the contact joins the work."""
        again = self.referred(replace(story.household, worries=worries), by, self._at(self._day(story, days), 10))
        self.rated(again, "amber")
        self.spoken_of(again, family=story.held)
        self.analysed(again)
        self.decided(again, "joined")

    def known_to(self, story: Story, days: int) -> None:
        """A professional of another agency, whom the family's page names."""
        worker, day = story.leads, self._day(story, days)
        with stepped_in(worker):
            add_professional(
                family=story.held,
                about=None,
                name="Hester Vane",
                does="Health visitor",
                agency="Aldermere Community Health",
                phone="01632 960145",
                starts_on=day,
                by=worker,
            )

    def closed(self, story: Story, days: int, reason: str = "RC7") -> None:
        manager = self.cast[MANAGERS[story.pod]]
        day = self._day(story, days)
        with stepped_in(manager):
            reasons = {int(child.pk): reason for child in children_of(story.held, on=day)}
            close_help(family=story.held, reasons=reasons, closed_on=day, on=day, by=manager)

    # What the census asks

    def answered_the_census(self, story: Story) -> None:
        """What the family was asked of each child, and why help is given where no assessment has said it yet."""
        worker = story.lead or self.cast["guy"]
        with stepped_in(worker):
            for child in children_of(story.held, on=self.on):
                self._asked_of(child, story.household, worker)
            waiting = Episode.objects.filter(family=story.held, primary_need="").order_by("pk")
            said = {each.pk: Said(each.version, PRIMARY_NEED[story.household.theme], "") for each in waiting}
            if said and story.household.name != NEED_NOT_SAID:
                change_episodes(family=story.held, said=said, on=self._day(story, 2), by=worker)

    def _asked_of(self, child: Person, household: Household, worker: Worker) -> None:
        who = (household.name, child.first_name)
        answers: dict[str, Any] = {}
        if child.born_on:
            reason = "UN1" if is_below_school_age(child.born_on, on=self.on) else NO_NUMBER.get(who, "")
            answers = {"upn_unknown": reason} if reason else {"upn": next(self.pupil_numbers)}
            if who != DISABILITY_NOT_ASKED:
                answers["disabilities"] = DISABILITIES.get(who, ("NONE",))
        change_census_details(person=child, version=child.version, ethnicity=household.ethnicity, by=worker, **answers)

    # What they stand on

    def moment(self, days_ago: float, hour: int = 10) -> datetime:
        return self._at(self.on - timedelta(days=days_ago), hour, self.rng.randrange(0, 55, 5))

    def _at(self, day: date, hour: int, minute: int = 20) -> datetime:
        return min(self.now, datetime.combine(day, time(hour, minute), tzinfo=LONDON))

    def _contact(self, story: Story) -> Contact:
        return Contact.objects.get(pk=story.contact.pk)

    def _came(self, contact: Contact, at: datetime) -> None:
        Contact.objects.filter(pk=contact.pk).update(received_at=at)

    def _after(self, story: Story, *, hours: int) -> datetime:
        return min(self.now, story.received_at + timedelta(hours=hours))

    def _day(self, story: Story, days: int) -> date:
        return min(self.on, story.received_on + timedelta(days=days))

    def _agreed(self, story: Story, spoke: str) -> int:
        """What was last agreed of one spoke of the star."""
        agreed = Score.objects.filter(shape__star__family=story.held, shape__kind="now", shape__scorer="agreed")
        last = agreed.filter(spoke=spoke).order_by("-shape__star__drawn_on").first()
        return last.score if last and last.score is not None else story.theme.star[spoke]

    def _step(self, better_by: int) -> int:
        return self.rng.choice((better_by - 1, better_by, better_by, better_by + 1)) if better_by else 0

    def _member(self, story: Story, part: str) -> Person | None:
        found = FamilyMembership.objects.filter(family=story.held, part=part).select_related("person").first()
        return found.person if found else None


THEN = {
    each.__name__: each
    for each in (
        Telling.assessing,
        Telling.assessed,
        Telling.returned,
        Telling.visited,
        Telling.drew,
        Telling.planned,
        Telling.kept_apart,
        Telling.grown,
        Telling.opened_in_emergency,
        Telling.told_again,
    )
}
"""What a table of families may say that was done, each with the day since the contact came."""


def by_team(key: str) -> str:
    return {"tess": "millbrook", "gwen": "high", "pia": "police", "neil": "health", "sita": "housing"}[key]


def _child_told(child: Child, household: Household) -> dict[str, Any]:
    home = {"is_known": True, "address": household.address, "postcode": household.postcode}
    name = {"given_names": child.given_names, "known_as": child.known_as, "family_name": child.family_name}
    birth = {"birth": "unborn" if child.expected_on else "born", "about_age": None}
    born = {
        "born_on": child.born_on.isoformat() if child.born_on else None,
        "expected_on": child.expected_on.isoformat() if child.expected_on else None,
    }
    told: dict[str, Any] = {"name": name, "born": birth | born, "address": home}
    if not child.expected_on:
        told |= {
            "about": {"sex": child.sex, "ethnicity": household.ethnicity, "language": household.language},
            "needs": {"disability": "none", "communication_needs": ""},
            "school": {"school": child.school, "surgery": "Riverside Surgery"},
            "numbers": {"nhs_number": "", "upn": ""},
        }
    return told


def _adult_told(adult: Adult, household: Household) -> dict[str, Any]:
    return {
        "name": {
            "part": adult.part,
            "given_names": adult.given_names,
            "known_as": "",
            "family_name": adult.family_name,
        },
        "details": {
            "responsibility": "yes" if adult.part == "mother" or adult is household.adults[0] else "not_known",
            "born_on": adult.born_on.isoformat() if adult.born_on else None,
            "phone": adult.phone,
            "language": household.language,
            "communication_needs": "" if household.language == "English" else f"Interpreter: {household.language}",
        },
        "home": {
            "home": "with_the_children" if adult.lives_there else "elsewhere" if adult.address else "not_known",
            "address": adult.address or None,
            "postcode": adult.postcode or None,
        },
    }


RATED = {
    "red": "A child may be hurt again before tomorrow.",
    "amber": "The harm is serious and repeated, and nobody is in danger tonight.",
    "green": "A worry that needs looking into, with safe adults around.",
    "blue": "No harm described; advice may be enough.",
}
DECIDED = {
    "family_help": "The children are likely to be harmed without help, and the family agrees to it.",
    "strategy": "A child may be suffering significant harm. We speak with the police and health today.",
    "early_help": "The family wants help that the early help team can give.",
    "advice": "The family has what it needs; the referrer was told where else to turn.",
    "joined": "The family is worked with already, and this belongs to that work.",
    "nfa": "No sign of harm was found, and the family does not want help.",
}
TOLD = {
    "family_help": "Thank you. We will work with the family in a pod. A social worker will ring you this week.",
    "strategy": "Thank you. We are speaking with the police and health today, and will ring you.",
    "early_help": "Thank you. The early help team will be in touch with the family within ten days.",
    "advice": "Thank you. We gave the family advice and will not open a case.",
    "joined": "Thank you. We work with this family already. Their social worker has read what you told us.",
    "nfa": "Thank you. We looked into it and will take no further action.",
}
ANSWERS_FOR = {"police": "pia", "health": "neil", "housing": "sita", "millbrook": "tess", "high": "gwen"}
CHECK_ANSWERS = {
    "police": ("known", "Two call-outs to the address in the last year, for shouting. No arrest."),
    "health": ("known", "Seen by the health visitor in the spring. Immunisations are up to date."),
    "housing": ("known", "A tenancy for four years. Some rent owed. No complaints."),
    "millbrook": ("nothing_known", ""),
    "high": ("nothing_known", ""),
}
VISITS = (
    "The children showed me their rooms. {mother} made tea, and we went over what each of us had promised.",
    "We sat on the floor and drew. {child} told me about the week and what had been hard. {mother} listened.",
    "A calmer visit than the last. The house was warm, there was food, and {child} was keen to show me the reading book.",
    "{mother} was tired and said so. We talked about who can help on the bad days, and rang the aunt together.",
)
