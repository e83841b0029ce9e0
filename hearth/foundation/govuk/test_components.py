from enum import Enum

import pytest
from django import forms
from lxml import html
from lxml.html import HtmlElement

from hearth.foundation.govuk.components import error_summary, govuk_field
from hearth.foundation.govuk.environment import environment
from hearth.foundation.govuk.fields import (
    DateField,
    EnumChoiceField,
    EnumChoicesField,
    RevealingForm,
    TelephoneField,
)
from hearth.foundation.govuk.files import PDF, AttachmentField

HOSTILE = "<script>alert('x')</script>\"&"


class Level(Enum):
    EARLY = "early"
    FAMILY = "family"


class EveryField(RevealingForm):
    level = EnumChoiceField(
        Level, label="Level of need", hints={Level.FAMILY: "Section 17"}, reveals={Level.FAMILY: ["why"]}
    )
    why = forms.CharField(label="Why?", widget=forms.Textarea, max_length=50)
    born = DateField(label="Date of birth", help_text="On the birth certificate")
    worries = forms.CharField(label="Worries", widget=forms.Textarea)
    who = EnumChoicesField(Level, label="Who else helps?")
    kind = EnumChoiceField(Level, label="Kind", as_list=True)
    email = forms.EmailField(label="E-mail address")
    telephone = TelephoneField(label="Telephone number", required=False)
    age = forms.IntegerField(label="Age", min_value=0)
    letter = AttachmentField(label="Letter", kinds=(PDF,))
    told = forms.BooleanField(label="I have told the family")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)


FILLED = {
    "level": "family",
    "why": HOSTILE,
    "born-day": "30",
    "born-month": "Feb",
    "born-year": HOSTILE,
    "worries": HOSTILE,
    "who": ["early"],
    "kind": "family",
    "email": HOSTILE,
    "telephone": HOSTILE,
    "age": HOSTILE,
    "told": "on",
    "password": "not shown again",
}


def element(form: forms.Form, name: str, **overrides: object) -> HtmlElement:
    return html.fragment_fromstring(govuk_field(form[name], **overrides))


def values(found: HtmlElement) -> list[str | None]:
    return [one.get("value") for one in found.iter("input")]


def by_class(found: HtmlElement, name: str) -> list[str]:
    matching = found.xpath(f"descendant-or-self::*[contains(concat(' ', @class, ' '), ' {name} ')]")
    return [" ".join(one.text_content().split()) for one in matching]


