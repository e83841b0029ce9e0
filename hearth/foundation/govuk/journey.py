"""Long forms asked one question a page: which page comes next, what is still to answer, what was said.

A journey knows nothing of requests or of storage. Answers are a plain JSON object that the caller keeps:
`{"school": {"name": "…"}, "children": {"entries": [{"name": {…}}, …], "no_more": true}}`. Every function that changes
answers returns new ones and drops none: an answer to a question no longer asked stays, and comes back when it is asked
again; `what_was_asked` leaves such answers out when the form is sent.
"""

from collections import ChainMap
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from django import forms

from hearth.foundation.govuk.fields import DateField, YesNoField, hidden_fields, in_words

Answers = dict[str, Any]
Condition = Callable[[Mapping[str, Any]], bool]


def always(answers: Mapping[str, Any]) -> bool:
    return True


def as_json(value: Any) -> Any:
    """A cleaned value as JSON keeps it and as the same field's `initial` accepts it back."""
    match value:
        case None | bool() | int() | float() | str():
            return value.value if isinstance(value, Enum) else value
        case Enum():
            return as_json(value.value)
        case date() | datetime():
            return value.isoformat()
        case Decimal():
            return str(value)
        case list() | tuple() | set() | frozenset():
            return [as_json(one) for one in value]
    raise TypeError(f"{type(value).__name__} cannot be kept among the answers: give the question its own `keep`")


def cleaned_as_json(form: forms.Form) -> Answers:
    return {name: as_json(value) for name, value in form.cleaned_data.items()}


@dataclass(frozen=True)
class Question:
    """One page. `asked_when` sees the answers so far; inside a group, the entry's own answers before the journey's.

    `keep` turns a valid form into what is stored, for forms whose values are not JSON (a file: keep its key).
    """

    name: str
    title: str
    form: type[forms.Form]
    asked_when: Condition = always
    guidance: str = ""
    keep: Callable[[Any], Answers] = cleaned_as_json


@dataclass(frozen=True)
class Group:
    """Questions asked again for each child, adult or agency.

    `carry_over` names the questions ("address") or single fields ("name.family_name") whose answers in an earlier
    entry are offered, already filled in, in the next: nothing is typed twice.
    """

    name: str
    title: str
    one: str
    questions: tuple[Question, ...]
    at_least: int = 1
    at_most: int = 20
    carry_over: frozenset[str] = frozenset()
    asked_when: Condition = always
    describe: Callable[[Answers], str] = field(default=lambda entry: "")


@dataclass(frozen=True)
class Place:
    """A page of a journey. With a group and no question it is the page that lists its entries and offers another."""

    question: str = ""
    group: str = ""
    index: int = 0

    @property
    def path(self) -> str:
        """For an address: "consent", "children/2/name" (counted from 1), "children" or "check-answers"."""
        if self.group and self.question:
            return f"{self.group}/{self.index + 1}/{self.question}".replace("_", "-")
        return (self.question or self.group or "check_answers").replace("_", "-")


CHECK_ANSWERS = Place()


class AddAnotherForm(forms.Form):
    """For the page that lists a group: yes leads to `Journey.add_entry`, no to `Journey.no_more`."""

    another = YesNoField(label="Is there another?")


@dataclass(frozen=True)
class Row:
    """A line of the check-answers page; `lines` is empty where an optional question was left."""

    key: str
    lines: tuple[str, ...]
    change: Place


