from collections.abc import Mapping
from copy import deepcopy
from enum import Enum
from typing import Any

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from hearth.foundation.govuk.components import message_of
from hearth.foundation.govuk.fields import DateField, EnumChoiceField, RevealingForm, YesNoField
from hearth.foundation.govuk.journey import (
    CHECK_ANSWERS,
    Answers,
    Group,
    Journey,
    Place,
    Question,
    Row,
    Section,
    cleaned_as_json,
)


class Consent(Enum):
    YES = "yes"
    NO = "no"


class DangerForm(forms.Form):
    danger = YesNoField(label="Danger")


class NameForm(forms.Form):
    given_name = forms.CharField(label="First name")
    family_name = forms.CharField(label="Family name", required=False)


class BornForm(forms.Form):
    born = DateField(label="Date of birth")


class AddressForm(forms.Form):
    address = forms.CharField(widget=forms.Textarea)


class ConsentForm(RevealingForm):
    consent = EnumChoiceField(Consent, label="Do they agree?", reveals={Consent.NO: ["why_not"]})
    why_not = forms.CharField(label="Why not?")


def is_safe(answers: Mapping[str, Any]) -> bool:
    return answers.get("danger", {}).get("danger") is False


def is_not_the_first_named(answers: Mapping[str, Any]) -> bool:
    return answers.get("name", {}).get("given_name") != "Unborn"


REFER = Journey(
    (
        Question("danger", "Is a child in danger now?", DangerForm),
        Group(
            "children",
            "The children",
            "child",
            (
                Question("name", "What is the child's name?", NameForm),
                Question("born", "When was the child born?", BornForm, asked_when=is_not_the_first_named),
                Question("address", "Where does the child live?", AddressForm),
            ),
            carry_over=frozenset({"name.family_name", "address"}),
            at_most=3,
            describe=lambda entry: entry.get("name", {}).get("given_name", ""),
        ),
        Question("consent", "Do the parents agree?", ConsentForm, asked_when=is_safe),
    )
)

TYPED: dict[str, dict[str, str]] = {
    "danger": {"danger": "no"},
    "name": {"given_name": "Kit", "family_name": "Okafor-Reid"},
    "born": {"born-day": "27", "born-month": "3", "born-year": "2016"},
    "address": {"address": "4 Mill Lane\nAldermere"},
    "consent": {"consent": "no", "why_not": "Afraid"},
}


def say(place: Place, answers: Answers, typed: dict[str, str] | None = None) -> Answers:
    form = REFER.form(place, answers, typed or TYPED[place.question])
    assert form.is_valid(), form.errors
    return REFER.with_answer(place, form, answers)


def one_child() -> Answers:
    answers: Answers = {}
    place = REFER.first_unanswered(answers)
    while place != CHECK_ANSWERS:
        answers = say(place, answers) if place.question else REFER.no_more(place.group, answers)
        place = REFER.next_place(place, answers)
    return answers


def test_answers_are_kept_as_plain_json() -> None:
    assert one_child() == {
        "danger": {"danger": False},
        "children": {
            "entries": [
                {
                    "name": {"given_name": "Kit", "family_name": "Okafor-Reid"},
                    "born": {"born": "2016-03-27"},
                    "address": {"address": "4 Mill Lane\nAldermere"},
                }
            ],
            "no_more": True,
        },
        "consent": {"consent": "no", "why_not": "Afraid"},
    }


def test_each_page_has_an_address_that_leads_back_to_it() -> None:
    answers = one_child()
    paths = [place.path for place in REFER.places(answers)]
    assert paths == [
        "danger",
        "children/1/name",
        "children/1/born",
        "children/1/address",
        "children",
        "consent",
        "check-answers",
    ]
    assert [REFER.place_at(path, answers) for path in paths] == list(REFER.places(answers))
    assert REFER.place_at("children/2/name", answers) is None
    assert REFER.place_at("consent", {}) is None


def test_the_next_child_is_offered_what_the_first_already_told() -> None:
    answers, place = REFER.add_entry("children", one_child())
    assert place == Place("name", "children", 1)
    assert REFER.initial(place, answers) == {"family_name": "Okafor-Reid"}
    assert REFER.initial(Place("address", "children", 1), answers) == {"address": "4 Mill Lane\nAldermere"}
    assert REFER.initial(Place("born", "children", 1), answers) == {}
    assert REFER.is_complete(answers) is False
    changed = say(place, answers, {"given_name": "Ada", "family_name": "Reid"})
    assert REFER.initial(place, changed) == {"given_name": "Ada", "family_name": "Reid"}


def test_no_more_children_than_may_be() -> None:
    answers = one_child()
    for _ in range(2):
        answers, _place = REFER.add_entry("children", answers)
    with pytest.raises(ValueError, match="No more than 3 can be added"):
        REFER.add_entry("children", answers)


def test_a_child_can_be_taken_out() -> None:
    answers, place = REFER.add_entry("children", one_child())
    answers = say(place, answers, {"given_name": "Ada"})
    assert REFER.name_of_entry("children", 0, REFER.remove_entry("children", 0, answers)) == "Child 1: Ada"


def test_an_answer_no_longer_asked_is_kept_but_not_sent() -> None:
    answers = one_child()
    in_danger = say(Place("danger"), answers, {"danger": "yes"})
    assert in_danger["consent"] == answers["consent"]
    assert "consent" not in REFER.what_was_asked(in_danger)
    safe_again = say(Place("danger"), in_danger, {"danger": "no"})
    assert safe_again == answers