@pytest.mark.parametrize("name", list(EveryField.base_fields))
def test_every_kind_of_field_is_named_described_and_safe(name: str) -> None:
    form = EveryField(FILLED)
    form.add_error(name, HOSTILE)
    found = element(form, name, hint=HOSTILE)
    ids = [one.get("id") for one in found.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    described = {one for each in found.iter() for one in (each.get("aria-describedby") or "").split()}
    assert described - set(ids) == set()
    assert list(found.iter("script")) == []
    assert [one for each in found.iter() for one in each.attrib if one.startswith(("on", "style"))] == []
    inputs = list(found.iter("input", "textarea", "select"))
    labels = {one.get("for") for one in found.iter("label")}
    assert [one.get("id") for one in inputs if one.get("id") not in labels] == []


@pytest.mark.parametrize("name", ["worries", "email", "telephone", "age"])
def test_what_was_typed_is_kept(name: str) -> None:
    found = element(EveryField(FILLED), name)
    assert [one.get("value", one.text) for one in found.iter("input", "textarea")] == [HOSTILE]


def test_a_password_is_never_sent_back() -> None:
    assert values(element(EveryField(FILLED), "password")) == [None]


def test_a_date_keeps_its_three_boxes_and_marks_those_at_fault() -> None:
    found = element(EveryField(FILLED | {"born-year": "2016"}), "born")
    boxes = list(found.iter("input"))
    assert [box.get("name") for box in boxes] == ["born-day", "born-month", "born-year"]
    assert [box.get("value") for box in boxes] == ["30", "Feb", "2016"]
    assert ["govuk-input--error" in box.get("class") for box in boxes] == [True, True, False]
    assert by_class(found, "govuk-error-message") == [
        "Error: There is no 30 February 2016. Enter a real date, such as 27 3 2016"
    ]


def test_a_birthday_may_be_filled_in_by_the_browser() -> None:
    boxes = element(EveryField(), "born", autocomplete="bday").iter("input")
    assert [box.get("autocomplete") for box in boxes] == ["bday-day", "bday-month", "bday-year"]


def test_a_choice_shows_its_hint_and_what_it_reveals() -> None:
    found = element(EveryField(FILLED), "level")
    radios = [one for one in found.iter("input") if one.get("type") == "radio"]
    assert [(one.get("value"), one.get("checked") is not None) for one in radios] == [
        ("early", False),
        ("family", True),
    ]
    assert by_class(found, "govuk-radios__hint") == ["Section 17"]
    assert [one.get("name") for one in found.iter("textarea")] == ["why"]


@pytest.mark.parametrize("typed", ["one\ntwo\n  three", "\nfirst line empty", "\n\n", "  indented\r\n\tand tabbed"])
def test_lines_of_a_revealed_text_area_come_back_as_typed(typed: str) -> None:
    """The components indent what they nest; a person's words must not gain a space each time a page is shown."""
    found = element(EveryField(FILLED | {"why": typed}), "level")
    shown = next(found.iter("textarea")).text or ""
    # What an HTML parser does to the first line end of a text area, which lxml does not.
    assert shown.removeprefix("\n") == typed.replace("\r\n", "\n")


def test_chosen_items_of_a_list_and_of_boxes_stay_chosen() -> None:
    form = EveryField(FILLED)
    assert [one.get("value") for one in element(form, "kind").iter("option") if one.get("selected") is not None] == [
        "family"
    ]
    assert [one.get("value") for one in element(form, "who").iter("input") if one.get("checked") is not None] == [
        "early"
    ]


def test_a_label_can_be_the_heading_and_says_what_is_optional() -> None:
    heading = element(EveryField(), "telephone", page_heading=True)
    assert [" ".join(one.text_content().split()) for one in heading.iter("h1")] == ["Telephone number (optional)"]
    legend = element(EveryField(), "born", label="When was Kit born?", page_heading=True)
    assert [" ".join(one.text_content().split()) for one in legend.iter("h1")] == ["When was Kit born?"]


def test_inputs_tell_the_browser_what_they_hold() -> None:
    kinds = {name: next(element(EveryField(), name).iter("input")) for name in ("email", "telephone", "age", "letter")}
    assert {name: one.get("type") for name, one in kinds.items()} == {
        "email": "email",
        "telephone": "tel",
        "age": "text",
        "letter": "file",
    }
    assert kinds["email"].get("autocomplete") == "email"
    assert kinds["age"].get("inputmode") == "numeric"
    assert kinds["letter"].get("accept") == ".pdf"


def test_the_summary_names_each_fault_and_leads_to_its_first_box() -> None:
    form = EveryField(
        {"born-day": "30", "born-month": "", "born-year": "2016", "age": "-1", "email": "x", "who": ["early"]}
    )
    links = [
        (one.text_content().strip(), one.get("href")) for one in html.fragment_fromstring(error_summary(form)).iter("a")
    ]
    assert links == [
        ("Choose level of need", "#id_level"),
        ("The date must include a month, such as 27 3 2016", "#id_born-month"),
        ("Enter worries", "#id_worries"),
        ("Choose kind", "#id_kind"),
        ("Enter an e-mail address with an @ in it, such as name@example.org", "#id_email"),
        ("Enter a number that is 0 or more", "#id_age"),
        ("Choose a file", "#id_letter"),
        ("Tick “I have told the family” to go on", "#id_told"),
        ("Enter your password", "#id_password"),
    ]
    targets = {one.get("id") for bound in form if bound.name != "why" for one in element(form, bound.name).iter()}
    assert [href for _, href in links if href[1:] not in targets] == []


def test_a_fault_of_the_whole_form_leads_to_its_first_field() -> None:
    form = EveryField({})
    form.add_error(None, "These two do not agree")
    first = next(html.fragment_fromstring(error_summary(form)).iter("a"))
    assert (first.text_content().strip(), first.get("href")) == ("These two do not agree", "#id_level")


def test_no_summary_when_nothing_is_wrong() -> None:
    assert error_summary(EveryField()) == ""


def test_a_component_is_there_by_name_and_by_its_published_path() -> None:
    by_name = '{{ govukButton({"text": "Send <it>"}) }}'
    by_path = '{% from "govuk_frontend_jinja/components/button/macro.html" import govukButton %}' + by_name
    rendered = [environment().from_string(source).render() for source in (by_name, by_path)]
    assert rendered[0] == rendered[1]
    assert html.fragment_fromstring(rendered[0]).text_content().strip() == "Send <it>"


def test_a_component_may_be_called_around_its_content() -> None:
    source = '{% call govukFieldset({"legend": {"text": "Who"}}) %}<p>inside</p>{% endcall %}'
    found = html.fragment_fromstring(environment().from_string(source).render())
    assert [one.text for one in found.iter("p")] == ["inside"]
