"""The pages' frame: complete with nothing given, strict about names, and free of inline script and style."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from jinja2 import UndefinedError
from lxml import html
from lxml.html import HtmlElement

from hearth.foundation.govuk.charts import accessible_svg
from hearth.foundation.govuk.environment import PAGES, environment
from hearth.foundation.govuk.fields import RevealingForm, YesNoField
from hearth.foundation.govuk.frame import Frame, Link, Session
from hearth.foundation.govuk.journey import AddAnotherForm

TEMPLATES = "foundation/govuk/templates"
WHOLE = Frame(
    council="Aldermere Council",
    worker="Dee",
    worker_role="Social worker",
    navigation=(Link("My day", "/", is_current=True, count=3), Link("My families", "/families/")),
    worker_menu=(Link("Your account", "/account/"),),
    sign_out_url="/sign-out/",
    search_url="/search/",
    search_text='"><script>',
    session=Session(1800, 120, "/renew/", "/sign-in/", "/sign-out/"),
)


class DangerForm(RevealingForm):
    danger = YesNoField(label="Danger", reveals_if_yes=["what"])
    what = forms.CharField(label="What is the danger?", widget=forms.Textarea)


def page(name: str, **context: Any) -> HtmlElement:
    return html.document_fromstring(environment().get_template(f"{TEMPLATES}/{name}.html").render(**context))


def part(name: str, call: str, **context: Any) -> HtmlElement:
    source = f'{{% from "{TEMPLATES}/parts.html" import {name} %}}<div>{call}</div>'
    return html.fragment_fromstring(environment().from_string(source).render(**context))


def text(found: HtmlElement) -> str:
    return " ".join(found.text_content().split())


ENTRIES = ({"name": "Child 1: Kit", "change": "/1/", "remove": "/1/remove/", "is_complete": True},)
PAGES_TO_SHOW: list[tuple[str, dict[str, Any]]] = [
    ("question", {"form": DangerForm(), "heading": "Is a child in danger?"}),
    (
        "question",
        {"form": DangerForm({}), "heading": "H", "back": "/", "guidance": "G", "draft_url": "/d/", "caption": "C"},
    ),
    ("casework", {"heading": "The Okafor-Reid family"}),
    ("casework", {"heading": "H", "side": [Link("People", "/", True)], "alerts": [{"words": "Do not visit alone"}]}),
    ("check_answers", {"heading": "Check", "sections": (), "button": "Send the referral", "address_of": str}),
    (
        "group",
        {"heading": "The children", "entries": ENTRIES, "form": AddAnotherForm()},
    ),
    ("group", {"heading": "The children", "entries": (), "form": None}),
    ("403", {}),
    ("404", {}),
    ("500", {}),
    ("503", {}),
]


@pytest.mark.parametrize("frame", [Frame(), WHOLE])
@pytest.mark.parametrize(("name", "context"), PAGES_TO_SHOW)
def test_no_page_has_inline_script_or_style_or_two_of_what_should_be_one(
    name: str, context: dict[str, Any], frame: Frame
) -> None:
    found = page(name, frame=frame, **context)
    assert [script.get("src") for script in found.iter("script") if not script.get("src")] == []
    assert list(found.iter("style")) == []
    assert [a for one in found.iter() if isinstance(one.tag, str) for a in one.attrib if re.match("style$|on", a)] == []
    assert len(list(found.iter("h1"))) == 1
    assert len(list(found.iter("main"))) == 1
    ids = [one.get("id") for one in found.iter() if one.get("id")]
    assert len(ids) == len(set(ids))


def test_the_title_says_when_something_is_wrong() -> None:
    asked = page("question", form=DangerForm(), heading="Is a child in danger?", frame=WHOLE)
    refused = page("question", form=DangerForm({}), heading="Is a child in danger?", frame=WHOLE)
    assert asked.findtext(".//title") == "Is a child in danger? – Hearth – Aldermere Council"
    assert refused.findtext(".//title") == "Error: Is a child in danger? – Hearth – Aldermere Council"


def test_a_question_is_its_own_heading_and_shows_each_field_once() -> None:
    found = page("question", form=DangerForm(), heading="Is a child in danger?")
    assert [text(one) for one in found.iter("h1")] == ["Is a child in danger?"]
    assert [one.get("name") for one in found.iter("textarea")] == ["what"]
    assert [text(one) for one in found.iter("button")] == ["Continue", "Save and come back later"]


def test_a_misspelt_name_is_an_error_and_not_a_gap() -> None:
    with pytest.raises(UndefinedError):
        environment().from_string("{{ famly }}").render()


def test_a_filter_of_another_app_can_be_added() -> None:
    def shout(env: Any) -> None:
        env.filters["shout"] = str.upper

    assert environment(extras=[shout]).from_string("{{ 'now' | shout }}").render() == "NOW"


def test_every_template_of_this_folder_compiles() -> None:
    names = sorted(path.name for path in (PAGES / "foundation/govuk/templates").iterdir())
    assert [environment().get_template(f"{TEMPLATES}/{name}").name for name in names] == [
        f"{TEMPLATES}/{name}" for name in names
    ]


def test_an_empty_value_is_said_and_nought_is_a_value() -> None:
    rows = [
        {"key": "GP", "value": ""},
        {"key": "Visits", "value": 0},
        {"key": "Address", "lines": ["4 Mill Lane", "Aldermere"]},
    ]
    found = part("summary_list", "{{ summary_list(rows) }}", rows=rows)
    assert [text(one) for one in found.iter("dd")] == ["Not answered", "0", "4 Mill LaneAldermere"]


def test_a_clock_says_its_word() -> None:
    found = part("clock_tag", "{{ clock_tag('Overdue 2 working days', 'overdue') }}")
    assert [(text(one), one.get("class")) for one in found.iter("strong")] == [
        ("Overdue 2 working days", "hearth-clock hearth-clock--overdue")
    ]


def address(start: str) -> Callable[[Any], str]:
    return lambda what: f"?{start}={what}&level=2"


def test_pages_keep_the_rest_of_the_address() -> None:
    found = part(
        "pages_of",
        "{{ pages_of(page, address, 'contacts') }}",
        page=Paginator(range(50), 20).page(2),
        address=address("page"),
    )
    assert [one.get("href") for one in found.iter("a")] == [f"?page={number}&level=2" for number in (1, 1, 2, 3, 3)]
    assert text(found).endswith("Showing 21 to 40 of 50 contacts")


@pytest.mark.parametrize(
    ("now", "said", "next_order"),
    [("name", "ascending", "-name"), ("-name", "descending", "name"), ("born", "none", "name")],
)
def test_a_heading_sorts_and_says_how_it_is_sorted(now: str, said: str, next_order: str) -> None:
    call = "<table><tr>{{ sort_heading('Name', 'name', now, address) }}</tr></table>"
    found = part("sort_heading", call, now=now, address=address("sort"))
    heading, link = next(found.iter("th")), next(found.iter("a"))
    assert (heading.get("aria-sort"), link.get("href")) == (said, f"?sort={next_order}&level=2")


LISTS = [path for path in sorted(PAGES.rglob("*.html")) if "call list_table" in path.read_text()]


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.relative_to(PAGES).as_posix())
def test_on_a_phone_every_cell_of_a_list_says_its_column_and_keeps_its_role(path: Path) -> None:
    """The cards' style takes a cell's heading and role from it: the markup gives both back."""
    roles = {
        "thead": {"rowgroup"},
        "tbody": {"rowgroup"},
        "tr": {"row"},
        "td": {"cell"},
        "th": {"columnheader", "rowheader"},
    }
    wrong = [
        tag
        for table in re.findall(r"call list_table.*?endcall", path.read_text(), re.DOTALL)
        for tag, kind in re.findall(r"(<(thead|tbody|tr|td|th)\b[^>]*>)", table)
        if not any(f'role="{role}"' in tag for role in roles[kind]) or (kind == "td" and "data-label=" not in tag)
    ]
    assert wrong == []


def test_a_list_is_a_table_to_a_screen_reader_whatever_its_style() -> None:
    found = part("list_table", "{% call list_table('Workers', 'workers') %}<tbody></tbody>{% endcall %}")
    (table,) = found.iter("table")
    assert (table.get("role"), "hearth-table--list" in table.get("class").split()) == ("table", True)


def test_a_wide_table_can_be_reached_and_scrolled_by_keyboard() -> None:
    found = part("plain_table", "{{ plain_table('Owed', 'owed', ['What', 'When'], [['Visit', 'today']]) }}")
    box = next(found.iterchildren())
    assert (box.get("tabindex"), box.get("role"), box.get("aria-labelledby")) == ("0", "region", "owed-caption")
    assert [text(one) for one in found.iter("th", "td")] == ["What", "When", "Visit", "today"]


def test_a_picture_has_a_title_a_description_and_its_table() -> None:
    svg = accessible_svg(
        environment().from_string("<circle/>").render(),  # type: ignore[arg-type]
        name="star",
        title="Kit & Ada",
        description="Better on 5",
        width=300,
        height=200,
    )
    found = part(
        "picture_with_table", "{% call picture_with_table(svg, 'Better on 5.') %}<table></table>{% endcall %}", svg=svg
    )
    picture = next(found.iter("svg"))
    named = [
        next(one for one in picture.iter() if one.get("id") == id_).text
        for id_ in picture.get("aria-labelledby").split()
    ]
    assert (picture.get("role"), named) == ("img", ["Kit & Ada", "Better on 5"])
    assert len(list(found.iter("table"))) == 1