def test_check_answers_show_words_and_lead_to_each_question() -> None:
    child = "Child 1: Kit"
    assert REFER.check_answers(one_child()) == (
        Section(
            "",
            (
                Row("Is a child in danger now?", ("No",), Place("danger")),
                Row("Do they agree?", ("No",), Place("consent")),
                Row("Why not?", ("Afraid",), Place("consent")),
            ),
        ),
        Section(
            child,
            (
                Row("First name", ("Kit",), Place("name", "children")),
                Row("Family name", ("Okafor-Reid",), Place("name", "children")),
                Row("When was the child born?", ("27 March 2016",), Place("born", "children")),
                Row("Where does the child live?", ("4 Mill Lane", "Aldermere"), Place("address", "children")),
            ),
        ),
    )


def test_what_a_choice_does_not_reveal_is_not_shown() -> None:
    answers = say(Place("consent"), one_child(), {"consent": "yes"})
    assert REFER.check_answers(answers)[0].rows[1:] == (Row("Do they agree?", ("Yes",), Place("consent")),)


def test_faults_name_the_question_as_it_was_asked() -> None:
    danger = REFER.form(Place("danger"), {}, {})
    another = REFER.add_another_form("children", {})
    assert [message_of(danger["danger"]), message_of(another["another"])] == [
        "Answer “Is a child in danger now?”",
        "Answer “Is there another child?”",
    ]
    assert DangerForm.base_fields["danger"].label == "Danger"


def test_going_back_retraces_the_way() -> None:
    answers = one_child()
    back, place = [], REFER.previous_place(CHECK_ANSWERS, answers)
    while place:
        back.append(place)
        place = REFER.previous_place(place, answers)
    assert back == list(reversed(REFER.places(answers)[:-1]))


def test_a_file_cannot_slip_into_the_answers() -> None:
    class FileForm(forms.Form):
        letter = forms.Field()

    form = FileForm({"letter": b"%PDF"})
    assert form.is_valid()
    with pytest.raises(TypeError, match="bytes cannot be kept among the answers"):
        cleaned_as_json(form)


def test_two_questions_may_not_share_a_name() -> None:
    with pytest.raises(ValueError, match="share a name"):
        Journey((Question("a", "A", DangerForm), Question("a", "B", DangerForm)))


# Any journey whatever: each question may hang on any other's answer, before or after it.


@st.composite
def journeys(draw: st.DrawFn) -> Journey:
    names = [f"q{number}" for number in range(draw(st.integers(1, 6)))]

    def question(name: str) -> Question:
        asks, wanted = draw(st.sampled_from([*names, ""])), draw(st.booleans())
        if not asks:
            return Question(name, name, DangerForm)
        return Question(name, name, DangerForm, lambda answers: answers.get(asks, {}).get("danger", wanted) is wanted)

    parts: list[Question | Group] = [question(name) for name in names]
    if draw(st.booleans()):
        inside = tuple(question(name) for name in names[: draw(st.integers(1, len(names)))])
        parts.insert(draw(st.integers(0, len(parts))), Group("g", "G", "one", inside, at_least=draw(st.integers(0, 2))))
    return Journey(tuple(parts))


def answered(journey: Journey, place: Place, said: bool, answers: Answers) -> Answers:
    if not place.question:
        return journey.no_more(place.group, answers)
    form = journey.form(place, answers, {"danger": "yes" if said else "no"})
    assert form.is_valid()
    return journey.with_answer(place, form, answers)


def finished(journey: Journey, data: st.DataObject) -> Answers:
    answers: Answers = {}
    place, steps = journey.first_unanswered(answers), 0
    while place != CHECK_ANSWERS:
        answers = answered(journey, place, data.draw(st.booleans()), answers)
        place, steps = journey.first_unanswered(answers), steps + 1
        assert steps <= 30
    return answers


@given(journeys(), st.data())
def test_walking_forward_always_ends_at_check_answers(journey: Journey, data: st.DataObject) -> None:
    answers = finished(journey, data)
    assert journey.is_complete(answers)
    place, seen = journey.places(answers)[0], []
    while place != CHECK_ANSWERS:
        seen.append(place)
        place = journey.next_place(place, answers)
    assert tuple(seen) == journey.places(answers)[:-1]


@given(journeys(), st.data())
def test_changing_an_answer_never_loses_another(journey: Journey, data: st.DataObject) -> None:
    answers = finished(journey, data)
    asked = [place for place in journey.places(answers) if place.question]
    if not asked:
        return
    before, place = deepcopy(answers), data.draw(st.sampled_from(asked))
    changed = answered(journey, place, data.draw(st.booleans()), answers)
    assert answers == before
    undone = deepcopy(changed)
    target = undone["g"]["entries"][place.index] if place.group else undone
    target[place.question] = journey.answer(place, before)
    assert undone == before
    # And it is either complete as it stands, or leads to a question that has become due.
    following = journey.first_unanswered(changed)
    assert following == CHECK_ANSWERS or journey.answer(following, changed) is None


@given(journeys(), st.data())
def test_only_what_is_asked_is_sent(journey: Journey, data: st.DataObject) -> None:
    answers = finished(journey, data)
    sent = journey.what_was_asked(answers)
    places = [place for place in journey.places(answers) if place.question]
    outside = {place.question for place in places if not place.group}
    assert {name for name in sent if name != "g"} == outside
    inside = [(index, name) for index, entry in enumerate(sent.get("g", [])) for name in entry]
    assert sorted(inside) == sorted((place.index, place.question) for place in places if place.group)