@dataclass(frozen=True)
class Section:
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Journey:
    parts: tuple[Question | Group, ...]

    def __post_init__(self) -> None:
        names = [part.name for part in self.parts]
        inside = [[one.name for one in part.questions] for part in self.parts if isinstance(part, Group)]
        for those in (names, *inside):
            if len(those) != len(set(those)):
                raise ValueError(f"Two questions share a name: {those}")

    # Where one may go

    def places(self, answers: Answers) -> tuple[Place, ...]:
        """Every page asked, given these answers, in order; the last is always the check of answers."""
        places: list[Place] = []
        for part in self.parts:
            if not part.asked_when(answers):
                continue
            if isinstance(part, Question):
                places.append(Place(part.name))
                continue
            entries = self.entries(part.name, answers)
            for index in range(max(len(entries), part.at_least)):
                entry = entries[index] if index < len(entries) else {}
                seen = ChainMap(entry, answers)
                places += [Place(one.name, part.name, index) for one in part.questions if one.asked_when(seen)]
            places.append(Place(group=part.name))
        return (*places, CHECK_ANSWERS)

    def place_at(self, path: str, answers: Answers) -> Place | None:
        """The page at an address, or None when it is not among those asked."""
        return next((place for place in self.places(answers) if place.path == path.strip("/")), None)

    def next_place(self, place: Place, answers: Answers) -> Place:
        places = self.places(answers)
        if place in places[:-1]:
            return places[places.index(place) + 1]
        return self.first_unanswered(answers)

    def previous_place(self, place: Place, answers: Answers) -> Place | None:
        places = self.places(answers)
        index = places.index(place) if place in places else 0
        return places[index - 1] if index else None

    def first_unanswered(self, answers: Answers) -> Place:
        """Where to go on after a break, or after a change made from the check of answers: the check when all is answered."""
        return next(place for place in self.places(answers) if not self.is_answered(place, answers))

    def is_complete(self, answers: Answers) -> bool:
        return self.first_unanswered(answers) == CHECK_ANSWERS

    def is_answered(self, place: Place, answers: Answers) -> bool:
        if place == CHECK_ANSWERS:
            return False
        if not place.question:
            return bool(answers.get(place.group, {}).get("no_more"))
        return self.answer(place, answers) is not None

    # What was said

    def answer(self, place: Place, answers: Answers) -> Answers | None:
        if not place.group:
            return answers.get(place.question)
        entries = self.entries(place.group, answers)
        return entries[place.index].get(place.question) if place.index < len(entries) else None

    def entries(self, group: str, answers: Answers) -> list[Answers]:
        entries: list[Answers] = answers.get(group, {}).get("entries", [])
        return entries

    def initial(self, place: Place, answers: Answers) -> Answers:
        """What the page shows when it opens: what was said here, else what an earlier entry of the group said."""
        said = self.answer(place, answers)
        if said is not None or not place.group:
            return dict(said or {})
        earlier = [entry.get(place.question) for entry in self.entries(place.group, answers)[: place.index]]
        latest: Answers = next((one for one in reversed(earlier) if one), {})
        carried = self.group(place.group).carry_over
        return {
            name: deepcopy(value)
            for name, value in latest.items()
            if place.question in carried or f"{place.question}.{name}" in carried
        }

    def form(self, place: Place, answers: Answers, data: Any = None, files: Any = None) -> forms.Form:
        """The question's form; a single field takes the question's title as its label, so that faults name it."""
        question = self.question(place)
        form = question.form(data, files, initial=self.initial(place, answers))
        if len(form.fields) == 1:
            next(iter(form.fields.values())).label = question.title
        return form

    def add_another_form(self, group: str, data: Any = None) -> AddAnotherForm:
        form = AddAnotherForm(data)
        form.fields["another"].label = f"Is there another {self.group(group).one}?"
        return form

    def with_answer(self, place: Place, form: forms.Form, answers: Answers) -> Answers:
        """The answers with what a valid form says at this place."""
        said = self.question(place).keep(form)
        changed = deepcopy(answers)
        if not place.group:
            changed[place.question] = said
            return changed
        entries = changed.setdefault(place.group, {}).setdefault("entries", [])
        while len(entries) <= place.index:
            entries.append({})
        entries[place.index][place.question] = said
        return changed

    def add_entry(self, group: str, answers: Answers) -> tuple[Answers, Place]:
        """The answers with one more (empty) entry, and its first page. ValueError when there are as many as may be."""
        part, changed = self.group(group), deepcopy(answers)
        kept = changed.setdefault(group, {})
        entries = kept.setdefault("entries", [])
        if len(entries) >= part.at_most:
            raise ValueError(f"No more than {part.at_most} can be added")
        entries.append({})
        kept["no_more"] = False
        index = len(entries) - 1
        first = next(place for place in self.places(changed) if (place.group, place.index) == (group, index))
        return changed, first

    def remove_entry(self, group: str, index: int, answers: Answers) -> Answers:
        changed = deepcopy(answers)
        del changed[group]["entries"][index]
        return changed

    def no_more(self, group: str, answers: Answers) -> Answers:
        """The answers with "no, there is no other" said on the page that lists the group."""
        changed = deepcopy(answers)
        changed.setdefault(group, {}).setdefault("entries", [])
        changed[group]["no_more"] = True
        return changed

    def what_was_asked(self, answers: Answers) -> Answers:
        """Only the answers to questions these answers still ask: what is sent at the end."""
        asked: Answers = {}
        for place in self.places(answers):
            said = self.answer(place, answers) if place.question else None
            if place.group and not place.question:
                asked.setdefault(place.group, [])
            elif place.group:
                entries = asked.setdefault(place.group, [])
                while len(entries) <= place.index:
                    entries.append({})
                if said is not None:
                    entries[place.index][place.question] = deepcopy(said)
            elif said is not None:
                asked[place.question] = deepcopy(said)
        return asked

    def check_answers(self, answers: Answers) -> tuple[Section, ...]:
        """Everything said, in the order asked: first the questions outside groups, then each entry of each group."""
        sections: dict[str, list[Row]] = {}
        for place in self.places(answers):
            if place.question and (said := self.answer(place, answers)) is not None:
                title = self.name_of_entry(place.group, place.index, answers) if place.group else ""
                sections.setdefault(title, []).extend(_rows(self.question(place), said, place))
        return tuple(Section(title, tuple(rows)) for title, rows in sections.items())

    def name_of_entry(self, group: str, index: int, answers: Answers) -> str:
        """ "Child 2", or "Child 2: Ada" once the group can describe it."""
        part, entries = self.group(group), self.entries(group, answers)
        described = part.describe(entries[index]) if index < len(entries) else ""
        number = f"{part.one.capitalize()} {index + 1}"
        return f"{number}: {described}" if described else number

    # Its parts

    def question(self, place: Place) -> Question:
        among: Sequence[Question | Group] = self.group(place.group).questions if place.group else self.parts
        return next(one for one in among if isinstance(one, Question) and one.name == place.question)

    def group(self, name: str) -> Group:
        return next(part for part in self.parts if isinstance(part, Group) and part.name == name)


def _rows(question: Question, said: Answers, place: Place) -> list[Row]:
    form = question.form(initial=said)
    hidden = hidden_fields(form)
    fields = [(name, one) for name, one in form.fields.items() if name in said and name not in hidden]
    only_one = len(form.fields) == 1
    return [
        Row(
            question.title if only_one else str(one.label or name.replace("_", " ").capitalize()),
            _lines(one, said[name]),
            place,
        )
        for name, one in fields
    ]


def _lines(one: forms.Field, value: Any) -> tuple[str, ...]:
    if value is None or value == "" or value == []:
        return ()
    if isinstance(one, DateField | forms.DateField):
        return (in_words(date.fromisoformat(value)),)
    if isinstance(one, forms.ChoiceField):
        words = {str(key): str(text) for key, text in list(one.choices)}  # type: ignore[arg-type]
        prepared = one.prepare_value(value)
        chosen = prepared if isinstance(prepared, list) else [prepared]
        return tuple(words.get(str(key), str(key)) for key in chosen)
    if isinstance(value, bool):
        return ("Yes" if value else "No",)
    if isinstance(value, list):
        return tuple(str(line) for line in value)
    return tuple(str(value).splitlines())
